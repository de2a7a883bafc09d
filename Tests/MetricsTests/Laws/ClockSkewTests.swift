import Metrics
import TestSupport
import Testing

@Suite("Skew between clocks") struct ClockSkewTests {
  func skew(_ differences: [Int]) -> ClockSkew? {
    var tally = ClockTally()
    for difference in differences { tally.differences.record(difference) }
    return ClockSkew(tally)
  }

  @Test func `the median, the distance of the quartiles, and how many`() throws {
    #expect(skew([]) == nil)
    // Ranks of nine values: ⌈9 × 0.25⌉ = 3, ⌈9 × 0.5⌉ = 5, ⌈9 × 0.75⌉ = 7.
    let nine = try #require(skew([-30, 4, 5, 5, 6, 6, 7, 8, 900]))
    #expect(nine.seconds == 6 && nine.spread == 2 && nine.calls == 9)
    let behind = try #require(skew([-3, -3, -4]))
    #expect(behind.seconds == -3 && behind.spread == 1)
  }

  @Test(arguments: [
    (2, 100, false), (3, 100, true), (-3, 100, true), (-2, 10, false), (3, 9, false), (3, 10, true),
  ])
  func `more than two seconds by at least ten calls is told`(
    _ seconds: Int, _ calls: Int, _ isTold: Bool
  ) throws {
    let found = try #require(skew(Array(repeating: seconds, count: calls)))
    #expect(found.isNotable == isTold)
  }

  @Test(arguments: 0..<50)
  func `fewer than half of odd moments, wherever they lie, do not move it out of the others`(
    seed: Int
  ) throws {
    var numbers = SeededNumbers(seed: seed)
    let shift = Int.random(in: -3600...3600, using: &numbers)
    let calls = Int.random(in: 5...200, using: &numbers)
    let good = (0..<calls).map { _ in shift + Int.random(in: 0...1, using: &numbers) }
    let odd = (0..<(calls - 1) / 2).map { _ in Int.random(in: -40_000...40_000, using: &numbers) }
    let found = try #require(skew(good + odd))
    #expect((shift...shift + 1).contains(found.seconds))
  }
}
