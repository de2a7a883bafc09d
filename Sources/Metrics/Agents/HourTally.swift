/// What happened in each hour of a day: of one agent, or of the centre as a whole.
package struct HourTally: Tally {
  package static let kind = "hours"
  package static let version = 1

  /// What is counted by hour; raw values are stored.
  package enum Measure: Int, CaseIterable, Sendable {
    /// An agent's answered offers; the centre's answered calls.
    case answered = 0
    /// An agent's missed offers; the centre's missed calls, short abandons included.
    case missed
    /// The centre's short abandons.
    case shortAbandoned
    /// The centre's calls of which the log lost the end.
    case unknown
    /// Talks with inbound callers.
    case handled
    /// Seconds of them.
    case talk
    /// Attempts to outside numbers.
    case outbound
    /// Those with enough talk to be a contact.
    case outboundConnected
  }

  /// Amounts by hour × 16 + `Measure.rawValue`.
  package var amounts = Histogram()

  package init() {}

  package static var histograms: [any WritableKeyPath<HourTally, Histogram> & Sendable] {
    [\.amounts]
  }

  /// The key of the centre: no agent's id is empty.
  package static let centre = ""

  /// Adds to a measure of an hour, 0–23.
  package mutating func record(_ measure: Measure, hour: Int, _ amount: Int = 1) {
    amounts.record(hour * 16 + measure.rawValue, count: amount)
  }

  /// What a measure came to in an hour.
  package func count(_ measure: Measure, hour: Int) -> Int {
    amounts.counts[hour * 16 + measure.rawValue] ?? 0
  }

  /// What a measure came to in some hours.
  package func count(_ measure: Measure, hours: some Sequence<Int>) -> Int {
    hours.reduce(0) { $0 + count(measure, hour: $1) }
  }

  /// The hours in which anything happened, ascending.
  package var hours: [Int] { Set(amounts.counts.keys.map { $0 / 16 }).sorted() }
}
