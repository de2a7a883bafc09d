import Ingest
import Metrics

/// How far each source's clock is ahead of the clock that it can be held against.
struct SourceClocks {
  /// A source's clock against another.
  struct Estimate {
    var skew: ClockSkew
    /// The other source's name; `uniqueid` for the switch's own clock.
    var reference: String
  }

  /// The name under which the switch's own clock is known: the seconds in its uniqueids.
  static let switchClock = "uniqueid"

  /// By the source's name; of several references the one with most calls.
  private(set) var estimates: [String: Estimate] = [:]

  /// Estimates from the days `[from, to]`.
  init(_ transaction: Transaction, from: Day, to: Day) throws {
    let tallies = try transaction.merged(ClockTally.self, from: from, to: to)
    for (key, tally) in tallies.sorted(by: { $0.key < $1.key }) {
      let names = key.split(separator: "\t").map(String.init)
      guard names.count == 2, let skew = ClockSkew(tally) else { continue }
      if let known = estimates[names[0]], known.skew.calls >= skew.calls { continue }
      estimates[names[0]] = Estimate(skew: skew, reference: names[1])
    }
  }

  /// A day's tallies by the names of the two clocks, with a tab between.
  static func tallies(
    _ differences: ClockReading.Differences, names: [Int: String]
  ) -> [String: ClockTally] {
    var tallies: [String: ClockTally] = [:]
    for (pair, seconds) in differences {
      guard let source = names[pair.source] else { continue }
      let reference = pair.reference.map { names[$0] ?? "" } ?? switchClock
      var tally = ClockTally()
      for (difference, calls) in seconds { tally.differences.record(difference, count: calls) }
      tallies["\(source)\t\(reference)", default: ClockTally()].merge(tally)
    }
    return tallies
  }
}
