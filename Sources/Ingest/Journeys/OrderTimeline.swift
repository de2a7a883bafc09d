/// What became of a parcel.
package enum OrderFate: Int, Hashable, Sendable {
  case open
  case cancelled
  case redeemed
  case partial
  case returning
  case returned
  case lost
}

/// One order from its creation to its end, out of all its events.
package struct OrderTimeline: Hashable, Sendable {
  package let order: String
  /// In order of time.
  package let events: [OrderEvent]

  /// Makes a timeline of an order's events, in any order.
  package init(order: String, events: [OrderEvent]) {
    self.order = order
    self.events = events.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }.map(\.element)
  }

  /// The first event with one of the statuses.
  package func first(_ statuses: OrderStatus...) -> OrderEvent? {
    events.first { statuses.contains($0.status) }
  }

  /// When it was created, or first heard of.
  package var created: Instant { (first(.created) ?? events[0]).at }

  package var customer: Party { events.lazy.map(\.customer).first { $0.isNumber } ?? .unknown }
  package var carrier: String { events.lazy.map(\.carrier).last { !$0.isEmpty } ?? "" }
  package var payment: String { events.lazy.map(\.payment).last { !$0.isEmpty } ?? "" }
  package var amount: Int { events.lazy.compactMap(\.amount).last ?? 0 }
  /// The order system's name of whoever had it last.
  package var manager: String { events.lazy.map(\.agent).last { !$0.isEmpty } ?? "" }
  package var isAutomatic: Bool { events.contains(where: \.isAutomatic) }

  /// First of handed over, shipped, arrived, redeemed, returned: own pick-up chains ship nothing.
  ///
  /// A return or a loss dates the order too where nothing earlier of its way is known. A refusal of
  /// an order that is known and was not out yet is a cancellation and has no cohort.
  package var cohort: Instant? {
    let out = events.firstIndex {
      switch $0.status {
      case .handedOver, .shipped, .arrived, .redeemed, .partial, .returning, .returned, .lost: true
      case .created, .inWork, .confirmed, .cancelled: false
      }
    }
    guard let out, out == 0 || events[out].status != .returned else { return nil }
    return events[out].at
  }

  /// Terminal states don't regress: a bought order stays bought, a return after it is another
  /// matter; returning is undone by a hand-over to the buyer.
  package var fate: OrderFate {
    guard cohort != nil else {
      return first(.cancelled, .returned) == nil ? .open : .cancelled
    }
    if let bought = first(.redeemed, .partial) {
      return bought.status == .partial ? .partial : .redeemed
    }
    if first(.lost) != nil { return .lost }
    if first(.returned, .cancelled) != nil { return .returned }
    return first(.returning) == nil ? .open : .returning
  }

  /// When it was bought, in full or in part; `nil` where it was not.
  package var redeemedAt: Instant? {
    fate == .redeemed || fate == .partial ? first(.redeemed, .partial)?.at : nil
  }

  /// When it came to its end: redemption, return (from the way back on), loss or cancellation;
  /// `nil` while it is open.
  package var endedAt: Instant? {
    switch fate {
    case .open: nil
    case .redeemed, .partial: redeemedAt
    case .lost: first(.lost)?.at
    case .returned, .returning: first(.returning, .returned, .cancelled)?.at
    case .cancelled: first(.cancelled, .returned)?.at
    }
  }
}
