import Ingest
import Metrics

/// Calls of each site section by day, from which a silent one is told.
@MainActor
struct SectionCalls {
  private var calls: [String: [Day: Int]] = [:]
  /// Days on which the shop as a whole was called, holidays left out.
  private var ordinary: Set<Day> = []

  /// How far back a last call is looked for, and its baseline with it.
  static let lookBack = 120

  /// Reads what the silences at the ends of some periods need.
  init(night: Night, periods: [Period]) throws {
    guard let first = periods.map(\.last).min(), let last = periods.map(\.last).max() else {
      return
    }
    try night.store.read { transaction in
      let exceptions = night.config.hours.exceptions
      ordinary = Set(
        try transaction.tallyDays(kind: CallTally.kind).filter { exceptions[$0] == nil })
      try transaction.tallies(
        kind: SectionTally.kind, from: first - SectionCalls.lookBack, to: last,
        version: SectionTally.version
      ) { section, day, bytes in
        guard let tally = SectionTally(encoded: bytes) else { return }
        calls[section, default: [:]][day] = tally.calls
      }
    }
  }

  /// The silent sections at the end of a day, those with the least chance first.
  ///
  /// A section is one whose number holds on that day.
  func alarms(
    through last: Day, numbers: NumberDirectory
  ) -> [(section: String, silence: Silence)] {
    let sections = Set(
      numbers.assignments.filter { $0.validity.contains(last) }.compactMap(\.section))
    let from = last - SectionCalls.lookBack
    return sections.compactMap { section -> (section: String, silence: Silence)? in
      // Only what every run sees, however many periods it publishes at once.
      let days = (calls[section] ?? [:]).filter { $0.key >= from }
      let silence = Silence(calls: days, through: last) { $0 >= from && ordinary.contains($0) }
      guard let silence, silence.isAlarming else { return nil }
      return (section, silence)
    }.sorted { ($0.silence.probability, $0.section) < ($1.silence.probability, $1.section) }
  }
}
