import Foundation
import Testing

/// A shop whose every number is worked out by hand in fixtures/README.md.
@Suite("Golden pages of the shop on paper") struct GoldenPageTests {
  @Test(arguments: [
    "answer_latency.csv", "service_levels.csv", "pbx_counts.csv", "calls_by_agent.csv",
    "redemption.csv",
  ])
  func `the figures are those of the working on paper`(_ name: String) throws {
    let shop = try PaperShop()
    defer { shop.remove() }
    let ending = try shop.ringtally("run", "--as-of", "2026-03-10")
    #expect(ending.code == 0, "\(ending.errors)")
    // Written by hand: never recorded, whatever RECORD_GOLDEN says.
    let expected = try String(
      contentsOf: PaperShop.fixture.appending(path: "expected/\(name)"), encoding: .utf8)
    let found = try shop.published("2026-03/csv/\(name)")
    #expect(found.replacingOccurrences(of: "\r\n", with: "\n") == expected)
  }

  @Test(arguments: ["ru", "en"])
  func `the month's page is the one that somebody has looked at`(_ language: String) throws {
    let shop = try PaperShop(["language: en": "language: \(language)"])
    defer { shop.remove() }
    let ending = try shop.ringtally("run", "--as-of", "2026-03-10")
    #expect(ending.code == 0, "\(ending.errors)")
    let page = try shop.published("2026-03/report.html")
    // Without the style sheet and the script, which have tests of their own.
    let start = try #require(page.range(of: "<main"))
    let end = try #require(page.range(of: "</main>"))
    try expectGolden(
      String(page[start.lowerBound..<end.upperBound]) + "\n", "month.\(language).html")
  }
}
