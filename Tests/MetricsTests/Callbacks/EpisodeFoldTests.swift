import Metrics
import Testing

@testable import Ingest

/// Monday to Friday 9–21, Saturday 10–18, in UTC; 2026-11-20 is a Friday.
enum Desk {
  static let caller = Party(raw: 79_120_000_001)

  static func hours() throws -> OpenHours {
    let week = try #require(DayHours("09:00-21:00"))
    let saturday = try #require(DayHours("10:00-18:00"))
    return OpenHours(
      weekly: Array(repeating: week, count: 5) + [saturday, .closed], exceptions: [:])
  }

  static func at(_ day: Int, _ hour: Int, _ minute: Int, _ second: Int = 0) throws -> Instant {
    let day = try #require(Day(year: 2026, month: 11, day: day))
    return Zone.utc.instant(day: day, second: hour * 3600 + minute * 60 + second)
  }

  static func fold(hours within: Int = 12, asOf: Instant) throws -> EpisodeFold {
    EpisodeFold(
      hours: try hours(), zone: .utc, within: within * 3600, contactFrom: 10, asOf: asOf)
  }

  static func inbound(
    _ start: Instant, _ outcome: Outcome, id: Int = 0, lasting: Seconds = 60, from: Party = caller
  ) -> JourneyRow {
    row(start, id, lasting, .inbound, outcome, from, talk: 0, isRobot: false, "")
  }

  static func ours(
    _ start: Instant, talk: Seconds, id: Int = 0, by agents: String = "anna",
    isRobot: Bool = false, to: Party = caller
  ) -> JourneyRow {
    row(start, id, talk + 20, .outbound, .none, to, talk: talk, isRobot: isRobot, agents)
  }

  private static func row(
    _ start: Instant, _ id: Int, _ lasting: Seconds, _ direction: Direction, _ outcome: Outcome,
    _ customer: Party, talk: Seconds, isRobot: Bool, _ agents: String
  ) -> JourneyRow {
    let call = CustomerCall(
      id: id, start: start, end: start + lasting, direction: direction, outcome: outcome,
      missed: nil, customer: customer, number: .unknown, visits: [], offers: [], teamMisses: 0,
      talks: [], wait: nil, talk: talk, caller: nil, isRobot: isRobot)
    return JourneyRow(call, day: Zone.utc.day(of: start), agents: agents)
  }
}

@Suite("Missed episodes") struct EpisodeFoldTests {
  func episodes(
    hours within: Int = 12, asOf: Instant? = nil, _ rows: [JourneyRow]
  ) throws -> [Episode] {
    var fold = try Desk.fold(hours: within, asOf: try asOf ?? Desk.at(30, 0, 0))
    for row in rows { fold.record(row) }
    return fold.finish()
  }

  @Test func `a miss on Friday 20:50 with 24 open hours is open until Tuesday 12:50`() throws {
    // 10 min on Friday, 8 h on Saturday, 12 h on Monday are 20:10; 3:50 are left from 9:00.
    let miss = Desk.inbound(try Desk.at(20, 20, 49), .missed)
    let inTime = Desk.ours(try Desk.at(24, 12, 49, 59), talk: 10)
    let late = Desk.ours(try Desk.at(24, 12, 50), talk: 10)
    let reached = try #require(try episodes(hours: 24, [miss, inTime]).first)
    #expect(reached.outcome == .reached)
    #expect(reached.agent == "anna")
    #expect(reached.latencyOpen == 24 * 3600 - 1)
    #expect(reached.latency == 3 * 86_400 + 16 * 3600 - 1)  // Friday 20:50 → Tuesday 12:49:59
    let lost = try #require(try episodes(hours: 24, [miss, late]).first)
    #expect(lost.outcome == .untouched)
    #expect(lost.ourAttempts == 0)
    #expect(lost.latency == nil)
  }

  @Test func `the clock of a closed call starts at opening`() throws {
    // Friday 22:00, open on Saturday at 10: 12 h end on Monday at 13:00.
    let call = Desk.inbound(try Desk.at(20, 22, 0), .closed)
    let attempt = Desk.ours(try Desk.at(21, 10, 5), talk: 0)
    let last = Desk.ours(try Desk.at(23, 12, 59, 59), talk: 9)
    let after = Desk.ours(try Desk.at(23, 13, 0), talk: 60)
    let episode = try #require(try episodes([call, attempt, last, after]).first)
    #expect(episode.kind == .closed)
    #expect(episode.outcome == .triedNotReached)
    #expect(episode.ourAttempts == 2)
    #expect(episode.latencyOpen == 300)
    #expect(episode.latency == 12 * 3600 + 240)
    #expect(episode.agent == nil)
  }

  @Test func `further calls join, and the customer's own success ends the episode`() throws {
    let first = Desk.inbound(try Desk.at(19, 10, 0), .missed, id: 1)
    let second = Desk.inbound(try Desk.at(19, 10, 2), .missed, id: 2)
    let attempt = Desk.ours(try Desk.at(19, 10, 3), talk: 0)
    let success = Desk.inbound(try Desk.at(19, 10, 4), .answered)
    let next = Desk.inbound(try Desk.at(19, 11, 0), .missed, id: 3)
    let alone = try episodes([first, second, success, next])
    #expect(alone.map(\.outcome) == [.selfRecovered, .untouched])
    #expect(alone.map(\.callerAttempts) == [2, 1])
    #expect(alone.map(\.first.id) == [1, 3])
    let helped = try episodes([first, second, attempt, success])
    #expect(helped.map(\.outcome) == [.recoveredAfterAttempt])
    #expect(helped.map(\.latency) == [120])  // from the end of the first call, 10:01
  }

  @Test(arguments: [true, false])
  func `of contacts at the same moment ours wins, in either order`(oursFirst: Bool) throws {
    let moment = try Desk.at(19, 10, 30)
    let both = [
      Desk.ours(moment, talk: 30, id: 2, by: "boris anna"), Desk.inbound(moment, .answered, id: 3),
    ]
    let miss = Desk.inbound(try Desk.at(19, 10, 0), .missed)
    let found = try episodes([miss] + (oursFirst ? both : both.reversed()))
    #expect(found.map(\.outcome) == [.reached])
    #expect(found.map(\.agent) == ["boris"])
    #expect(found.map(\.ourAttempts) == [1])
  }

  @Test func `a failed attempt at the moment the customer gets through comes too late`() throws {
    let moment = try Desk.at(19, 10, 30)
    let found = try episodes([
      Desk.inbound(try Desk.at(19, 10, 0), .missed), Desk.ours(moment, talk: 0, id: 1),
      Desk.inbound(moment, .answered, id: 2),
    ])
    #expect(found.map(\.outcome) == [.selfRecovered])
    #expect(found.map(\.ourAttempts) == [0])
  }

  @Test func `a miss at the moment of a contact begins the next episode`() throws {
    let moment = try Desk.at(19, 10, 30)
    let found = try episodes([
      Desk.inbound(try Desk.at(19, 10, 0), .missed, id: 1), Desk.inbound(moment, .missed, id: 2),
      Desk.ours(moment, talk: 30, id: 3),
    ])
    #expect(found.map(\.outcome) == [.reached, .untouched])
    #expect(found.map(\.first.id) == [1, 2])
  }

  @Test func `a contact that starts before the first call ends is none`() throws {
    let found = try episodes([
      Desk.inbound(try Desk.at(19, 10, 0), .missed),
      Desk.ours(try Desk.at(19, 10, 0, 59), talk: 30),
    ])
    #expect(found.map(\.outcome) == [.untouched])
    #expect(found.map(\.ourAttempts) == [0])
  }

  @Test func `it is pending until its time is over, attempts or not`() throws {
    // Thursday 10:01 + 12 open hours: Friday 10:01.
    let rows = [
      Desk.inbound(try Desk.at(19, 10, 0), .missed), Desk.ours(try Desk.at(19, 10, 5), talk: 0),
    ]
    let before = try episodes(asOf: try Desk.at(20, 10, 0, 59), rows)
    #expect(before.map(\.outcome) == [.pending])
    let over = try episodes(asOf: try Desk.at(20, 10, 1), rows)
    #expect(over.map(\.outcome) == [.triedNotReached])
  }

  @Test func `a robot's call is no attempt`() throws {
    let found = try episodes([
      Desk.inbound(try Desk.at(19, 10, 0), .missed),
      Desk.ours(try Desk.at(19, 10, 5), talk: 40, isRobot: true),
    ])
    #expect(found.map(\.outcome) == [.untouched])
    #expect(found.map(\.ourAttempts) == [0])
  }

  @Test func `each call without a number is unreachable by itself`() throws {
    let found = try episodes([
      Desk.inbound(try Desk.at(19, 10, 0), .missed, from: .unknown),
      Desk.inbound(try Desk.at(19, 10, 5), .closed, from: .unknown),
      Desk.inbound(try Desk.at(19, 10, 6), .answered, from: .unknown),
    ])
    #expect(found.map(\.outcome) == [.unreachable, .unreachable])
    #expect(found.map(\.callerAttempts) == [1, 1])
  }

  @Test func `what ended is handed over at once and only once`() throws {
    var fold = try Desk.fold(asOf: try Desk.at(30, 0, 0))
    fold.record(Desk.inbound(try Desk.at(19, 10, 0), .missed, id: 1))
    #expect(fold.take().isEmpty)
    let other = Party(raw: 79_120_000_002)
    fold.record(Desk.inbound(try Desk.at(20, 10, 1), .missed, id: 2, from: other))
    #expect(fold.take().map(\.first.id) == [1])
    #expect(fold.finish().map(\.first.id) == [2])
    #expect(fold.finish().isEmpty)
  }

  @Test func `the tally has latencies only of who was called back`() throws {
    let late = Party(raw: 79_120_000_002)
    let rows = [
      Desk.inbound(try Desk.at(19, 10, 0), .missed), Desk.ours(try Desk.at(19, 10, 5), talk: 30),
      Desk.inbound(try Desk.at(27, 20, 0), .missed, from: late),
      Desk.ours(try Desk.at(27, 20, 3), talk: 0, to: late),
      Desk.inbound(try Desk.at(27, 20, 4), .missed, from: .unknown),
    ]
    var tally = CallbackTally()
    for episode in try episodes(asOf: try Desk.at(28, 0, 0), rows) { tally.record(episode) }
    #expect(tally.episodes == 3)
    #expect(tally.reached == 1)
    #expect(tally.pending == 1)
    #expect(tally.unreachable == 1)
    #expect(tally.calledBack == 1)
    #expect(tally.latency.counts == [240: 1])
    #expect(tally.latencyOpen.counts == [240: 1])
  }
}
