package import Ingest

/// Inbound calls that began on a day, by what the customer's earlier calls say; tests are left out.
package struct CustomerTally: Tally {
  package static let kind = "customers"
  package static let version = 2

  /// Days over which a customer's earlier calls are looked for.
  package static let lookBack = 42

  /// Calls of customers with a number.
  package var calls = 0
  /// Calls of those who hid theirs: in nothing else here.
  package var anonymous = 0
  /// Answered calls old enough to be judged, and those without a further call of the customer.
  package var judged = 0
  package var resolved = 0
  /// Calls by `CallKind.rawValue`.
  package var kinds = Histogram()
  /// Days since the customer's previous day with a call, once per customer and day;
  /// `lookBack` + 1 where that has none.
  package var gaps = Histogram()

  package init() {}

  package static var counts: [any WritableKeyPath<CustomerTally, Int> & Sendable] {
    [\.calls, \.anonymous, \.judged, \.resolved]
  }
  package static var histograms: [any WritableKeyPath<CustomerTally, Histogram> & Sendable] {
    [\.kinds, \.gaps]
  }

  /// Calls of one kind.
  package func count(of kind: CallKind) -> Int { kinds.counts[kind.rawValue] ?? 0 }

  /// How many different customers called on some days: exact, without their numbers.
  ///
  /// A customer counts on the first of the days on which he called: there his previous day lies
  /// before them.
  /// - Parameters:
  ///   - days: The days' tallies.
  ///   - first: The first day of the range; the range has at most `lookBack` days.
  package static func uniqueCallers(
    of days: some Sequence<(day: Day, tally: CustomerTally)>, from first: Day
  ) -> Int {
    days.reduce(0) { sum, entry in
      let within = entry.day.number - first.number
      precondition(within < lookBack, "a longer range can't be told from capped gaps")
      return sum + entry.tally.gaps.total - entry.tally.gaps.count(upTo: within)
    }
  }
}
