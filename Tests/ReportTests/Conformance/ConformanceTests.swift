import Foundation
import Ingest
import Testing

@testable import report

/// The conformance kit: what field users meet, and numbers worked out by hand.
@MainActor
@Suite("Conformance kit") struct ConformanceTests {
  @Test(arguments: ConformanceCase.all)
  func `a case's cells are the ones worked out by hand`(_ test: ConformanceCase) throws {
    let why = try String(contentsOf: test.folder.appending(path: "WHY.md"), encoding: .utf8)
    #expect(why.contains("docs/"), "\(test.name): WHY.md names no rule")
    let expected = try test.expectation()
    #expect(!expected.cells.isEmpty, "\(test.name): no cells, nothing is checked")

    let folder = try test.copied()
    defer { try? FileManager.default.removeItem(at: folder) }
    let reports = try ConformanceTests.published(in: folder, asOf: expected.asOf)
    for cell in expected.cells {
      let path = "\(cell.period)/csv/\(cell.file).csv"
      let table = TruthTable(try Data(contentsOf: reports.appending(path: path)))
      for fault in ConformanceTests.faults(of: cell, in: table) {
        Issue.record("\(test.name), \(path): \(fault)")
      }
    }
  }

  @Test func `there are at least sixty cases, each with a number of its own`() {
    let names = ConformanceCase.all.map(\.name)
    #expect(names.count >= 60)
    #expect(Set(names.map { $0.prefix { $0 != "-" } }).count == names.count)
  }

  @Test func `each of the 25 traps has a case`() throws {
    let traps = try ConformanceCase.all.flatMap { try $0.expectation().traps }
    #expect(Set(traps).isSuperset(of: 1...25))
  }

  @Test(
    arguments: [
      #""cells": [], "cels": []"#,
      #""cells": [{"period": "p", "file": "calls", "rows": 1, "row": {}, "is": {"a": "1"}}]"#,
      #""cells": [{"period": "p", "file": "calls", "row": {}, "is": {}}]"#,
      #""cells": [{"period": "p", "file": "calls", "row": {}, "si": {"a": "1"}}]"#,
      #""cells": [{"period": "p", "file": "calls", "row": {}}]"#,
    ])
  func `an expectation that would check nothing is refused`(_ cells: String) {
    let text = #"{"as_of": "2026-03-11", "traps": [1], \#(cells)}"#
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ConformanceExpectation.self, from: Data(text.utf8))
    }
  }

  @Test func `a row that is missing, found twice or different is a fault`() throws {
    let table = TruthTable(Data("step,count\na,1\nb,2\nb,2\n".utf8))
    func faults(_ claim: String) throws -> Int {
      let text = #"{"period": "p", "file": "f", \#(claim)}"#
      let cell = try JSONDecoder().decode(
        ConformanceExpectation.Cell.self, from: Data(text.utf8))
      return ConformanceTests.faults(of: cell, in: table).count
    }
    #expect(try faults(#""row": {"step": "a"}, "is": {"count": "1"}"#) == 0)
    #expect(try faults(#""row": {"step": "a"}, "is": {"count": "2"}"#) == 1)
    #expect(try faults(#""row": {"step": "a"}, "is": {"cuont": "1"}"#) == 1)
    #expect(try faults(#""row": {"step": "b"}, "is": {"count": "2"}"#) == 1)
    #expect(try faults(#""row": {"step": "c"}, "is": {"count": "2"}"#) == 1)
    #expect(try faults(#""row": {"setp": "a"}, "absent": true"#) == 1)
    #expect(try faults(#""row": {"step": "a"}, "absent": true"#) == 1)
    #expect(try faults(#""row": {"step": "c"}, "absent": true"#) == 0)
    #expect(try faults(#""rows": 3"#) == 0)
    #expect(try faults(#""rows": 2"#) == 1)
  }

  /// Runs the night in this process; the folder of reports.
  private static func published(in folder: URL, asOf: String) throws -> URL {
    let config = try Config.load(folder.appending(path: "ringtally.yaml").path)
    let night = Night(
      config: config, directories: try config.directories(),
      store: try EventStore(path: config.database, reportZone: config.timezone),
      asOf: try #require(Day(asOf)), reports: config.reports)
    _ = try night.run()
    return URL(filePath: config.reports)
  }

  /// Where a table is not as expected; empty if it is.
  private static func faults(
    of cell: ConformanceExpectation.Cell, in table: TruthTable
  ) -> [String] {
    let key = cell.row ?? [:]
    let named = Set(key.keys).union(cell.cells.map { Set($0.keys) } ?? [])
    let unknown = named.subtracting(table.columns)
    guard unknown.isEmpty else { return ["no column \(unknown.sorted().joined(separator: ", "))"] }
    let found = table.rows.map {
      Dictionary(zip(table.columns, $0), uniquingKeysWith: { first, _ in first })
    }.filter { row in key.allSatisfy { row[$0.key] == $0.value } }
    if let count = cell.rows {
      return found.count == count ? [] : ["\(found.count) rows \(key), expected \(count)"]
    }
    if cell.isAbsent { return found.isEmpty ? [] : ["\(key) is there, expected none"] }
    guard found.count == 1, let row = found.first else {
      return ["\(found.count) rows \(key), expected one"]
    }
    return (cell.cells ?? [:]).sorted { $0.key < $1.key }.compactMap { column, value in
      row[column] == value
        ? nil : "\(key): \(column) is \"\(row[column] ?? "")\", expected \"\(value)\""
    }
  }
}
