package import Ingest

/// Journeys in order of their start → issues: how often, and to how many people, a customer had to
/// explain one matter.
///
/// Holds only customers whose matter is not over yet: those of the last days, and those with an
/// order open. Source: docs/metrics.md#issues.
package struct IssueFold: Sendable {
  private struct Contact: Sendable {
    var start: Instant
    var day: Day
    /// Places in `names`.
    var agents: [Int32]
  }

  private struct Chain: Sendable {
    var contacts: [Contact]
    /// The latest end of a contact.
    var end: Instant
    /// The start of the last contact.
    var last: Instant
  }

  /// Contacts about one order that are further apart are not one matter.
  package static let orderGap: Seconds = 30 * 86_400
  /// How far before its last contact an issue's contacts are counted.
  package static let lookBack: Seconds = CustomerTally.lookBack * 86_400

  private let contact: Seconds
  private let within: Seconds
  private let asOf: Instant
  private let orders: [Party: CustomerOrders]
  private var chains: [Party: Chain] = [:]
  private var agents: [String: Int32] = [:]
  private var today: Day?

  /// The days' tallies so far; those of issues whose last contacts can be followed by contacts, or
  /// preceded by some, outside of what was read are not whole.
  package private(set) var days: [Day: IssueTally] = [:]

  /// Makes a fold that has seen nothing.
  ///
  /// - Parameters:
  ///   - contactFrom: Seconds of talk from which a call of ours is a contact.
  ///   - within: Wall-clock seconds from the end of a contact within which the next is about the
  ///     same matter.
  ///   - orders: Of all customers.
  ///   - asOf: When the data ends.
  package init(
    contactFrom: Seconds, within: Seconds, orders: [Party: CustomerOrders], asOf: Instant
  ) {
    contact = contactFrom
    self.within = within
    self.orders = orders
    self.asOf = asOf
  }

  /// Takes a journey in, which starts no earlier than all before it.
  package mutating func record(_ row: JourneyRow) {
    if row.day != today {
      today = row.day
      closeAll(overBy: row.start)
    }
    guard row.customer.isNumber else { return }
    recordManager(row)
    guard row.isHumanContact(from: contact) else { return }
    let new = Contact(start: row.start, day: row.day, agents: intern(row.agents))
    guard var chain = chains.removeValue(forKey: row.customer) else {
      chains[row.customer] = Chain(contacts: [new], end: row.end, last: row.start)
      return
    }
    if isOver(chain, of: row.customer, at: row.start) {
      close(chain, isOpen: false)
      chain = Chain(contacts: [new], end: row.end, last: row.start)
    } else {
      chain.contacts.removeAll { $0.start < row.start - IssueFold.lookBack }
      chain.contacts.append(new)
      chain.end = max(chain.end, row.end)
      chain.last = row.start
    }
    chains[row.customer] = chain
  }

  /// Counts what is left, as of the end of the data.
  package mutating func finish() {
    for (customer, chain) in chains {
      close(chain, isOpen: !isOver(chain, of: customer, at: asOf))
    }
    chains = [:]
  }

  private mutating func recordManager(_ row: JourneyRow) {
    guard row.direction == .inbound, row.outcome == .answered || row.outcome == .missed,
      let manager = orders[row.customer]?.manager(at: row.start)
    else { return }
    var tally = days[row.day] ?? IssueTally()
    tally.managed += 1
    if row.agents.split(separator: " ").contains(manager[...]) { tally.byManager += 1 }
    days[row.day] = tally
  }

  /// Whether a contact at a moment, and so any later one, would be about another matter.
  private func isOver(_ chain: Chain, of customer: Party, at moment: Instant) -> Bool {
    let gap = moment - chain.end
    if gap <= within { return false }
    guard gap <= IssueFold.orderGap, let orders = orders[customer] else { return true }
    return !orders.isOpen(at: chain.last, and: moment)
  }

  private mutating func closeAll(overBy now: Instant) {
    let over = chains.filter { isOver($0.value, of: $0.key, at: now) }
    for (customer, chain) in over {
      close(chain, isOpen: false)
      chains[customer] = nil
    }
  }

  private mutating func close(_ chain: Chain, isOpen: Bool) {
    guard let last = chain.contacts.last else { return }
    var tally = days[last.day] ?? IssueTally()
    if isOpen {
      tally.open += 1
    } else {
      let people = Set(chain.contacts.flatMap(\.agents)).count
      tally.issues += 1
      if people > 1 { tally.several += 1 }
      tally.contacts.record(chain.contacts.count)
      tally.agents.record(people)
    }
    days[last.day] = tally
  }

  private mutating func intern(_ keys: String) -> [Int32] {
    keys.split(separator: " ").map { key in
      let key = String(key)
      if let known = agents[key] { return known }
      let place = Int32(agents.count)
      agents[key] = place
      return place
    }
  }
}
