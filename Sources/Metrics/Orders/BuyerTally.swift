package import Ingest

/// What became of the orders of one day of creation, by the buyer: the lowest of his
/// numbers.
package struct BuyerTally: Tally {
  package static let kind = "buyer"
  package static let version = 1

  /// Buyer (`Party.raw`) → orders redeemed in full or in part.
  package var redeemed = Histogram()
  /// Buyer → orders returned or on the way back.
  package var returned = Histogram()
  /// Buyer → orders without an end.
  package var open = Histogram()

  package init() {}

  package static var counts: [any WritableKeyPath<BuyerTally, Int> & Sendable] { [] }
  package static var histograms: [any WritableKeyPath<BuyerTally, Histogram> & Sendable] {
    [\.redeemed, \.returned, \.open]
  }

  /// Adds an order; buyers without a number, lost and cancelled orders count nowhere.
  mutating func record(_ order: OrderTimeline, of customer: Party) {
    guard customer.isNumber else { return }
    switch order.fate {
    case .redeemed, .partial: redeemed.record(customer.raw)
    case .returned, .returning: returned.record(customer.raw)
    case .open: open.record(customer.raw)
    case .lost, .cancelled: break
    }
  }
}

/// A buyer of whose ended orders at least one came back.
package struct RiskyBuyer: Hashable, Sendable {
  package var customer: Party
  /// Ended: redeemed or returned.
  package var orders: Int
  package var returned: Int
  package var openOrders: Int
  /// The returned share, moved towards the shop's.
  package var shrunk: Ratio

  /// How many orders at the shop's share every buyer is credited with: few orders prove little.
  package static let shrinkage = 5
  /// From how many ended orders a share is one.
  package static let minimum = 2

  /// The buyers of a tally, the highest shrunk share first.
  ///
  /// Source: docs/metrics.md#orders.
  package static func list(_ tally: BuyerTally) -> [RiskyBuyer] {
    let returned = tally.returned.total
    guard let shop = Ratio(returned, of: tally.redeemed.total + returned) else { return [] }
    return tally.returned.counts.compactMap { raw, returned in
      let orders = returned + (tally.redeemed.counts[raw] ?? 0)
      guard orders >= minimum, returned > 0,
        let shrunk = Ratio(
          returned * shop.denominator + shrinkage * shop.numerator,
          of: (orders + shrinkage) * shop.denominator)
      else { return nil }
      return RiskyBuyer(
        customer: Party(raw: raw), orders: orders, returned: returned,
        openOrders: tally.open.counts[raw] ?? 0, shrunk: shrunk)
    }.sorted { $0.precedes($1) }
  }

  /// Exact comparison of shares; equal ones by what is at stake, then by number.
  private func precedes(_ other: RiskyBuyer) -> Bool {
    let mine = shrunk.numerator * (other.orders + RiskyBuyer.shrinkage)
    let theirs = other.shrunk.numerator * (orders + RiskyBuyer.shrinkage)
    if mine != theirs { return mine > theirs }
    return (other.openOrders, other.orders, customer.raw)
      < (openOrders, orders, other.customer.raw)
  }
}
