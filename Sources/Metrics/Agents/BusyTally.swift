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

  /// The time on either: two calls at once are busy once.
  package var busy: IntervalSet { talk.union(outbound) }
}
