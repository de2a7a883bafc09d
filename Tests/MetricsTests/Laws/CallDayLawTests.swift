import Metrics
import TestSupport
import Testing

@testable import Ingest

@Suite("Laws of a day of calls") struct CallDayLawTests {
  static let rules = CallRules(trunks: ["PJSIP/provider-"], zone: .utc)

  /// Names of two queues and three devices, and calls that use them.
  struct Day {
    var names = NameTable()
    var calls: [CustomerCall] = []
    var keys: TallyKeys { TallyKeys(agents: .empty, names: names) }

    init(seed: Int) {
      var numbers = SeededNumbers(seed: seed)
      let queues = ["600", "601"].map { names.intern($0) }
      let agents = ["201", "202", "203"].map { AgentRef.unmapped(names.intern($0)) }
      calls = (1...Int.random(in: 2...80, using: &numbers)).map {
        Self.call($0, queues: queues, agents: agents, &numbers)
      }
    }

    static func call(
      _ id: Int, queues: [NameID], agents: [AgentRef], _ numbers: inout SeededNumbers
    ) -> CustomerCall {
      let start = Instant(epoch: 1_792_022_400 + Int.random(in: 0..<86_400, using: &numbers))
      let outcomes: [Outcome] = [
        .test, .ivrServed, .closed, .closedAnswered, .ivrLeft, .answered, .missed, .unknown,
      ]
      let direction = Direction.allCases.randomElement(using: &numbers) ?? .inbound
      let outcome =
        direction == .inbound ? outcomes.randomElement(using: &numbers) ?? .missed : .none
      let talk = Int.random(in: 0...300, using: &numbers)
      var call = CustomerCall(
        id: id, start: start, end: start + 400, direction: direction, outcome: outcome,
        missed: outcome == .missed ? MissedReason.allCases.randomElement(using: &numbers) : nil,
        customer: Party(raw: 79_120_000_000 + Int.random(in: 0...20, using: &numbers)),
        number: .unknown, visits: [], offers: [], teamMisses: 0, talks: [],
        wait: Int.random(in: 0...90, using: &numbers), talk: talk, caller: nil, isRobot: false)
      if direction == .outbound { call.caller = agents.randomElement(using: &numbers) }
      guard direction == .inbound else { return call }
      for queue in queues where Bool.random(using: &numbers) {
        call.visits.append(
          QueueVisit(
            queue: queue, entered: start,
            end: VisitEnd(rawValue: Int.random(in: 0...8, using: &numbers)) ?? .unknown,
            wait: Int.random(in: 0...90, using: &numbers)))
      }
      call.hops = call.visits.map { Hop(queue: $0.queue, entered: $0.entered, bridged: nil) }
      if outcome == .answered, !call.hops.isEmpty {
        call.hops[call.hops.count - 1].bridged = start + 10
      }
      for agent in agents where Bool.random(using: &numbers) {
        let results: [OfferResult] = [
          .answered, .missed, .teamMissed, .answeredElsewhere, .callerLeft, .busy, .shortRing,
        ]
        call.offers.append(
          AgentOffer(
            agent: agent, result: results.randomElement(using: &numbers) ?? .missed,
            pickup: Int.random(in: 0...30, using: &numbers)))
      }
      if outcome == .answered, let agent = agents.randomElement(using: &numbers) {
        call.talks.append(
          TalkInterval(
            agent: agent, start: start + 10, length: talk, isTransferredIn: false,
            isTransferredOut: Bool.random(using: &numbers)))
      }
      return call
    }
  }

  static func tallies(_ calls: some Sequence<CustomerCall>, _ keys: TallyKeys) -> CallDay {
    var day = CallDay()
    for call in calls { day.record(call, rules: rules, keys: keys) }
    return day
  }

  @Test(arguments: 1...40)
  func `however a day is divided, its parts add up to the whole`(_ seed: Int) {
    let day = Day(seed: seed)
    var numbers = SeededNumbers(seed: seed + 1000)
    let whole = Self.tallies(day.calls, day.keys)
    var parts = Array(repeating: [CustomerCall](), count: 4)
    for call in day.calls.shuffled(using: &numbers) {
      parts[Int.random(in: 0..<4, using: &numbers)].append(call)
    }
    var sum = CallDay()
    for part in parts { sum.merge(Self.tallies(part, day.keys)) }
    #expect(sum == whole)
  }

  @Test(arguments: 1...40)
  func `every split sums to its whole, counted call by call`(_ seed: Int) {
    let day = Day(seed: seed)
    let whole = Self.tallies(day.calls, day.keys)
    let calls = whole.calls
    func count(_ holds: (CustomerCall) -> Bool) -> Int { day.calls.count(where: holds) }
    #expect(calls.journeys == day.calls.count)
    #expect(calls.journeys == calls.inbound + calls.outbound + calls.internalCalls)
    #expect(
      calls.inbound
        == calls.offered + calls.closed + calls.ivrLeft + calls.ivrServed + calls.test)
    #expect(calls.offered == count { $0.outcome.isOffered })
    #expect(calls.offered == calls.answered + calls.missed + calls.unknown)
    #expect(calls.answered == count { $0.outcome == .answered })
    #expect(calls.closed == count { $0.outcome == .closed || $0.outcome == .closedAnswered })
    #expect(MissedReason.allCases.reduce(0) { $0 + calls.missed($1) } == calls.missed)
    #expect(calls.latency.total == calls.answered)
    #expect(calls.hours.total == calls.inbound)

    let offers = day.calls.filter { $0.outcome.isOffered }.flatMap(\.offers)
    for (key, agent) in whole.agents where key != TallyKeys.team {
      #expect(agent.offered == agent.answered + agent.missed)
      let own = offers.filter { day.keys.key($0.agent) == key }
      #expect(agent.answered == own.count { $0.result == .answered })
      #expect(agent.missed == own.count { $0.result == .missed })
      #expect(agent.hours.total == agent.offered)
    }
    let visits = day.calls.filter { $0.outcome.isOffered }.flatMap(\.visits)
    for (key, queue) in whole.queues {
      #expect(queue.offered == visits.count { day.keys.key(queue: $0.queue) == key })
      #expect(queue.offered == queue.answered + queue.missed + queue.unknown)
    }
    let stations = Dictionary(grouping: whole.hops) { Int($0.key.prefix { $0 != " " }) ?? 0 }
    func sum(_ station: Int, _ count: (HopTally) -> Int) -> Int {
      (stations[station] ?? []).reduce(0) { $0 + count($1.value) }
    }
    for station in stations.keys {
      let ends = sum(station) { $0.answered + $0.passedOn + $0.left + $0.unknown }
      #expect(sum(station, \.entered) == ends)
      // Who is passed on from one station enters the next.
      #expect(sum(station, \.passedOn) == sum(station + 1, \.entered))
    }
    #expect(sum(1, \.entered) == count { $0.outcome.isOffered && !$0.hops.isEmpty })
    #expect(whole.sections.values.reduce(0) { $0 + $1.calls } == calls.inbound - calls.test)
  }
}
