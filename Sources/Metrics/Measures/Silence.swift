package import Ingest

#if canImport(Glibc)
  import Glibc
#endif

/// How long a section has had no call, and how likely that is by chance.
///
/// The lower tail of a Poisson distribution at 0, negative binomial where the days vary by more than
/// chance, against the same weekdays of the eight weeks up to the last day with a call.
package struct Silence: Hashable, Sendable {
  /// Days since the last one with a call, those on which nobody could call left out.
  package var days: Int
  /// The calls that these days let expect.
  package var expected: Double
  /// The probability of none.
  package var probability: Double

  /// Days of the baseline.
  package static let baseline = 56
  /// Fewer days than these say nothing of weekdays.
  package static let leastBaseline = 14
  /// From here on silence is an alarm: once in ten years at one test a night.
  package static let alarm = 0.0003

  /// Whether silence is more than chance.
  package var isAlarming: Bool { probability < Silence.alarm }

  /// Judges the days up to `last`.
  /// - Parameters:
  ///   - calls: Calls by day; a day without one may be absent.
  ///   - last: The last whole day that is known.
  ///   - isOrdinary: Whether a day counts: the shop as a whole was called, and it was no holiday.
  /// - Returns: `nil` where it is not silent, or the baseline is too short.
  package init?(calls: [Day: Int], through last: Day, isOrdinary: (Day) -> Bool) {
    guard let ringing = calls.filter({ $0.value > 0 && $0.key <= last }).keys.max() else {
      return nil
    }
    let before = (0..<Silence.baseline).map { ringing - $0 }.filter(isOrdinary)
    guard before.count >= Silence.leastBaseline, ringing < last else { return nil }
    var sums = Array(repeating: (days: 0, calls: 0), count: 7)
    for day in before {
      sums[day.weekday].days += 1
      sums[day.weekday].calls += calls[day] ?? 0
    }
    func mean(_ day: Day) -> Double {
      let sum = sums[day.weekday]
      return sum.days == 0 ? 0 : Double(sum.calls) / Double(sum.days)
    }
    var excess = 0.0
    var squares = 0.0
    for day in before {
      let mean = mean(day)
      let distance = Double(calls[day] ?? 0) - mean
      excess += distance * distance - mean
      squares += mean * mean
    }
    /// The variance is mean + dispersion × mean².
    let dispersion = squares > 0 ? max(0, excess / squares) : 0
    days = 0
    expected = 0
    var logarithm = 0.0
    for number in (ringing + 1).number...last.number {
      let day = Day(number: number)
      guard isOrdinary(day) else { continue }
      let mean = mean(day)
      days += 1
      expected += mean
      logarithm -= dispersion > 0 ? log1p(dispersion * mean) / dispersion : mean
    }
    probability = exp(logarithm)
  }
}
