import Foundation
import Testing

/// The list of rules that are broken to see who notices must not lag behind the source.
@Suite("Rules that can be broken") struct BreakableRulesTests {
  private static func list() throws -> BreakableRules {
    let path = PharmacyNight.root.appending(path: "Tests/mutations/rules.txt")
    return BreakableRules(try String(contentsOf: path, encoding: .utf8))
  }

  @Test func `each text of the list stands once in its file`() throws {
    let list = try Self.list()
    #expect(list.faults == [])
    #expect(list.rules.count >= 60)
    var sources: [String: String] = [:]
    for rule in list.rules {
      #expect(!rule.says.isEmpty && !rule.texts.isEmpty, "\(rule.name)")
      for text in rule.texts {
        let source =
          try sources[text.file]
          ?? String(
            contentsOf: PharmacyNight.root.appending(path: text.file), encoding: .utf8)
        sources[text.file] = source
        let found = source.ranges(of: text.lines.joined(separator: "\n")).count
        #expect(
          found == 1,
          """
          \(rule.name): found \(found) times in \(text.file): \(text.lines[0]). Bring \
          Tests/mutations/rules.txt in line with the source
          """)
      }
    }
  }

  @Test func `each rule has a name of its own and cases that exist`() throws {
    let rules = try Self.list().rules
    #expect(Set(rules.map(\.name)).count == rules.count)
    let numbers = Set(ConformanceCase.all.map { String($0.name.prefix { $0 != "-" }) })
    for rule in rules {
      #expect(Set(rule.cases).subtracting(numbers) == [], "\(rule.name)")
    }
  }

  @Test func `the published table has each rule and none that was not caught`() throws {
    let page = PharmacyNight.root.appending(path: "fixtures/conformance/RULES.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let absent = try Self.list().rules.filter { !text.contains("| \($0.name) | \($0.says) |") }
    #expect(absent.map(\.name) == [])
    for word in ["NOT CAUGHT", "not tried"] {
      let lines = text.split(separator: "\n").filter { $0.contains("| \(word) |") }
      #expect(lines == [], "run scripts/flip-rules.sh --table fixtures/conformance/RULES.md NAME")
    }
  }
}
