import Ingest
import Testing

/// An order as a list of statuses, a day apart, and what is to become of it.
struct OrderCase: CustomTestStringConvertible, Sendable {
  let statuses: [OrderStatus]
  /// The index of the status that dates the cohort.
  let cohort: Int?
  let fate: OrderFate
  let testDescription: String

  init(_ text: String, _ statuses: [OrderStatus], cohort: Int?, _ fate: OrderFate) {
    testDescription = text
    self.statuses = statuses
    self.cohort = cohort
    self.fate = fate
  }
}

@Suite("An order's cohort and fate") struct OrderTimelineTests {
  static let cases = [
    OrderCase("confirmed and no more is open", [.created, .confirmed], cohort: nil, .open),
    OrderCase(
      "handed over dates it, not the later shipped", [.created, .handedOver, .shipped], cohort: 1,
      .open),
    OrderCase(
      "an own pick-up chain ships nothing", [.created, .confirmed, .redeemed], cohort: 2, .redeemed),
    OrderCase(
      "a refusal of an order that was never out is a cancellation",
      [.created, .inWork, .confirmed, .returned], cohort: nil, .cancelled),
    OrderCase(
      "a refusal after a cancellation stays one", [.created, .cancelled, .returned], cohort: nil,
      .cancelled),
    OrderCase("cancelled before it was out", [.created, .cancelled], cohort: nil, .cancelled),
    OrderCase(
      "cancelled after it was out is returned", [.shipped, .cancelled], cohort: 0, .returned),
    OrderCase(
      "an order that is first heard of as returned was out", [.returned], cohort: 0, .returned),
    OrderCase(
      "nothing but its way back is known", [.created, .returning, .returned], cohort: 1, .returned),
    OrderCase("on its way back", [.created, .shipped, .returning], cohort: 1, .returning),
    OrderCase(
      "handed to the buyer after all", [.shipped, .returning, .redeemed], cohort: 0, .redeemed),
    OrderCase(
      "a return after the purchase changes nothing", [.redeemed, .returned], cohort: 0, .redeemed),
    OrderCase("lost, its hand-over unknown", [.created, .lost], cohort: 1, .lost),
    OrderCase("bought in part", [.arrived, .partial], cohort: 0, .partial),
  ]

  @Test(arguments: cases)
  func `follow from its statuses`(_ c: OrderCase) {
    let events = c.statuses.enumerated().map { index, status in
      OrderEvent(order: "1", status: status, at: Instant(epoch: 1_000_000 + index * 86_400))
    }
    let timeline = OrderTimeline(order: "1", events: events.reversed())
    #expect(timeline.cohort == c.cohort.map { events[$0].at })
    #expect(timeline.fate == c.fate)
  }
}
