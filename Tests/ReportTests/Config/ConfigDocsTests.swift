import Foundation
import Testing
import Yams

@testable import report

@Suite("docs/config.md") struct ConfigDocsTests {
  /// A row of a table of keys.
  struct Row: Hashable, CustomStringConvertible {
    var section: String
    var key: String
    var type: String
    var fallback: String

    var description: String { "\(section).\(key) | \(type) | \(fallback)" }
  }

  /// All rows of tables with the columns key, type, default, meaning, by the heading above them.
  static func documented() throws -> (rows: [Row], sections: [String]) {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/config.md")
    var rows: [Row] = []
    var sections: [String] = []
    var section = ""
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      if line.hasPrefix("## ") {
        section = String(line.dropFirst(3)).replacing("`", with: "")
        if line.hasPrefix("## `") { sections.append(section) }
      }
      let cells = line.replacing("\\|", with: "").split(separator: "|")
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count >= 3, cells[0].hasPrefix("`"), section == "Top" || line.hasPrefix("| `")
      else { continue }
      guard section == "Top" || sections.last == section else { continue }
      rows.append(
        Row(
          section: section == "Top" ? "" : section, key: cells[0].replacing("`", with: ""),
          type: cells[1], fallback: cells[2]))
    }
    return (rows, sections)
  }

  static let accepted = KeyTable.all.flatMap { table in
    table.keys.map {
      Row(section: table.path, key: $0.name, type: $0.type, fallback: $0.fallback.text)
    }
  }

  @Test func `every key that is accepted is documented, with its type and default`() throws {
    let missing = Set(Self.accepted).subtracting(try Self.documented().rows)
    #expect(missing.isEmpty, "\(missing.map(\.description).sorted())")
    #expect(Self.accepted.count > 100)
  }

  @Test func `every documented key is accepted, once, in the order of the docs`() throws {
    let (rows, sections) = try Self.documented()
    #expect(rows.map(\.description) == Self.accepted.map(\.description))
    #expect(sections == KeyTable.all.map(\.path).filter { !$0.isEmpty })
  }

  @Test func `every stated default is YAML`() throws {
    for key in KeyTable.all.flatMap(\.keys) {
      guard case .value(let text) = key.fallback else { continue }
      #expect(try Yams.compose(yaml: text) != nil)
    }
  }
}
