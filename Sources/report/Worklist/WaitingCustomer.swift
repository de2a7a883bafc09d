import Ingest
import Metrics

/// A customer who called in vain, whom nobody has talked with since, and what is at stake.
struct WaitingCustomer {
  /// The latest of the customer's episodes.
  private(set) var episode: Episode
  /// Calls to no avail, over all of the customer's episodes that are listed.
  private(set) var callerAttempts: Int
  /// Calls of ours to no avail, over the same.
  private(set) var ourAttempts: Int
  private(set) var openOrders = 0
  /// Open orders whose parcel lies at the point.
  private(set) var parcels = 0
  /// Since when the first of those parcels has lain there.
  private(set) var parcelSince: Instant?
  /// Minor units of the shop's currency.
  private(set) var stake = 0

  init(_ episode: Episode) {
    self.episode = episode
    callerAttempts = episode.callerAttempts
    ourAttempts = episode.ourAttempts
  }

  /// Adds a later episode of the same customer.
  mutating func add(_ later: Episode) {
    episode = later
    callerAttempts += later.callerAttempts
    ourAttempts += later.ourAttempts
  }

  /// Adds an order, which counts if it is open.
  ///
  /// - Parameter currency: The shop's; an amount in another one is no part of the stake.
  mutating func add(_ order: OrderTimeline, currency: String) {
    guard order.fate == .open else { return }
    openOrders += 1
    if let since = order.waitingSince {
      parcels += 1
      parcelSince = min(parcelSince ?? since, since)
    }
    let other = order.events.lazy.map(\.currency).last { !$0.isEmpty } ?? currency
    guard other == currency else { return }
    let sum = stake.addingReportingOverflow(order.amount)
    stake = sum.overflow ? .max : sum.partialValue
  }

  /// Whether this customer is to be called before another one.
  func precedes(_ other: WaitingCustomer) -> Bool {
    if (parcels > 0) != (other.parcels > 0) { return parcels > 0 }
    if stake != other.stake { return stake > other.stake }
    if openOrders != other.openOrders { return openOrders > other.openOrders }
    if callerAttempts != other.callerAttempts { return callerAttempts > other.callerAttempts }
    let isPending = episode.outcome == .pending
    if isPending != (other.episode.outcome == .pending) { return isPending }
    return (episode.first.start, episode.first.id)
      < (other.episode.first.start, other.episode.first.id)
  }
}

extension OrderTimeline {
  /// Since when the parcel lies at the point; `nil` where it does not, as far as is known.
  fileprivate var waitingSince: Instant? {
    var since: Instant?
    for event in events {
      switch event.status {
      case .arrived: since = since ?? event.at
      case .handedOver, .shipped: since = nil  // sent on to another point
      default: continue
      }
    }
    return since
  }
}
