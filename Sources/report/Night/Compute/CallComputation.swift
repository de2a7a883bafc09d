import Ingest
import Metrics

/// Computes the tallies and journeys of the days whose calls changed.
struct CallComputation {
  let rules: CallRules
  let store: EventStore
  /// Facts from this moment on are not counted.
  let asOf: Instant

  /// Computes the days and returns those that were computed.
  func run(_ days: [Day]) throws -> [Day] {
    guard !days.isEmpty else { return [] }
    let names = try store.read { try $0.names().names }
    let keys = TallyKeys(agents: rules.agents, names: names)
    let sources = try store.read { try $0.sourceNames() }
    // Days that lie together are computed in one pass.
    for range in Night.ranges(of: days, apart: 1) {
      try store.transaction { transaction in
        try compute(
          range, names: names, keys: keys, sources: sources, transaction: transaction)
      }
    }
    return days
  }

  private func compute(
    _ range: ClosedRange<Day>, names: NameTable, keys: TallyKeys, sources: [Int: String],
    transaction: Transaction
  ) throws {
    let clocks = ClockReading()
    var facts = CallFactCounter(zone: rules.zone)
    var workers = Array(repeating: keys, count: Cores.count)
    func emit(_ day: Day, _ calls: [CustomerCall]) throws {
      let shares = Cores.share(calls.count, among: &workers) { [rules] keys, range in
        var share = Share()
        share.rows.reserveCapacity(range.count)
        for call in calls[range] { share.record(call, day: day, rules: rules, keys: keys) }
        return share
      }
      var (tallies, agentDay) = (CallDay(), AgentDay())
      for share in shares {
        tallies.merge(share.tallies)
        agentDay.merge(share.agents)
      }
      let rows = shares.flatMap(\.rows)
      let counted = facts.take(day)
      tallies.calls.legs = counted.legs
      tallies.calls.answeredLegs = counted.answeredLegs
      tallies.calls.queueEvents = counted.queueEvents
      try transaction.replaceJourneys(day: day, rows)
      // A day on which no journey began has no tallies: nothing is published of it.
      try transaction.replace(day: day, calls.isEmpty ? [:] : ["": tallies.calls])
      try transaction.replace(day: day, tallies.queues)
      try transaction.replace(day: day, tallies.agents)
      try transaction.replace(day: day, tallies.sections)
      try transaction.replace(
        day: day,
        Dictionary(uniqueKeysWithValues: counted.queues.map { (keys.key(queue: $0.key), $0.value) })
      )
      try transaction.replace(day: day, agentDay.hours)
      try transaction.replace(day: day, agentDay.busy)
      try transaction.replace(day: day, tallies.hops)
      try transaction.replace(day: day, SourceClocks.tallies(clocks.take(), names: sources))
    }
    try transaction.assemble(
      range, rules: rules, names: names, before: asOf, clocks: clocks,
      leg: { facts.count($0) }, event: { facts.count($0) }, emit: emit)
  }
}

/// What one core makes of its share of a day's calls.
private struct Share: Sendable {
  var tallies = CallDay()
  var agents = AgentDay()
  var rows: [JourneyRow] = []

  mutating func record(_ call: CustomerCall, day: Day, rules: CallRules, keys: TallyKeys) {
    tallies.record(call, rules: rules, keys: keys)
    agents.record(call, rules: rules, keys: keys)
    let who = call.caller.map { [$0] } ?? call.talks.map(\.agent)
    rows.append(JourneyRow(call, day: day, agents: who.map(keys.key).joined(separator: " ")))
  }
}
