import Ingest
import TestSupport
import Testing

@testable import Metrics

@Suite("The book of customers") struct CustomerBookTests {
  private static func party(_ last: Int) -> Party { Party(raw: 79_120_000_000 + last) }
  private static let start = Instant(epoch: 1_772_442_000)

  private static func order(
    _ name: String, _ number: Int, id: String = "", _ changes: [(OrderStatus, Int)]
  ) -> OrderTimeline {
    OrderTimeline(
      order: name,
      events: changes.map { status, hours in
        var event = OrderEvent(order: name, status: status, at: start + 3600 * hours)
        event.customer = party(number)
        event.customerID = id
        return event
      })
  }

  private static func book(_ orders: [OrderTimeline]) -> CustomerBook {
    let listings = orders.flatMap(\.events).map {
      CustomerMap.Listing(source: 1, id: $0.customerID, number: $0.customer)
    }
    var book = CustomerBook(map: CustomerMap(listings))
    for order in orders { book.record(order, agents: .empty, zone: .utc) }
    return book
  }

  private static func span(_ order: OrderTimeline) -> CustomerOrders.Span {
    CustomerOrders.Span(order, agents: .empty, zone: .utc)
  }

  @Test func `an order is open until its end, or until 60 days without news`() {
    let bought = Self.span(Self.order("1", 1, [(.created, 0), (.shipped, 5), (.redeemed, 50)]))
    #expect(bought.end == Self.start + 50 * 3600 && bought.redeemed == bought.end)
    let silent = Self.span(Self.order("1", 1, [(.created, 0), (.shipped, 5)]))
    #expect(silent.end == Self.start + 5 * 3600 + 60 * 86_400 && silent.redeemed == nil)
    let back = Self.span(
      Self.order("1", 1, [(.created, 0), (.shipped, 5), (.returning, 30), (.returned, 60)]))
    #expect(back.end == Self.start + 30 * 3600)
    let refused = Self.span(Self.order("1", 1, [(.created, 0), (.cancelled, 2)]))
    #expect(refused.end == Self.start + 2 * 3600)
    let lost = Self.span(Self.order("1", 1, [(.created, 0), (.shipped, 5), (.lost, 9)]))
    #expect(lost.end == Self.start + 9 * 3600)
  }

  @Test func `a span holds its first moment and not its last`() {
    var orders = CustomerOrders()
    orders.add(
      CustomerOrders.Span(
        created: Self.start, end: Self.start + 100, redeemed: nil, manager: ""))
    #expect(orders.isOpen(at: Self.start) && orders.isOpen(at: Self.start + 99))
    #expect(!orders.isOpen(at: Self.start - 1) && !orders.isOpen(at: Self.start + 100))
  }

  @Test func `the manager is who has the latest order that anybody has`() {
    var orders = CustomerOrders()
    for (hours, manager) in [(20, ""), (0, "anna"), (10, "boris")] {
      orders.add(
        CustomerOrders.Span(
          created: Self.start + 3600 * hours, end: Self.start + 3600 * 90, redeemed: nil,
          manager: manager))
    }
    #expect(orders.manager(at: Self.start - 1) == nil)
    #expect(orders.manager(at: Self.start + 3600 * 10 - 1) == "anna")
    #expect(orders.manager(at: Self.start + 3600 * 30) == "boris")
  }

  @Test(arguments: 0..<30)
  func `a book comes out of the store as it went in`(seed: Int) {
    var random = SeededNumbers(seed: seed)
    let orders = (0..<20).map { name in
      Self.order(
        String(name), Int.random(in: 1...12, using: &random),
        id: Bool.random(using: &random) ? String(Int.random(in: 0..<6, using: &random)) : "",
        [(.created, name), (.redeemed, 100 - name)])
    }
    let book = Self.book(orders)
    #expect(CustomerBook(stored: Array(book.stored.values)) == book)
    #expect(book == Self.book(orders.shuffled(using: &random)))
    #expect(book.changes(since: book) == CustomerBook.Changes())
  }

  @Test func `a newly learned join concerns all numbers of the customer`() {
    let before = Self.book([
      Self.order("1", 1, id: "a", [(.created, 0)]), Self.order("2", 2, [(.created, 1)]),
      Self.order("3", 3, [(.created, 2)]),
    ])
    let after = Self.book([
      Self.order("1", 1, id: "a", [(.created, 0)]), Self.order("2", 2, [(.created, 1)]),
      Self.order("3", 3, [(.created, 2)]), Self.order("4", 2, id: "a", [(.created, 9)]),
    ])
    let changes = after.changes(since: before)
    #expect(changes.joined == Set([1, 2].map(Self.party)))
    #expect(changes.ordered.isEmpty)
    // And so it does when it turns out to be none.
    #expect(before.changes(since: after).joined == Set([1, 2].map(Self.party)))
  }

  @Test func `a number that turns out to be shared concerns its own days`() {
    let before = Self.book([Self.order("1", 1, id: "a", [(.created, 0)])])
    let after = Self.book([
      Self.order("1", 1, id: "a", [(.created, 0)]), Self.order("2", 1, id: "b", [(.created, 5)]),
    ])
    #expect(after.changes(since: before).joined == [Self.party(1)])
  }

  @Test func `an order that changed concerns its customer from its creation on`() {
    let old = Self.order("1", 1, [(.created, 0), (.redeemed, 9)])
    let before = Self.book([old, Self.order("2", 1, [(.created, 20)])])
    let after = Self.book([old, Self.order("2", 1, [(.created, 20), (.redeemed, 70)])])
    #expect(
      after.changes(since: before)
        == CustomerBook.Changes(joined: [], ordered: [Self.party(1): Self.start + 20 * 3600]))
  }
}
