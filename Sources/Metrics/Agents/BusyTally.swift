package import Ingest

/// When an agent talked or called out, in journeys that started on a day.
///
/// A talk may go on past midnight: it is stored with the day its journey started on.
package struct BusyTally: Tally {
  package static let kind = "agent-busy"
  package static let version = 1

  /// Talk with inbound callers, hold included where the switch counts it in.
  package var talk = IntervalSet()
  /// Calls to outside numbers, from the first ring to the end.
  package var outbound = IntervalSet()

  package init() {}

  package static var intervals: [any WritableKeyPath<BusyTally, IntervalSet> & Sendable] {
    [\.talk, \.outbound]
  }

  /// Adds a talk with an inbound caller.
  package mutating func record(_ interval: TalkInterval) {
    talk.insert(from: interval.start, to: interval.start + interval.length)
  }

  /// Adds a call to an outside number.
  package mutating func recordOutbound(from start: Instant, to end: Instant) {
    outbound.insert(from: start, to: end)
  }

  /// The time on either: two calls at once are busy once.
  package var busy: IntervalSet { talk.union(outbound) }
}
