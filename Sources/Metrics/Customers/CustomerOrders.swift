package import Ingest

/// A customer's orders, as far as his calls are about them.
///
/// Source: docs/metrics.md#status-calls.
package struct CustomerOrders: Hashable, Sendable {
  /// An order from its creation to its end.
  package struct Span: Hashable, Sendable {
    package var created: Instant
    /// The first moment at which it is not open any more.
    package var end: Instant
    /// When it was bought.
    package var redeemed: Instant?
    /// The id of the agent who has it; empty where none is known.
    package var manager: String

    package init(created: Instant, end: Instant, redeemed: Instant?, manager: String) {
      self.created = created
      self.end = end
      self.redeemed = redeemed
      self.manager = manager
    }

    fileprivate func precedes(_ other: Span) -> Bool {
      (created, end, redeemed?.epoch ?? .max, manager)
        < (other.created, other.end, other.redeemed?.epoch ?? .max, other.manager)
    }
  }

  /// An order of which nothing was heard for so long is not open any more, whatever it says.
  package static let silence: Seconds = 60 * 86_400

  /// By creation.
  package private(set) var spans: [Span] = []

  package init() {}

  /// Adds an order.
  package mutating func add(_ span: Span) {
    let place = spans.firstIndex { span.precedes($0) } ?? spans.endIndex
    spans.insert(span, at: place)
  }

  /// Whether an order was open at a moment.
  package func isOpen(at moment: Instant) -> Bool {
    spans.contains { $0.created <= moment && moment < $0.end }
  }

  /// Whether one and the same order was open at two moments.
  package func isOpen(at one: Instant, and other: Instant) -> Bool {
    spans.contains {
      $0.created <= min(one, other) && max(one, other) < $0.end
    }
  }

  /// Who has the latest of the orders made until a moment that anybody has.
  package func manager(at moment: Instant) -> String? {
    spans.last { $0.created <= moment && !$0.manager.isEmpty }?.manager
  }

  /// When the first order was bought.
  package var firstRedeemed: Instant? { spans.compactMap(\.redeemed).min() }

  /// The creation of the first order that is not the same in both; `nil` where all are.
  func difference(from other: CustomerOrders) -> Instant? {
    Set(spans).symmetricDifference(other.spans).map(\.created).min()
  }

  // MARK: - In the store

  /// A line per order: creation, end and redemption as Unix seconds, the manager.
  package var stored: String {
    spans.map {
      let redeemed = $0.redeemed.map { String($0.epoch) } ?? ""
      return "\($0.created.epoch) \($0.end.epoch) \(redeemed) \($0.manager)"
    }.joined(separator: "\n")
  }

  /// Reads what ``stored`` wrote.
  package init(stored: String) {
    spans = stored.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
      guard parts.count == 4, let created = Int(parts[0]), let end = Int(parts[1]) else {
        return nil
      }
      return Span(
        created: Instant(epoch: created), end: Instant(epoch: end),
        redeemed: Int(parts[2]).map(Instant.init(epoch:)), manager: String(parts[3]))
    }
  }
}

extension CustomerOrders.Span {
  /// The span of an order.
  /// - Parameters:
  ///   - agents: Whom the order system's names mean.
  ///   - zone: Of the days that agents' rows hold for.
  package init(_ order: OrderTimeline, agents: AgentDirectory, zone: Zone) {
    let silent = (order.events.map(\.at).max() ?? order.created) + CustomerOrders.silence
    let manager = agents.agent(crm: order.manager, on: zone.day(of: order.created))
      .map { agents[$0].id }
    self.init(
      created: order.created, end: order.endedAt ?? silent, redeemed: order.redeemedAt,
      // A line end would read as another order.
      manager: (manager ?? "").replacing("\n", with: " "))
  }
}
