package import Ingest

/// Who the customers are, and what they ordered: built before all that is counted by customer.
package struct CustomerBook: Hashable, Sendable {
  package let map: CustomerMap
  /// By customer.
  package private(set) var orders: [Party: CustomerOrders] = [:]
  /// All numbers that stand in orders.
  private var numbers: Set<Party> = []

  /// A book without orders.
  package init(map: CustomerMap) { self.map = map }

  /// Adds an order; one without a number is nobody's.
  package mutating func record(_ order: OrderTimeline, agents: AgentDirectory, zone: Zone) {
    // An order whose number was corrected stands under both.
    for event in order.events where event.customer.isNumber { numbers.insert(event.customer) }
    guard order.customer.isNumber else { return }
    orders[map.customer(of: order.customer), default: CustomerOrders()]
      .add(CustomerOrders.Span(order, agents: agents, zone: zone))
  }

  /// When customers first bought an order.
  package var redeemed: [Party: Instant] { orders.compactMapValues(\.firstRedeemed) }

  // MARK: - In the store

  /// Reads what ``stored`` wrote.
  package init(stored: [StoredNumber]) {
    var groups: [Party: Set<Party>] = [:]
    var shared: Set<Party> = []
    for number in stored {
      switch number.standing {
      case .alone: break
      case .joined: groups[number.customer, default: []].insert(number.number)
      case .shared: shared.insert(number.number)
      }
      numbers.insert(number.number)
      if !number.orders.isEmpty {
        orders[number.number] = CustomerOrders(stored: number.orders)
      }
    }
    map = CustomerMap(groups: groups.values, shared: shared)
  }

  /// A row per number.
  package var stored: [Party: StoredNumber] {
    var rows: [Party: StoredNumber] = [:]
    for number in numbers {
      rows[number] = StoredNumber(
        number: number, customer: map.customer(of: number), standing: map.standing(of: number),
        orders: orders[number]?.stored ?? "")
    }
    return rows
  }

  // MARK: - Changes

  /// The numbers whose journeys another book sees in another light.
  package struct Changes: Hashable, Sendable {
    /// Numbers of customers of whom another set of numbers is known.
    package var joined: Set<Party> = []
    /// Numbers of customers whose orders changed, with the moment from which on that can matter.
    package var ordered: [Party: Instant] = [:]
  }

  /// What is not as it was in an earlier book.
  package func changes(since earlier: CustomerBook) -> Changes {
    var changes = Changes()
    let all = numbers.union(earlier.numbers)
    for number in all {
      let (before, now) = (earlier.map.group(of: number), map.group(of: number))
      guard before != now || earlier.map.standing(of: number) != map.standing(of: number) else {
        continue
      }
      changes.joined.formUnion((before ?? [number]).union(now ?? [number]))
    }
    for number in all where !changes.joined.contains(number) {
      let customer = map.customer(of: number)
      let none = CustomerOrders()
      let since = (orders[customer] ?? none)
        .difference(from: earlier.orders[customer] ?? none)
      if let since { changes.ordered[number] = since }
    }
    return changes
  }
}
