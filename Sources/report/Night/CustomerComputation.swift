import Ingest
import Metrics

/// Computes what customers' calls are to one another, on the days that a change of calls can have
/// reached.
@MainActor
struct CustomerComputation {
  let config: Config
  let store: EventStore
  let asOf: Day

  init(night: Night) {
    config = night.config
    store = night.store
    asOf = night.asOf
  }

  /// Computes the days of calls that the changed days concern: a call is judged by those that came
  /// after it, and is looked back to by later ones.
  func run(_ changed: [Day]) throws {
    guard let first = changed.min(), let last = changed.max() else { return }
    let zone = config.timezone
    let now = zone.start(of: asOf)
    let judging = config.calls.resolutionAfter / 86_400 + 2
    try store.transaction { transaction in
      // More history than before tells more of the early calls apart.
      let begin = try transaction.firstJourneyDay()?.number ?? 0
      let earlier = try transaction.state("customers_from").flatMap { Int($0) } ?? begin
      var to = max(last, min(asOf - 1, last + CustomerTally.lookBack))
      if begin != earlier {
        to = max(to, Day(number: max(begin, earlier) + CustomerTally.lookBack))
      }
      let from = first - judging
      var fold = CustomerFold(config, dataBegin: Day(number: begin), asOf: now)
      try transaction.journeys(
        from: zone.start(of: from - CustomerTally.lookBack),
        to: min(zone.start(of: to + judging), now)
      ) { fold.record($0) }
      fold.finish()
      try transaction.markChanged(
        .pages,
        try transaction.replace(
          whereDifferent: fold.days.mapValues { ["": $0] },
          among: (from.number...to.number).map(Day.init(number:))))
      try transaction.setState("customers_from", String(begin))
    }
  }
}

extension CustomerFold {
  /// A fold with the config's rules.
  init(_ config: Config, dataBegin: Day, asOf: Instant) {
    self.init(
      contactFrom: config.calls.contactFrom, repeatWithin: config.calls.repeatWithin,
      resolutionAfter: config.calls.resolutionAfter, dataBegin: dataBegin, asOf: asOf)
  }
}
