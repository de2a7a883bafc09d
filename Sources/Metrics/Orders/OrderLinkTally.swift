/// The calls of a day that made or confirmed one order; the key is the order's id.
package struct OrderLinkTally: Tally {
  package static let kind = "order_link"
  package static let version = 1

  /// Ids of journeys.
  package var calls: Set<Int> = []

  package init() {}

  package static var counts: [any WritableKeyPath<OrderLinkTally, Int> & Sendable] { [] }
  package static var sets: [any WritableKeyPath<OrderLinkTally, Set<Int>> & Sendable] { [\.calls] }
}
