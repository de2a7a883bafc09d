import Foundation
import Testing

/// Holds a text against a file of fixtures/paper/expected that somebody has looked at.
///
/// With `RECORD_GOLDEN=1` the file is written anew **and the test fails**, so that no build server
/// records what it should check.
func expectGolden(
  _ actual: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = PaperShop.fixture.appending(path: "expected/\(name)")
  if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
    try actual.write(to: file, atomically: true, encoding: .utf8)
    Issue.record(
      "recorded \(name): look at the difference, then test again without RECORD_GOLDEN",
      sourceLocation: sourceLocation)
    return
  }
  let expected = try String(contentsOf: file, encoding: .utf8)
  guard actual != expected else { return }
  Attachment.record(actual, named: name, sourceLocation: sourceLocation)
  let lines = zip(
    actual.split(separator: "\n", omittingEmptySubsequences: false),
    expected.split(separator: "\n", omittingEmptySubsequences: false)
  ).enumerated()
  let first = lines.first { $0.element.0 != $0.element.1 }
  Issue.record(
    """
    \(name):\((first?.offset ?? 0) + 1): expected \(first.map { String($0.element.1) } ?? "another length"), \
    found \(first.map { String($0.element.0) } ?? "\(actual.utf8.count) bytes instead of \(expected.utf8.count)"). \
    After an intended change: RECORD_GOLDEN=1 swift test --filter Golden
    """, sourceLocation: sourceLocation)
}
