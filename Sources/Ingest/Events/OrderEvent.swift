/// One change of an order, as a feed tells it.
package struct OrderEvent: Hashable, Sendable {
  /// The order's number as people say it.
  package var order: String
  /// The canonical status that it changed to.
  package var status: OrderStatus
  /// When.
  package var at: Instant
  /// The buyer's number.
  package var customer: Party
  /// The buyer's id in the order system.
  package var customerID: String
  /// Minor units; `nil` where the feed has none.
  package var amount: Int?
  /// The paid part of a partial redemption, in minor units.
  package var paid: Int?
  /// ISO 4217; empty for the shop's own currency.
  package var currency: String
  /// Who is responsible, by the order system's name for him.
  package var agent: String
  /// The delivery service.
  package var carrier: String
  /// The parcel's number.
  package var tracking: String
  /// How it is paid: `prepaid` or `cod` where the feed says something like it, else its word.
  package var payment: String
  /// Where the change came from, by the order system's word.
  package var source: String
  /// The day on which delivery was promised.
  package var promised: Day?
  /// Whether the change was made by a machine, by the config's rule.
  package var isAutomatic: Bool

  /// Makes an event with the required parts; the rest is empty.
  package init(order: String, status: OrderStatus, at: Instant) {
    self.order = order
    self.status = status
    self.at = at
    customer = .unknown
    customerID = ""
    amount = nil
    paid = nil
    currency = ""
    agent = ""
    carrier = ""
    tracking = ""
    payment = ""
    source = ""
    promised = nil
    isAutomatic = false
  }
}
