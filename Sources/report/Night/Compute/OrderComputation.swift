import Ingest
import Metrics

/// Computes the tallies of orders; stores those of days on which they differ.
@MainActor
struct OrderComputation {
  let config: Config
  let agents: AgentDirectory
  let store: EventStore
  let asOf: Day

  init(night: Night) {
    config = night.config
    agents = night.directories.agents
    store = night.store
    asOf = night.asOf
  }

  /// Computes all orders known before "now".
  func run() throws {
    let zone = config.timezone
    try store.transaction { transaction in
      var timelines: [OrderTimeline] = []
      try transaction.orderTimelines(before: zone.start(of: asOf)) { timelines.append($0) }
      guard let first = timelines.map(\.created).min(), let last = timelines.map(\.created).max()
      else { return }
      let customers = try transaction.customerBook().map
      var contacts = OrderContacts(
        orders: timelines, customers: customers, contactFrom: config.calls.contactFrom)
      let window = config.orders.linkAfter
      try transaction.journeys(
        from: first - 86_400, to: min(last + window + 1, zone.start(of: asOf)),
        customers: customers
      ) { contacts.record($0) }
      var days = OrderDays(
        contacts: contacts, hours: config.hours, zone: zone, agents: agents, linkAfter: window)
      for timeline in timelines { days.record(timeline) }
      try transaction.markChanged(
        .pages,
        try replace(days.confirmations, in: transaction) + replace(days.links, in: transaction))
      try transaction.markChanged(
        .cohorts,
        try replace(days.redemptions, in: transaction) + replace(days.buyers, in: transaction))
      try transaction.clearChangedOrders()
    }
  }

  /// Stores what differs; returns those days.
  private func replace<T: Tally>(
    _ days: [Day: [String: T]], in transaction: Transaction
  ) throws -> [Day] {
    let stored = Set(try transaction.tallyDays(kind: T.kind))
    return try transaction.replace(whereDifferent: days, among: stored.union(days.keys).sorted())
  }
}
