/// What can have happened to an order, in the words that every export is translated to.
package enum OrderStatus: String, CaseIterable, Hashable, Sendable {
  case created
  case inWork = "in_work"
  case confirmed
  case handedOver = "handed_over"
  case shipped
  case arrived
  case redeemed
  case partial
  case returning
  case returned
  case lost
  case cancelled
}
