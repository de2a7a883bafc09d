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
    for range in CallComputation.ranges(days) {
      try store.transaction { transaction in
        try compute(
          range, names: names, keys: keys, sources: sources, transaction: transaction)
      }
    }
    return days
  }

  /// Days that lie together are computed in one pass.
  static func ranges(_ days: [Day]) -> [ClosedRange<Day>] {
    var ranges: [ClosedRange<Day>] = []
    for day in days.sorted() {
      if let last = ranges.last, day.number <= last.upperBound.number + 1 {
        ranges[ranges.count - 1] = last.lowerBound...max(day, last.upperBound)
      } else {
        ranges.append(day...day)
      }
    }
    return ranges
  }

  private func compute(
    _ range: ClosedRange<Day>, names: NameTable, keys: TallyKeys, sources: [Int: String],
    transaction: Transaction
  ) throws {
    let clocks = ClockReading()
    var assembler = JourneyAssembler(
      rules: rules, names: names, first: range.lowerBound, last: range.upperBound, clocks: clocks)
    let to = min(assembler.readTo, asOf)
    var facts = CallFactCounter(zone: rules.zone)
    func emit(_ day: Day, _ calls: [CustomerCall]) throws {
      var tallies = CallDay()
      let counted = facts.take(day)
      tallies.calls.legs = counted.legs
      tallies.calls.answeredLegs = counted.answeredLegs
      tallies.calls.queueEvents = counted.queueEvents
      var agentDay = AgentDay()
      var rows: [JourneyRow] = []
      rows.reserveCapacity(calls.count)
      for call in calls {
        tallies.record(call, rules: rules, keys: keys)
        agentDay.record(call, rules: rules, keys: keys)
        let who = call.caller.map { [$0] } ?? call.talks.map(\.agent)
        rows.append(
          JourneyRow(call, day: day, agents: who.map(keys.key).joined(separator: " ")))
      }
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
    // Three streams in order of time, merged; queue events are few beside legs and fit a day's
    // memory, channel events are many and are read by pieces.
    var events: [(event: QueueEvent, source: Int)] = []
    try transaction.queueEvents(from: assembler.readFrom, to: to) { events.append(($0, $1)) }
    var channels = ChannelEventPieces(transaction, from: assembler.readFrom, to: to)
    func takeChannels(upTo moment: Instant) throws {
      while let (event, source) = try channels.next(upTo: moment) {
        try assembler.take(event, source: source, emit: emit)
      }
    }
    var next = 0
    func takeEvents(upTo moment: Instant) throws {
      while next < events.count, events[next].event.at <= moment {
        let (event, source) = events[next]
        try takeChannels(upTo: event.at)
        facts.count(event)
        try assembler.take(event, source: source, emit: emit)
        next += 1
      }
    }
    try transaction.legs(from: assembler.readFrom, to: to) { leg, source in
      try takeEvents(upTo: leg.start)
      try takeChannels(upTo: leg.start)
      facts.count(leg)
      try assembler.take(leg, source: source, emit: emit)
    }
    try takeEvents(upTo: to)
    try takeChannels(upTo: to)
    try assembler.finish(emit: emit)
  }
}
