import Ingest
import Metrics
import TestSupport
import Testing

@Suite("Laws of tallies") struct TallyLawTests {
  /// A tally with something in every field.
  func random<T: Tally>(_ type: T.Type, _ numbers: inout SeededNumbers) -> T {
    var tally = T()
    for path in T.counts { tally[keyPath: path] = Int.random(in: 0...100_000, using: &numbers) }
    for path in T.histograms {
      for _ in 0..<Int.random(in: 0...12, using: &numbers) {
        tally[keyPath: path].record(
          Int.random(in: -60...90_000, using: &numbers),
          count: Int.random(in: 1...5, using: &numbers))
      }
    }
    for path in T.sets {
      for _ in 0..<Int.random(in: 0...12, using: &numbers) {
        tally[keyPath: path].insert(Int.random(in: 1...79_999_999_999, using: &numbers))
      }
    }
    for path in T.intervals {
      for _ in 0..<Int.random(in: 0...12, using: &numbers) {
        let start = Instant(epoch: 1_792_022_400 + Int.random(in: 0...5000, using: &numbers))
        tally[keyPath: path].insert(
          from: start, to: start + Int.random(in: 0...600, using: &numbers))
      }
    }
    return tally
  }

  func check<T: Tally>(_ type: T.Type) {
    var numbers = SeededNumbers(seed: 7)
    for _ in 0..<100 {
      let a = random(type, &numbers)
      let b = random(type, &numbers)
      let c = random(type, &numbers)
      #expect(a.merging(T()) == a, "identity")
      #expect(T().merging(a) == a, "identity")
      #expect(a.merging(b) == b.merging(a), "commutativity")
      #expect(a.merging(b).merging(c) == a.merging(b.merging(c)), "associativity")
      #expect(T(encoded: a.encoded) == a, "round trip")
      #expect(a.merging(b).encoded == b.merging(a).encoded, "equal tallies, equal bytes")
      #expect(T(encoded: Array(a.encoded.dropLast())) == nil, "a byte is missing")
      #expect(T(encoded: a.encoded + [0]) == nil, "a byte too many")
    }
  }

  @Test func `every tally is a commutative monoid and survives encoding`() {
    check(CallTally.self)
    check(QueueTally.self)
    check(QueueShowTally.self)
    check(AgentTally.self)
    check(BuyerTally.self)
    check(SectionTally.self)
    check(HopTally.self)
    check(CallbackTally.self)
    check(CustomerTally.self)
    check(IssueTally.self)
    check(StatusTally.self)
    check(RegionTally.self)
    check(ConfirmationTally.self)
    check(RedemptionTally.self)
    check(HourTally.self)
    check(BusyTally.self)
    check(PresenceTally.self)
    check(PauseTally.self)
    check(ClockTally.self)
    check(OrderLinkTally.self)
  }

  @Test func `a histogram counts up to a threshold, the threshold included`() {
    var histogram = Histogram()
    for seconds in [19, 20, 21] { histogram.record(seconds) }
    #expect(histogram.count(upTo: 18) == 0)
    #expect(histogram.count(upTo: 19) == 1)
    #expect(histogram.count(upTo: 20) == 2)
    #expect(histogram.count(upTo: 21) == 3)
    #expect(histogram.total == 3)
    #expect(histogram.sum == 60)
  }

  @Test func `a quantile is the value of nearest rank`() {
    var histogram = Histogram()
    #expect(histogram.quantile(percent: 50) == nil)
    for value in [15, 20, 35, 40, 50] { histogram.record(value) }
    // ⌈5 × 0.05⌉ = 1, ⌈5 × 0.3⌉ = 2, ⌈5 × 0.4⌉ = 2, ⌈5 × 0.5⌉ = 3, ⌈5 × 1⌉ = 5
    #expect([5, 30, 40, 50, 100].map { histogram.quantile(percent: $0) } == [15, 20, 20, 35, 50])
  }
}
