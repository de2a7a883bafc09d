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

  /// A fold with the config's rules.
  static func fold(_ config: Config, asOf: Instant, _ transaction: Transaction) throws
    -> CustomerFold
  {
    CustomerFold(
      contactFrom: config.calls.contactFrom, repeatWithin: config.calls.repeatWithin,
      resolutionAfter: config.calls.resolutionAfter,
      dataBegin: try transaction.firstJourneyDay() ?? Day(number: 0), asOf: asOf)
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
      var fold = try CustomerComputation.fold(config, asOf: now, transaction)
      try transaction.journeys(
        from: zone.start(of: from - CustomerTally.lookBack),
        to: min(zone.start(of: to + judging), now)
      ) { fold.record($0) }
      fold.finish()
      var touched: [Day] = []
      for number in from.number...to.number {
        let day = Day(number: number)
        let stored = try transaction.merged(CustomerTally.self, from: day, to: day)[""]
        guard stored != fold.days[day] else { continue }
        try transaction.replace(day: day, fold.days[day].map { ["": $0] } ?? [:])
        touched.append(day)
      }
      try transaction.markChanged(.pages, touched)
      try transaction.setState("customers_from", String(begin))
    }
  }
}
