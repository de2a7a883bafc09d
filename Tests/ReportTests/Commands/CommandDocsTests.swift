import Foundation
import Testing

@Suite("The commands' documentation") struct CommandDocsTests {
  @Test func `names every subcommand in README.md and docs/operations.md`() throws {
    let shop = try PaperShop()
    defer { shop.remove() }
    let help = try shop.ringtally("--help").output
    let part = try #require(help.range(of: "SUBCOMMANDS:\n"))
    let commands = help[part.upperBound...].split(separator: "\n")
      .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  See ") }
      .compactMap { $0.split(separator: " ").first }
    #expect(commands.count >= 7)
    for file in ["README.md", "docs/operations.md"] {
      let text = try String(
        contentsOf: PharmacyNight.root.appending(path: file), encoding: .utf8)
      for command in commands {
        #expect(text.contains("ringtally \(command)"), "\(file): \(command)")
      }
    }
  }
}
