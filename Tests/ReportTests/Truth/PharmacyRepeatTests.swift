import Foundation
import Testing

/// Publishing twice, and being killed while publishing.
@Suite("A night repeated or killed changes no byte") struct PharmacyRepeatTests {
  /// Paths at which two sets of files differ.
  func differences(_ a: [String: Data], _ b: [String: Data]) -> [String] {
    Set(a.keys).union(b.keys).filter { a[$0] != b[$0] }.sorted()
  }

  @Test func `a second run over the same inputs changes no byte`() throws {
    let published = try PharmacyNight.published()
    try #require(published.files.count > 10)
    try published.night.run()
    #expect(try differences(published.files, published.night.files()) == [])
  }

  @Test func `a run into a fresh database publishes the same bytes`() throws {
    let published = try PharmacyNight.published()
    let night = try PharmacyNight()
    defer { night.remove() }
    try night.run()
    #expect(try differences(published.files, night.files()) == [])
  }

  @Test(arguments: [0.15, 0.5, 0.85])
  func `a run after a killed one publishes what an undisturbed run does`(_ share: Double) throws {
    let published = try PharmacyNight.published()
    let night = try PharmacyNight()
    defer { night.remove() }
    let process = try night.start()
    Thread.sleep(forTimeInterval: published.seconds * share)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    // On a machine that has become faster since the undisturbed run it may have ended: what counts
    // is what the next run makes of whatever it left.
    try night.run()
    #expect(try differences(published.files, night.files()) == [])
  }
}
