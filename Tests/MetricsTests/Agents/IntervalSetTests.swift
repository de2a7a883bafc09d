import Ingest
import Metrics
import TestSupport
import Testing

@Suite("Interval sets") struct IntervalSetTests {
  /// A set and the same second by second.
  struct Pair {
    var set = IntervalSet()
    var seconds: Set<Int> = []

    init(_ numbers: inout SeededNumbers) {
      for _ in 0..<Int.random(in: 0...9, using: &numbers) {
        let start = Int.random(in: 0...120, using: &numbers)
        let end = start + Int.random(in: -3...25, using: &numbers)
        set.insert(from: Instant(epoch: start), to: Instant(epoch: end))
        seconds.formUnion(start < end ? Array(start..<end) : [])
      }
    }
  }

  static func seconds(_ set: IntervalSet) -> Set<Int> {
    Set(set.stretches.flatMap { $0.start.epoch..<$0.end.epoch })
  }

  @Test(arguments: 1...300)
  func `union, intersection and difference are those of the seconds`(_ seed: Int) {
    var numbers = SeededNumbers(seed: seed)
    let a = Pair(&numbers)
    let b = Pair(&numbers)
    #expect(Self.seconds(a.set) == a.seconds)
    #expect(a.set.total == a.seconds.count)
    #expect(Self.seconds(a.set.union(b.set)) == a.seconds.union(b.seconds))
    #expect(Self.seconds(a.set.intersection(b.set)) == a.seconds.intersection(b.seconds))
    #expect(Self.seconds(a.set.subtracting(b.set)) == a.seconds.subtracting(b.seconds))
    // The same seconds are the same set, however they were put in.
    for set in [a.set.union(b.set), a.set.intersection(b.set), a.set.subtracting(b.set)] {
      for (stretch, next) in zip(set.stretches, set.stretches.dropFirst()) {
        #expect(stretch.end < next.start)
      }
      #expect(set.stretches.allSatisfy { $0.start < $0.end })
    }
  }

  @Test func `stretches that touch are one, and nothing is longer than nothing`() {
    var set = IntervalSet(from: Instant(epoch: 10), to: Instant(epoch: 20))
    set.insert(from: Instant(epoch: 20), to: Instant(epoch: 30))
    set.insert(from: Instant(epoch: 40), to: Instant(epoch: 40))
    #expect(set == IntervalSet(from: Instant(epoch: 10), to: Instant(epoch: 30)))
    #expect(IntervalSet(from: Instant(epoch: 5), to: Instant(epoch: 4)).isEmpty)
  }
}
