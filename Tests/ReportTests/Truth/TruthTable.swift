import Foundation

/// A CSV file read for comparison: RFC 4180, a header line, rows by key.
struct TruthTable {
  var columns: [String]
  var rows: [[String]]

  init(_ data: Data) {
    var records: [[String]] = []
    var record: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    let bytes = [UInt8](data)
    var i = 0
    func text() -> String { String(decoding: field, as: UTF8.self) }
    while i < bytes.count {
      let byte = bytes[i]
      if isQuoted {
        if byte == 34, i + 1 < bytes.count, bytes[i + 1] == 34 {
          field.append(34)
          i += 1
        } else if byte == 34 {
          isQuoted = false
        } else {
          field.append(byte)
        }
      } else if byte == 34 {
        isQuoted = true
      } else if byte == 44 || byte == 10 {
        record.append(text())
        field = []
        if byte == 10 {
          records.append(record)
          record = []
        }
      } else if byte != 13 {
        field.append(byte)
      }
      i += 1
    }
    if !field.isEmpty || !record.isEmpty { records.append(record + [text()]) }
    columns = records.first ?? []
    rows = Array(records.dropFirst())
  }

  /// Rows by the joined values of the key columns.
  func byKey(_ key: [String]) -> [String: [String: String]] {
    var result: [String: [String: String]] = [:]
    for row in rows {
      let cells = Dictionary(zip(columns, row), uniquingKeysWith: { first, _ in first })
      result[key.map { cells[$0] ?? "" }.joined(separator: " | ")] = cells
    }
    return result
  }

  /// Where `self`, the truth, and `other` differ, cell by cell; empty if they agree.
  ///
  /// - Parameter only: Where given, the one row that is compared.
  func differences(
    from other: TruthTable, key: [String], otherKey: [String]? = nil, mayHaveMoreRows: Bool = false,
    only: String? = nil
  ) -> [String] {
    let expected = byKey(key)
    let actual = other.byKey(otherKey ?? key)
    var differences: [String] = []
    let compared = columns.filter { !key.contains($0) }
    for column in compared where !other.columns.contains(column) {
      differences.append("no column \(column)")
    }
    for (row, cells) in expected.sorted(by: { $0.key < $1.key }) where only ?? row == row {
      guard let found = actual[row] else {
        differences.append("no row \(row)")
        continue
      }
      for column in compared {
        guard let value = found[column], let truth = cells[column], value != truth else { continue }
        differences.append("\(row): \(column) is \(value), truth \(truth)")
      }
    }
    if let only, expected[only] == nil { differences.append("the truth has no row \(only)") }
    if !mayHaveMoreRows, only == nil {
      for row in actual.keys.sorted() where expected[row] == nil {
        differences.append("a row too many: \(row)")
      }
    }
    return differences
  }
}
