/// How far a source's clock is ahead of another, by the moments of a call that both tell.
package struct ClockTally: Tally {
  package static let kind = "clock"
  package static let version = 1

  /// Seconds by which the source is ahead, negative where it is behind → journeys.
  package var differences = Histogram()

  package init() {}

  package static var counts: [any WritableKeyPath<ClockTally, Int> & Sendable] { [] }
  package static var histograms: [any WritableKeyPath<ClockTally, Histogram> & Sendable] {
    [\.differences]
  }
}

/// What the differences of two clocks come to.
///
/// The median: moments that were not the same after all (a row of a transfer, a caller who went on
/// in the menu) do not move it as long as they are fewer than half.
package struct ClockSkew: Hashable, Sendable {
  /// Seconds by which the source is ahead; negative where it is behind.
  package var seconds: Int
  /// From the first to the third quartile, in seconds: 0 or 1 where all moments agree.
  package var spread: Int
  /// How many journeys it was estimated from.
  package var calls: Int

  /// Up to so many seconds two logs differ by their rounding and by what lies between their writes.
  package static let tolerance = 2
  /// Fewer journeys than these show nothing: each may be one of the odd ones.
  package static let enoughCalls = 10

  /// `nil` where no journey was told by both.
  package init?(_ tally: ClockTally) {
    guard let median = tally.differences.quantile(percent: 50),
      let first = tally.differences.quantile(percent: 25),
      let third = tally.differences.quantile(percent: 75)
    else { return nil }
    seconds = median
    spread = third - first
    calls = tally.differences.total
  }

  /// Whether the clocks differ by more than rounding explains, by enough calls.
  package var isNotable: Bool { ClockSkew.isNotable(seconds: seconds, calls: calls) }

  /// Whether a median of so many calls is more than rounding.
  package static func isNotable(seconds: Int, calls: Int) -> Bool {
    abs(seconds) > tolerance && calls >= enoughCalls
  }
}
