package import Ingest

/// What the phones know of the customers who ordered.
package struct OrderContacts: Sendable {
  /// A journey, by its id and day.
  typealias Call = (id: Int, day: Day)

  private var answered: [Party: [(start: Instant, end: Instant, call: Call)]] = [:]
  private var ours: [Party: [(start: Instant, agent: String, call: Call)]] = [:]
  private let buyers: Set<Party>
  private let customers: CustomerMap
  private let contactFrom: Seconds

  /// - Parameters:
  ///   - orders: Whose customers' contacts are kept.
  ///   - customers: Whose number is whose.
  ///   - contactFrom: Talk from which an outbound call counts as a contact.
  package init(
    orders: some Sequence<OrderTimeline>, customers: CustomerMap, contactFrom: Seconds
  ) {
    buyers = Set(orders.map { customers.customer(of: $0.customer) })
    self.customers = customers
    self.contactFrom = contactFrom
  }

  /// Whose order it is.
  func customer(of order: OrderTimeline) -> Party { customers.customer(of: order.customer) }

  /// Takes a journey, in order of time.
  package mutating func record(_ row: JourneyRow) {
    guard row.customer.isNumber, row.isHumanContact(from: contactFrom),
      buyers.contains(row.customer)
    else { return }
    if row.direction == .inbound {
      answered[row.customer, default: []].append((row.start, row.end, (row.id, row.day)))
    } else {
      ours[row.customer, default: []].append((row.start, row.agents, (row.id, row.day)))
    }
  }

  /// The latest answered call during which, or within ten minutes after which, the order was made.
  ///
  /// `nil` for an order that was not made by phone.
  func orderingCall(_ order: OrderTimeline) -> Call? {
    answered[customer(of: order)]?.last {
      $0.start <= order.created && order.created <= $0.end + 600
    }?.call
  }

  /// The first connected call of ours in `[created, created + window]`.
  func confirmingCall(
    _ order: OrderTimeline, within window: Seconds
  ) -> (start: Instant, agent: String, call: Call)? {
    ours[customer(of: order)]?.first {
      $0.start >= order.created && $0.start <= order.created + window
    }
  }
}

/// Tallies of orders by the day of their creation, and by the day of their cohort.
package struct OrderDays: Sendable {
  package private(set) var confirmations: [Day: [String: ConfirmationTally]] = [:]
  package private(set) var redemptions: [Day: [String: RedemptionTally]] = [:]
  /// By the day of creation.
  package private(set) var buyers: [Day: [String: BuyerTally]] = [:]
  /// Which calls made or confirmed an order, by the calls' days and the order's id.
  package private(set) var links: [Day: [String: OrderLinkTally]] = [:]
  private let contacts: OrderContacts
  private let hours: OpenHours
  private let zone: Zone
  private let agents: AgentDirectory
  private let linkAfter: Seconds

  package init(
    contacts: OrderContacts, hours: OpenHours, zone: Zone, agents: AgentDirectory,
    linkAfter: Seconds
  ) {
    self.contacts = contacts
    self.hours = hours
    self.zone = zone
    self.agents = agents
    self.linkAfter = linkAfter
  }

  /// Adds an order.
  ///
  /// Source of all rules: docs/metrics.md#orders.
  package mutating func record(_ order: OrderTimeline) {
    let created = order.created
    let status = order.first(.confirmed)
    // Nobody confirms in less than five seconds.
    let isAutomatic =
      order.isAutomatic || status.map { $0.at - created < 5 && $0.at >= created } ?? false
    let ordering = isAutomatic ? nil : contacts.orderingCall(order)
    if let ordering { link(order, to: ordering) }
    var confirmedAt = status?.at
    var confirmer = status.flatMap { agentID($0.agent, on: $0.at) }
    if !isAutomatic, let call = contacts.confirmingCall(order, within: linkAfter),
      status.map({ call.start < $0.at }) ?? true
    {
      confirmedAt = call.start
      confirmer = call.agent
      link(order, to: call.call)
    }
    let agent = confirmer ?? agentID(order.manager, on: created) ?? ""
    var tally = ConfirmationTally()
    tally.orders = 1
    if isAutomatic {
      tally.automatic = 1
    } else if ordering != nil {
      tally.phoneOrders = 1
    } else {
      recordManual(order, confirmedAt: confirmedAt, into: &tally)
    }
    confirmations[zone.day(of: created), default: [:]][agent, default: ConfirmationTally()]
      .merge(tally)
    recordRedemption(order, agent: agent)
    var buyer = BuyerTally()
    buyer.record(order, of: contacts.customer(of: order))
    if buyer != BuyerTally() {
      buyers[zone.day(of: created), default: [:]]["", default: BuyerTally()].merge(buyer)
    }
  }

  private mutating func link(_ order: OrderTimeline, to call: OrderContacts.Call) {
    links[call.day, default: [:]][order.order, default: OrderLinkTally()].calls.insert(call.id)
  }

  private func recordManual(
    _ order: OrderTimeline, confirmedAt: Instant?, into tally: inout ConfirmationTally
  ) {
    let created = order.created
    if let confirmedAt, confirmedAt >= created {
      tally.confirmed = 1
      tally.latency.record(confirmedAt - created)
      tally.latencyOpen.record(hours.openSeconds(from: created, to: confirmedAt, zone: zone))
    } else {
      tally.neverConfirmed = 1
      if confirmedAt != nil { tally.negative = 1 }
    }
    if let begun = order.first(.inWork), let done = order.first(.confirmed, .handedOver),
      done.at >= begun.at
    {
      tally.handling.record(done.at - begun.at)
    }
    if let packed = order.first(.handedOver), packed.at >= created {
      tally.lead.record(packed.at - created)
    }
  }

  private mutating func recordRedemption(_ order: OrderTimeline, agent: String) {
    guard let cohort = order.cohort else { return }
    var tally = RedemptionTally()
    tally.shipped = 1
    switch order.fate {
    case .redeemed, .partial:
      tally.redeemed = 1
      tally.partial = order.fate == .partial ? 1 : 0
      tally.redeemedAmount = order.first(.redeemed, .partial)?.paid ?? order.amount
    case .returned, .returning:
      tally.returned = 1
      tally.returning = order.fate == .returning ? 1 : 0
      tally.returnedAmount = order.amount
    case .lost: tally.lost = 1
    case .open, .cancelled: break
    }
    let day = zone.day(of: cohort)
    for (dimension, value) in [
      ("all", "all"), ("agent", agent), ("carrier", order.carrier), ("payment", order.payment),
    ] {
      redemptions[day, default: [:]]["\(dimension)\t\(value)", default: RedemptionTally()]
        .merge(tally)
    }
  }

  /// The agent whom the order system means.
  private func agentID(_ name: String, on moment: Instant) -> String? {
    guard !name.isEmpty, let index = agents.agent(crm: name, on: zone.day(of: moment)) else {
      return nil
    }
    return agents[index].id
  }
}
