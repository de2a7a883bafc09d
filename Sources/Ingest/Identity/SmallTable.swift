/// A delimited table of a few hundred rows that the shop keeps by hand, read whole.
///
/// The delimiter is the header's: `;` or a tab where the header has no comma.
struct SmallTable {
  struct Row {
    /// 1-based; where the row begins.
    let line: Int
    let cells: [String]
  }

  let file: String
  private(set) var rows: [Row] = []
  private(set) var problems: [TableProblem] = []
  private var columns: [String: Int] = [:]

  /// Reads the header and all rows; what does not fit becomes a problem, and its row is left out.
  init(_ bytes: [UInt8], file: String, required: [String], optional: [String]) {
    self.file = file
    guard String(validating: bytes, as: UTF8.self) != nil else {
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      let bad = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }.map { $0 + 1 }
      report(
        line: bad ?? 1, column: nil, "expected UTF-8 text", "Save the file as \"CSV UTF-8\"")
      return
    }
    var records = cut(bytes)
    guard !records.isEmpty else {
      report(
        line: 1, column: nil, "expected a header line",
        "Begin the file with \(required.joined(separator: ","))")
      return
    }
    let header = records.removeFirst()
    for (index, name) in header.cells.enumerated() {
      let name = name.lowercased()
      guard required.contains(name) || optional.contains(name) else {
        report(
          line: header.line, column: nil,
          "expected only the columns \((required + optional).joined(separator: ", ")), column \(index + 1) has another name",
          "Rename or remove it")
        continue
      }
      if columns.updateValue(index, forKey: name) != nil {
        report(line: header.line, column: name, "expected this column once", "Remove the second")
      }
    }
    for name in required where columns[name] == nil {
      report(
        line: header.line, column: name, "expected this column in the header", "Add the column")
    }
    for row in records where row.cells.count != header.cells.count {
      report(
        line: row.line, column: nil,
        "expected \(header.cells.count) cells as in the header, found \(row.cells.count)",
        "Quote cells that hold the delimiter, and write a delimiter for each empty cell")
    }
    if header.cells.count == columns.count, required.allSatisfy({ columns[$0] != nil }) {
      rows = records.filter { $0.cells.count == header.cells.count }
    }
  }

  /// The trimmed cell of a row; empty where the file has no such column.
  func cell(_ row: Row, _ column: String) -> String {
    columns[column].map { row.cells[$0] } ?? ""
  }

  /// Notes a problem of a cell.
  mutating func report(line: Int, column: String?, _ expected: String, _ remedy: String) {
    problems.append(
      TableProblem(
        file: file, line: line, column: column, expected: expected, remedy: remedy + "."))
  }

  /// The days a row holds for; `nil`, and a problem, where they are none.
  mutating func validity(_ row: Row) -> Validity? {
    let to = cell(row, "to")
    let from = Day(cell(row, "from"))
    let end = Day(to)
    if from == nil {
      report(
        line: row.line, column: "from", "expected a day such as 2026-09-01",
        "Write year, month and day with two-digit months and days")
    }
    if !to.isEmpty, end == nil {
      report(
        line: row.line, column: "to", "expected a day such as 2026-10-01, or nothing",
        "Write the first day that no longer counts, or leave the cell empty")
    }
    guard let from, to.isEmpty || end != nil else { return nil }
    if let end, end <= from {
      report(
        line: row.line, column: "to", "expected a day after \(from)",
        "`to` is the first day that no longer counts")
      return nil
    }
    return Validity(from: from, to: end)
  }

  /// An amount in minor units; `nil` where the cell is empty or, with a problem, no amount.
  mutating func money(_ row: Row, _ column: String) -> Int? {
    let text = cell(row, column)
    guard !text.isEmpty else { return nil }
    let amount = DecimalFraction(text.replacing(",", with: "."))?.hundredths
    guard let amount, amount >= 0 else {
      report(
        line: row.line, column: column, "expected an amount such as 20000.00",
        "Write digits and at most two decimals, without a currency or blanks")
      return nil
    }
    return amount
  }

  /// Throws what was found wrong, in the order of lines.
  func check() throws(TableError) {
    guard problems.isEmpty else {
      throw TableError(
        problems: problems.sorted {
          ($0.line, $0.column ?? "", $0.expected) < ($1.line, $1.column ?? "", $1.expected)
        })
    }
  }

  /// Cuts the file into rows of trimmed cells, the header first; blank rows are left out.
  private mutating func cut(_ bytes: [UInt8]) -> [Row] {
    let mark = TextEncoding.byteOrderMark(of: bytes.span)?.length ?? 0
    let content = Array(bytes.dropFirst(mark))
    let header = content.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let delimiter =
      [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].first { header.contains($0) }
      ?? UInt8(ascii: ",")
    var scanner = CSVScanner(delimiter: delimiter)
    var stream = MemoryStream(content, path: file)
    var rows: [Row] = []
    do {
      records: while true {
        switch try scanner.next(from: &stream) {
        case .end: break records
        case .tooLong:
          report(
            line: scanner.line, column: nil, "expected a row of at most 1 MiB",
            "Look for a file of another kind under this name")
          continue
        case .record: break
        }
        // A stray quote swallows the lines behind it: cut so, it costs its own only.
        if let header = rows.first, scanner.spansLines, scanner.fields.count != header.cells.count {
          try scanner.cutAtFirstLine(from: &stream)
        }
        let cells = scanner.fields.indices.map { SmallTable.trimmed(scanner.text($0)) }
        guard cells.contains(where: { !$0.isEmpty }) else { continue }
        rows.append(Row(line: scanner.line, cells: cells))
      }
    } catch {
      report(line: scanner.line, column: nil, "expected bytes in memory", "Try again")
    }
    return rows
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
