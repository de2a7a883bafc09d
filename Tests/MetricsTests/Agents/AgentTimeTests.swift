import Ingest
import Metrics
import Testing

@Suite("Worked time and occupancy") struct AgentTimeTests {
  static func span(_ from: Int, _ to: Int) -> IntervalSet {
    IntervalSet(from: Instant(epoch: from), to: Instant(epoch: to))
  }

  @Test func `occupancy is busy over busy and available`() {
    // Logged on 0–100, paused 40–60 and 90–120, busy 30–50 (10 s of it paused) and 110–130.
    let time = AgentTime(
      shifts: nil, logins: Self.span(0, 100),
      paused: Self.span(40, 60).union(Self.span(90, 120)),
      busy: Self.span(30, 50).union(Self.span(110, 130)))
    #expect(time.source == .logins)
    #expect(time.paused.total == 30, "40–60 and 90–100")
    #expect(time.available.total == 60, "0–30 and 60–90")
    #expect(time.occupancy == Ratio(40, of: 100))
  }

  @Test func `shifts go before log-ons, also where there was none in the period`() {
    let shift = AgentTime(
      shifts: Self.span(0, 10), logins: Self.span(0, 100), paused: IntervalSet(),
      busy: IntervalSet())
    #expect(shift.source == .shifts)
    #expect(shift.worked.total == 10)
    #expect(shift.occupancy == Ratio(0, of: 10))
    let none = AgentTime(
      shifts: IntervalSet(), logins: Self.span(0, 100), paused: IntervalSet(),
      busy: Self.span(0, 5))
    #expect(none.source == .shifts)
    #expect(none.occupancy == nil)
  }

  @Test func `with neither nothing is known`() {
    let time = AgentTime(
      shifts: nil, logins: IntervalSet(), paused: Self.span(0, 5), busy: Self.span(0, 5))
    #expect(time.source == nil)
    #expect(time.occupancy == nil)
    #expect(time.paused.isEmpty)
  }
}
