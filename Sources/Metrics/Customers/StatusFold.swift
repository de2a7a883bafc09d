package import Ingest

/// Calls of customers who wait for an order, that began on a day.
package struct StatusTally: Tally {
  package static let kind = "status"
  package static let version = 1

  /// Inbound calls of everybody, tests left out.
  package var calls = 0
  /// Of these the ones of customers with an open order.
  package var status = 0
  /// Status calls that the bot served without a person.
  package var bot = 0
  /// Of these the ones old enough to know whether the customer came back, and those after which he
  /// did.
  package var judged = 0
  package var cameBack = 0
  /// Status calls that people took, and the seconds that they talked.
  package var answered = 0
  package var talk = 0

  package init() {}

  package static var counts: [any WritableKeyPath<StatusTally, Int> & Sendable] {
    [\.calls, \.status, \.bot, \.judged, \.cameBack, \.answered, \.talk]
  }

  /// The agents' seconds that the bot saved, as a fraction: what those whom it served would have
  /// taken at the mean of the calls that people took; `nil` where there are none of either.
  package var savedSeconds: Ratio? {
    judged > 0 ? Ratio((judged - cameBack) * talk, of: answered) : nil
  }
}

/// Journeys in order of their start → status calls.
///
/// Holds the customers whom the bot served within the last day. Source:
/// docs/metrics.md#status-calls.
package struct StatusFold: Sendable {
  /// Who calls again within so long after the bot was not helped by it.
  package static let comingBack: Seconds = 86_400

  private let orders: [Party: CustomerOrders]
  private let asOf: Instant
  private var served: [Party: (day: Day, end: Instant)] = [:]
  private var today: Day?

  /// The days' tallies so far.
  package private(set) var days: [Day: StatusTally] = [:]

  /// Makes a fold that has seen nothing.
  ///
  /// - Parameters:
  ///   - orders: Of all customers.
  ///   - asOf: When the data ends.
  package init(orders: [Party: CustomerOrders], asOf: Instant) {
    self.orders = orders
    self.asOf = asOf
  }

  /// Takes a journey in, which starts no earlier than all before it.
  package mutating func record(_ row: JourneyRow) {
    guard row.direction == .inbound, row.outcome != .test else { return }
    if row.day != today {
      today = row.day
      forget(before: row.start)
    }
    days[row.day, default: StatusTally()].calls += 1
    guard row.customer.isNumber else { return }
    if let bot = served.removeValue(forKey: row.customer) {
      judge(bot, cameBack: row.start <= bot.end + StatusFold.comingBack)
    }
    guard orders[row.customer]?.isOpen(at: row.start) == true else { return }
    var tally = days[row.day] ?? StatusTally()
    tally.status += 1
    switch row.outcome {
    case .ivrServed:
      tally.bot += 1
      served[row.customer] = (row.day, row.end)
    case .answered, .closedAnswered:
      tally.answered += 1
      tally.talk += row.talk
    case .none, .test, .closed, .ivrLeft, .missed, .unknown: break
    }
    days[row.day] = tally
  }

  /// Judges whom the bot served last, as of the end of the data.
  package mutating func finish() {
    for bot in served.values { judge(bot, cameBack: false) }
    served = [:]
  }

  private mutating func judge(_ bot: (day: Day, end: Instant), cameBack: Bool) {
    guard bot.end + StatusFold.comingBack <= asOf else { return }
    days[bot.day, default: StatusTally()].judged += 1
    if cameBack { days[bot.day, default: StatusTally()].cameBack += 1 }
  }

  private mutating func forget(before now: Instant) {
    for (customer, bot) in served where bot.end + StatusFold.comingBack < now {
      judge(bot, cameBack: false)
      served[customer] = nil
    }
  }
}
