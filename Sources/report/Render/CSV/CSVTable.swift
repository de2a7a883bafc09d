import Ingest
import Metrics

/// A table as it is written to `csv/`, and shown in the report.
struct CSVTable {
  /// A cell, before any style.
  enum Cell: Hashable {
    case text(String)
    case count(Int)
    /// A decimal number that was rounded once.
    case decimal(String)
    /// Undefined: 0/0, or not computed yet.
    case empty
  }

  /// The file's name without `.csv`.
  var name: String
  var columns: [String]
  var rows: [[Cell]] = []

  /// Whole seconds or counts; empty where undefined.
  static func optional(_ value: Int?) -> Cell { value.map(Cell.count) ?? .empty }

  /// A share with four decimals, half up; empty where the denominator is 0.
  static func share(_ numerator: Int, of denominator: Int) -> Cell {
    decimal(numerator, over: denominator, digits: 4)
  }

  /// A quotient rounded half up, for numerators ≥ 0.
  static func decimal(_ numerator: Int, over denominator: Int, digits: Int) -> Cell {
    guard denominator > 0 else { return .empty }
    var scale = 1
    for _ in 0..<digits { scale *= 10 }
    let scaled = (2 * numerator * scale + denominator) / (2 * denominator)
    let fraction = String(scaled % scale)
    let padding = String(repeating: "0", count: max(0, digits - fraction.count))
    return .decimal("\(scaled / scale).\(padding)\(fraction)")
  }

  /// The file's bytes: RFC 4180 with LF or the configured delimiter and decimal sign.
  func bytes(_ style: Config.CSVStyle) -> [UInt8] {
    var out: [UInt8] = style.hasByteOrderMark ? [0xef, 0xbb, 0xbf] : []
    append(columns.map(Cell.text), style, to: &out)
    for row in rows { append(row, style, to: &out) }
    return out
  }

  private func append(_ row: [Cell], _ style: Config.CSVStyle, to out: inout [UInt8]) {
    for (i, cell) in row.enumerated() {
      if i > 0 { out.append(style.delimiter) }
      switch cell {
      case .count(let value): out.append(contentsOf: String(value).utf8)
      case .decimal(let text):
        for byte in text.utf8 { out.append(byte == 46 ? style.decimal : byte) }
      case .empty: break
      case .text(let text): CSVTable.append(text, delimiter: style.delimiter, to: &out)
      }
    }
    out.append(13)
    out.append(10)
  }

  /// Text from outside: a spreadsheet must not take it for a formula.
  private static func append(_ text: String, delimiter: UInt8, to out: inout [UInt8]) {
    var bytes = Array(text.utf8)
    if let first = bytes.first, [61, 43, 45, 64, 9, 13].contains(first) { bytes.insert(39, at: 0) }
    let needsQuotes = bytes.contains { $0 == delimiter || $0 == 34 || $0 == 10 || $0 == 13 }
    guard needsQuotes else {
      out.append(contentsOf: bytes)
      return
    }
    out.append(34)
    for byte in bytes {
      if byte == 34 { out.append(34) }
      out.append(byte)
    }
    out.append(34)
  }
}
