import Ingest
import Metrics
import TestSupport
import Testing

/// However shifts, sessions, pauses and calls overlap, what they add is the finished figures.
@Suite("Sums of agents' time") struct AgentTimeSumTests {
  static func some(
    _ count: Int, _ numbers: inout SeededNumbers
  ) -> [IntervalSet] {
    (0..<count).map { _ in
      let start = Int.random(in: 0..<3 * 86_400 / 60, using: &numbers) * 60
      return (start, start + Int.random(in: 0..<600, using: &numbers) * 60)
    }
    .sorted { $0 < $1 }
    .map { IntervalSet(from: Instant(epoch: $0.0), to: Instant(epoch: $0.1)) }
  }

  static func union(_ parts: [IntervalSet]) -> IntervalSet {
    parts.reduce(into: IntervalSet()) { $0.merge($1) }
  }

  @Test(arguments: 1...60)
  func `parts add up to the finished figures`(_ seed: Int) {
    var numbers = SeededNumbers(seed: seed)
    let shifts = seed.isMultiple(of: 2) ? Self.some(4, &numbers) : nil
    let sessions = Self.some(6, &numbers)
    let pauses = Self.some(8, &numbers)
    let calls = Self.some(12, &numbers)
    let time = AgentTime(
      shifts: shifts.map(Self.union), logins: Self.union(sessions), paused: Self.union(pauses),
      busy: Self.union(calls))
    var sum = AgentTimeSum(of: time, zone: .utc)
    let added =
      (shifts ?? []).map { sum.add(shift: $0) } + sessions.map { sum.add(session: $0) }
      + pauses.map { sum.add(pause: $0) } + calls.map { sum.add(busy: $0) }
    func total(_ figure: KeyPath<AgentTimeSum.Added, Int>) -> Int {
      added.reduce(0) { $0 + $1[keyPath: figure] }
    }
    #expect(total(\.worked) == time.worked.total)
    #expect(total(\.days) == time.workedDays(.utc).count)
    #expect(total(\.loggedIn) == Self.union(sessions).total)
    #expect(total(\.paused) == time.paused.total)
    #expect(total(\.pauses) == time.paused.stretches.count)
    #expect(total(\.busy) == time.busy.total)
    #expect(total(\.available) == time.available.total)
    // Nothing but available time is taken away.
    #expect(added.allSatisfy { $0.worked >= 0 && $0.paused >= 0 && $0.pauses >= 0 && $0.busy >= 0 })
  }
}
