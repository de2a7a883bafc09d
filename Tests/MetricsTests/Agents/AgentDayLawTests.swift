import Metrics
import TestSupport
import Testing

@testable import Ingest

@Suite("Laws of agents' hours") struct AgentDayLawTests {
  typealias Day = CallDayLawTests.Day

  static func tallies(_ calls: some Sequence<CustomerCall>, _ keys: TallyKeys) -> AgentDay {
    var day = AgentDay()
    for call in calls { day.record(call, rules: CallDayLawTests.rules, keys: keys) }
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
    var sum = AgentDay()
    for part in parts { sum.merge(Self.tallies(part, day.keys)) }
    #expect(sum == whole)
  }

  @Test(arguments: 1...40)
  func `an agent's hours sum to his day, and the centre's to its own`(_ seed: Int) {
    let day = Day(seed: seed)
    let tallies = CallDayLawTests.tallies(day.calls, day.keys)
    let hours = Self.tallies(day.calls, day.keys).hours
    for (key, agent) in tallies.agents where key != TallyKeys.team {
      let own = hours[key] ?? HourTally()
      #expect(own.count(.answered, hours: 0..<24) == agent.answered)
      #expect(own.count(.missed, hours: 0..<24) == agent.missed)
      #expect(own.count(.handled, hours: 0..<24) == agent.handled)
      #expect(own.count(.talk, hours: 0..<24) == agent.talk)
      #expect(own.count(.outbound, hours: 0..<24) == agent.outbound)
      #expect(own.count(.outboundConnected, hours: 0..<24) == agent.outboundConnected)
    }
    let centre = hours[HourTally.centre] ?? HourTally()
    #expect(centre.count(.answered, hours: 0..<24) == tallies.calls.answered)
    #expect(centre.count(.missed, hours: 0..<24) == tallies.calls.missed)
    #expect(centre.count(.shortAbandoned, hours: 0..<24) == tallies.calls.shortAbandoned)
    #expect(centre.count(.unknown, hours: 0..<24) == tallies.calls.unknown)
  }

  @Test(arguments: 1...40)
  func `busy is every second of a talk or of a call out, once`(_ seed: Int) {
    let day = Day(seed: seed)
    var seconds: [String: Set<Int>] = [:]
    for call in day.calls {
      if call.direction == .outbound, let caller = call.caller {
        seconds[day.keys.key(caller), default: []].formUnion(call.start.epoch..<call.end.epoch)
      }
      guard call.direction == .inbound, call.outcome != .test else { continue }
      for talk in call.talks where talk.length > 0 {
        let start = talk.start.epoch
        seconds[day.keys.key(talk.agent), default: []].formUnion(start..<start + talk.length)
      }
    }
    let busy = Self.tallies(day.calls, day.keys).busy.mapValues(\.busy.total)
    #expect(busy.filter { $0.value > 0 } == seconds.mapValues(\.count))
  }
}
