import Ingest
import Metrics
import Testing

@Suite("Risky buyers") struct RiskyBuyerTests {
  /// The shop: 8 redeemed + 4 returned, so t = 1/3 and the credit is 5/3 of 5.
  static var tally: BuyerTally {
    var tally = BuyerTally()
    tally.redeemed.record(70_000_000_001, count: 1)
    tally.returned.record(70_000_000_001, count: 1)
    tally.redeemed.record(70_000_000_002, count: 6)
    tally.returned.record(70_000_000_002, count: 1)
    tally.returned.record(70_000_000_003, count: 1)
    tally.redeemed.record(70_000_000_004, count: 1)
    tally.returned.record(70_000_000_005, count: 1)
    tally.open.record(70_000_000_005, count: 1)
    tally.open.record(70_000_000_001, count: 2)
    return tally
  }

  @Test func `two ended orders and a returned one make a row, open orders do not`() {
    let list = RiskyBuyer.list(Self.tally)
    #expect(list.map(\.customer.raw) == [70_000_000_001, 70_000_000_002])
    #expect(list.map(\.orders) == [2, 7])
    #expect(list.map(\.returned) == [1, 1])
    #expect(list.map(\.openOrders) == [2, 0])
  }

  @Test func `the share is moved towards the shop's by five orders`() throws {
    let list = RiskyBuyer.list(Self.tally)
    // (1 + 5/3) / (2 + 5) = 8/21; (1 + 5/3) / (7 + 5) = 2/9.
    let first = try #require(list.first).shrunk
    #expect(first.numerator * 21 == first.denominator * 8)
    let last = try #require(list.last).shrunk
    #expect(last.numerator * 9 == last.denominator * 2)
  }

  @Test func `equal shares go by open orders, then by number`() {
    var tally = BuyerTally()
    for buyer in [70_000_000_003, 70_000_000_001, 70_000_000_002] {
      tally.redeemed.record(buyer)
      tally.returned.record(buyer)
    }
    tally.open.record(70_000_000_003)
    #expect(
      RiskyBuyer.list(tally).map(\.customer.raw)
        == [70_000_000_003, 70_000_000_001, 70_000_000_002])
  }

  @Test func `nobody is listed where no order has ended`() {
    var tally = BuyerTally()
    tally.open.record(70_000_000_001, count: 3)
    #expect(RiskyBuyer.list(tally).isEmpty)
  }
}
