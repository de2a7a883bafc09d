import Ingest
import Metrics

/// Computes the episodes of missed calls of the days that a change of calls can have reached.
@MainActor
struct EpisodeComputation {
  let config: Config
  let store: EventStore
  let asOf: Day
  let rules: CallRules

  /// An episode lasts at most this many days: H open hours over the longest closed stretch.
  static let lookAhead = 21
  /// From where episodes are followed, so that the first day's are cut where the whole history
  /// would cut them: two chains of episodes that never met a contact in between.
  static let lookBack = 42

  init(night: Night, rules: CallRules) {
    config = night.config
    store = night.store
    asOf = night.asOf
    self.rules = rules
  }

  /// Computes the days of episodes that the changed days of calls concern.
  func run(_ changed: [Day]) throws {
    guard !changed.isEmpty else { return }
    try store.transaction { transaction in
      let customers = try transaction.customerBook().map
      let reach = EpisodeComputation.lookBack + 2 * EpisodeComputation.lookAhead
      for days in Night.ranges(of: changed, apart: reach) {
        try compute(days, customers: customers, transaction)
      }
    }
  }

  private func compute(
    _ changed: ClosedRange<Day>, customers: CustomerMap, _ transaction: Transaction
  ) throws {
    let zone = config.timezone
    let last = changed.upperBound
    let from = changed.lowerBound - EpisodeComputation.lookAhead
    var fold = EpisodeFold(config, asOf: zone.start(of: asOf))
    var days: [Day: CallbackTally] = [:]
    var today: Day?
    func count(_ episodes: [Episode]) {
      for episode in episodes where episode.first.day >= from && episode.first.day <= last {
        days[episode.first.day, default: CallbackTally()].record(episode)
      }
    }
    try transaction.journeys(
      from: zone.start(of: from - EpisodeComputation.lookBack),
      to: min(zone.start(of: last + 1 + EpisodeComputation.lookAhead), zone.start(of: asOf)),
      customers: customers
    ) { row in
      if row.day != today {
        today = row.day
        count(fold.take())
      }
      fold.record(row)
    }
    count(fold.finish())
    try transaction.markChanged(
      .pages,
      try transaction.replace(
        whereDifferent: days.mapValues { ["": $0] },
        among: (from.number...last.number).map(Day.init(number:))))
  }
}

extension EpisodeFold {
  /// A fold with the config's rules.
  init(_ config: Config, asOf: Instant, keepsSteps: Bool = false) {
    self.init(
      hours: config.hours, zone: config.timezone, within: config.calls.callbackWithin,
      contactFrom: config.calls.contactFrom, asOf: asOf, keepsSteps: keepsSteps)
  }
}
