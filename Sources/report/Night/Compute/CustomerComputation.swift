import Ingest
import Metrics

/// Computes what customers' calls are to one another, on the days that a change of calls or of
/// orders can have reached.
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

  /// How many days may lie between two changed ones that are computed in one pass.
  private static let reach = 120

  /// Computes the days of calls that the changed days concern: a call is judged by those that came
  /// after it, and is looked back to by later ones.
  func run(_ changed: [Day]) throws {
    guard let first = changed.min(), let last = changed.max() else { return }
    try store.transaction { transaction in
      // More history than before tells more of the early calls apart.
      let begin = try transaction.firstJourneyDay() ?? Day(number: 0)
      let earlier = try transaction.state("customers_from").flatMap { Int($0) } ?? begin.number
      let book = try transaction.customerBook()
      if begin.number == earlier {
        for days in Night.ranges(of: changed, apart: CustomerComputation.reach) {
          try compute(days, dataBegin: begin, book: book, transaction)
        }
      } else {
        let reached = max(last, Day(number: max(begin.number, earlier)))
        try compute(first...reached, dataBegin: begin, book: book, transaction)
      }
      try transaction.setState("customers_from", String(begin.number))
    }
  }

  private func compute(
    _ changed: ClosedRange<Day>, dataBegin: Day, book: CustomerBook, _ transaction: Transaction
  ) throws {
    let zone = config.timezone
    let now = zone.start(of: asOf)
    // How many days after a call another one can say what it was.
    let judging =
      max(config.calls.resolutionAfter, config.calls.repeatWithin, IssueFold.orderGap) / 86_400 + 2
    let from = changed.lowerBound - judging
    let to = max(changed.upperBound, min(asOf - 1, changed.upperBound + CustomerTally.lookBack))
    var customers = CustomerFold(config, dataBegin: dataBegin, asOf: now, book: book)
    var issues = IssueFold(
      contactFrom: config.calls.contactFrom, within: config.calls.repeatWithin,
      orders: book.orders, asOf: now)
    var status = StatusFold(orders: book.orders, asOf: now)
    var regions = RegionFold()
    try transaction.journeys(
      from: zone.start(of: from - CustomerTally.lookBack - 1),
      to: min(zone.start(of: to + judging), now), customers: book.map
    ) { row in
      customers.record(row)
      issues.record(row)
      status.record(row)
      if row.day >= from, row.day <= to { regions.record(row, gap: customers.lastGap) }
    }
    customers.finish()
    issues.finish()
    status.finish()
    regions.finish()
    let days = (from.number...to.number).map(Day.init(number:))
    for changed in [
      try transaction.replace(whereDifferent: customers.days.mapValues { ["": $0] }, among: days),
      try transaction.replace(whereDifferent: issues.days.mapValues { ["": $0] }, among: days),
      try transaction.replace(whereDifferent: status.days.mapValues { ["": $0] }, among: days),
      try transaction.replace(whereDifferent: regions.days, among: days),
    ] { try transaction.markChanged(.pages, changed) }
  }
}

extension CustomerFold {
  /// A fold with the config's rules.
  init(_ config: Config, dataBegin: Day, asOf: Instant, book: CustomerBook) {
    self.init(
      contactFrom: config.calls.contactFrom, repeatWithin: config.calls.repeatWithin,
      resolutionAfter: config.calls.resolutionAfter, dataBegin: dataBegin, asOf: asOf,
      redeemed: book.redeemed)
  }
}
