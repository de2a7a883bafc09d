import Ingest
import Metrics
import Testing

@Suite("A section's silence") struct SilenceTests {
  /// Monday, 2 March 2026.
  static let monday = Day(number: 20_514)

  /// Eight weeks of calls by week and weekday, up to Sunday, 26 April.
  func weeks(_ calls: (_ week: Int, _ weekday: Int) -> Int) -> [Day: Int] {
    var days: [Day: Int] = [:]
    for day in 0..<56 { days[Self.monday + day] = calls(day / 7, day % 7) }
    return days
  }

  func judge(_ calls: [Day: Int], silent: Int, holidays: Set<Int> = []) -> Silence? {
    Silence(calls: calls, through: Self.monday + 55 + silent) { day in
      !holidays.contains(day.number - Self.monday.number - 55)
    }
  }

  @Test func `is an alarm once the chance of no call is under 3 in 10,000`() throws {
    #expect(Self.monday.weekday == 0)
    let calls = weeks { _, _ in 2 }
    // e⁻⁸ = 0.000335, e⁻¹⁰ = 0.0000454.
    let four = try #require(judge(calls, silent: 4))
    #expect(four.days == 4 && four.expected == 8)
    #expect(abs(four.probability - 0.000_335_462_6) < 1e-10)
    #expect(!four.isAlarming)
    let five = try #require(judge(calls, silent: 5))
    #expect(abs(five.probability - 0.000_045_399_9) < 1e-10)
    #expect(five.isAlarming)
  }

  @Test func `knows weekdays: an empty weekend says nothing`() throws {
    // Calls from Monday to Friday, and one lone call on the last Sunday of eight.
    let calls = weeks { week, weekday in weekday < 5 ? 3 : (week == 7 && weekday == 6 ? 1 : 0) }
    let week = try #require(judge(calls, silent: 6))
    // Five days of 3, a Saturday of 0.
    #expect(week.expected == 15)
    let weekend = try #require(judge(calls.filter { $0.key < Self.monday + 54 }, silent: 0))
    // After Friday: a Saturday and a Sunday without any.
    #expect(weekend.days == 2 && weekend.expected == 0 && weekend.probability == 1)
  }

  @Test func `waits longer where days vary by more than chance`() throws {
    // 0 and 4 by turns: mean 2, variance 4 = 2 + 2² / 2, so one day is silent with (1 + 1)⁻² = 1/4.
    let calls = weeks { week, _ in week % 2 == 0 ? 0 : 4 }
    let five = try #require(judge(calls, silent: 5))
    #expect(abs(five.probability - 1.0 / 1024) < 1e-12)
    #expect(!five.isAlarming)
    #expect(try #require(judge(calls, silent: 6)).isAlarming)  // 1/4096 = 0.000244
  }

  @Test func `leaves out days on which nobody could call`() throws {
    let calls = weeks { _, _ in 2 }
    let judged = try #require(judge(calls, silent: 5, holidays: [2, 3]))
    #expect(judged.days == 3 && judged.expected == 6)
    #expect(!judged.isAlarming)
  }

  @Test func `is none where the phone rang on the last day, or never, or was known for too short`()
  {
    let calls = weeks { _, _ in 2 }
    #expect(judge(calls, silent: 0) == nil)
    #expect(judge([:], silent: 5) == nil)
    let young = Silence(calls: calls, through: Self.monday + 60) { $0 >= Self.monday + 43 }
    #expect(young == nil)  // 13 days before the last call
    #expect(Silence(calls: calls, through: Self.monday + 60) { $0 >= Self.monday + 42 } != nil)
  }
}
