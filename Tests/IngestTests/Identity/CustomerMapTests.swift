import Ingest
import TestSupport
import Testing

@Suite("Several numbers of one customer") struct CustomerMapTests {
  private static func party(_ last: Int) -> Party { Party(raw: 79_120_000_000 + last) }

  private static func map(_ listings: [(source: Int, id: String, number: Int)]) -> CustomerMap {
    CustomerMap(
      listings.map { CustomerMap.Listing(source: $0.source, id: $0.id, number: party($0.number)) })
  }

  @Test func `numbers under one id are one customer, who goes by the lowest`() {
    let map = Self.map([(1, "a", 5), (1, "a", 3), (1, "a", 9), (1, "b", 4)])
    for number in [3, 5, 9] {
      #expect(map.customer(of: Self.party(number)) == Self.party(3))
      #expect(map.standing(of: Self.party(number)) == .joined)
    }
    #expect(map.group(of: Self.party(9)) == Set([3, 5, 9].map(Self.party)))
    #expect(map.customer(of: Self.party(4)) == Self.party(4))
    #expect(map.standing(of: Self.party(4)) == .alone)
    #expect(map.customer(of: Self.party(7)) == Self.party(7), "in no order")
    #expect(map.customer(of: .unknown) == .unknown)
  }

  @Test func `a number under two ids joins nobody, neither directly nor through others`() {
    let map = Self.map([(1, "a", 1), (1, "a", 2), (1, "b", 2), (1, "b", 3)])
    #expect([1, 2, 3].map { map.customer(of: Self.party($0)) } == [1, 2, 3].map(Self.party))
    #expect([1, 2, 3].map { map.standing(of: Self.party($0)) } == [.alone, .shared, .alone])
    // The others of an id stay together.
    let more = Self.map([(1, "a", 1), (1, "a", 2), (1, "a", 4), (1, "b", 2)])
    #expect(more.customer(of: Self.party(4)) == Self.party(1))
    #expect(more.customer(of: Self.party(2)) == Self.party(2))
  }

  @Test func `ids of two order systems are no contradiction, and join across`() {
    let map = Self.map([(1, "7", 1), (1, "7", 2), (2, "7", 5), (2, "x", 2), (2, "x", 3)])
    #expect([1, 2, 3].map { map.customer(of: Self.party($0)) } == [1, 1, 1].map(Self.party))
    #expect(map.customer(of: Self.party(5)) == Self.party(5), "the same id of another system")
  }

  @Test func `an id with more than twenty numbers is no person`() {
    let twenty = Self.map((1...20).map { (1, "guest", $0) })
    #expect(twenty.customer(of: Self.party(20)) == Self.party(1))
    let more = Self.map((1...21).map { (1, "guest", $0) })
    #expect(more.customer(of: Self.party(21)) == Self.party(21))
    #expect(more.standing(of: Self.party(1)) == .shared)
  }

  @Test func `hidden numbers and empty ids join nothing`() {
    let map = Self.map([(1, "", 1), (1, "", 2)])
    #expect(map == .empty)
    let hidden = CustomerMap([
      CustomerMap.Listing(source: 1, id: "a", number: .unknown),
      CustomerMap.Listing(source: 1, id: "a", number: Self.party(2)),
    ])
    #expect(hidden == .empty)
  }

  /// The words of docs/metrics.md, as components over pairs.
  private static func defined(
    _ listings: [(source: Int, id: String, number: Int)]
  ) -> [Int: Int] {
    let numbers = Set(listings.map(\.number))
    let shared = numbers.filter { number in
      Set(listings.map(\.source)).contains { source in
        Set(listings.filter { $0.source == source && $0.number == number }.map(\.id)).count > 1
      }
    }
    var customers = Dictionary(uniqueKeysWithValues: numbers.map { ($0, $0) })
    // Over and over, until nothing changes.
    for _ in numbers {
      for a in listings where !shared.contains(a.number) {
        for b in listings where !shared.contains(b.number) && a.source == b.source && a.id == b.id {
          customers[a.number] = min(customers[a.number] ?? 0, customers[b.number] ?? 0)
        }
      }
    }
    return customers
  }

  @Test(arguments: 0..<40)
  func `any order of listings gives what the definition gives`(seed: Int) {
    var random = SeededNumbers(seed: seed)
    let listings = (0..<Int.random(in: 1...30, using: &random)).map { _ in
      (
        source: Int.random(in: 1...2, using: &random),
        id: String(Int.random(in: 0..<12, using: &random)),
        number: Int.random(in: 0..<20, using: &random)
      )
    }
    let map = Self.map(listings)
    #expect(Self.map(listings.shuffled(using: &random) + listings.prefix(3)) == map)
    for (number, customer) in Self.defined(listings) {
      #expect(map.customer(of: Self.party(number)) == Self.party(customer), "\(seed): \(number)")
    }
  }
}
