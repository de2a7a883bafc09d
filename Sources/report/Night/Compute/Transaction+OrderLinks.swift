import Ingest
import Metrics

extension Transaction {
  /// The orders that calls of the days `[from, to]` made or confirmed, by the calls' ids.
  func orderLinks(from: Day, to: Day) throws -> [Int: [String]] {
    var orders: [Int: [String]] = [:]
    try tallies(kind: OrderLinkTally.kind, from: from, to: to, version: OrderLinkTally.version) {
      order, _, bytes in
      for call in OrderLinkTally(encoded: bytes)?.calls ?? [] {
        orders[call, default: []].append(order)
      }
    }
    return orders.mapValues { $0.sorted() }
  }
}
