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
    for range in CallComputation.ranges(days) {
      try store.transaction { transaction in
        try compute(range, names: names, keys: keys, transaction: transaction)
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
    _ range: ClosedRange<Day>, names: NameTable, keys: TallyKeys, transaction: Transaction
  ) throws {
    var assembler = JourneyAssembler(
      rules: rules, names: names, first: range.lowerBound, last: range.upperBound)
    let to = min(assembler.readTo, asOf)
    var facts = DayCounts(zone: rules.zone)
    var workers = Array(repeating: keys, count: Cores.count)
    func emit(_ day: Day, _ calls: [CustomerCall]) throws {
      let shares = Cores.share(calls.count, among: &workers) { [rules] keys, range in
        var tallies = CallDay()
        let rows = calls[range].map { call in
          tallies.record(call, rules: rules, keys: keys)
          let who = call.caller.map { [$0] } ?? call.talks.map(\.agent)
          return JourneyRow(call, day: day, agents: who.map(keys.key).joined(separator: " "))
        }
        return (tallies: tallies, rows: rows)
      }
      var tallies = CallDay()
      for share in shares { tallies.merge(share.tallies) }
      let rows = shares.flatMap(\.rows)
      facts.close()
      tallies.calls.legs = facts.legs[day] ?? 0
      tallies.calls.queueEvents = facts.events[day] ?? 0
      try transaction.replaceJourneys(day: day, rows)
      // A day on which no journey began has no tallies: nothing is published of it.
      try transaction.replace(day: day, calls.isEmpty ? [:] : ["": tallies.calls])
      try transaction.replace(day: day, tallies.queues)
      try transaction.replace(day: day, tallies.agents)
      try transaction.replace(day: day, tallies.sections)
    }
    // Two streams in order of time, merged; events are few beside legs and fit a day's memory.
    var events: [QueueEvent] = []
    try transaction.queueEvents(from: assembler.readFrom, to: to) { events.append($0) }
    var next = 0
    try transaction.legs(from: assembler.readFrom, to: to) { leg in
      while next < events.count, events[next].at <= leg.start {
        facts.count(events[next])
        try assembler.take(events[next], emit: emit)
        next += 1
      }
      facts.count(leg)
      try assembler.take(leg, emit: emit)
    }
    while next < events.count {
      facts.count(events[next])
      try assembler.take(events[next], emit: emit)
      next += 1
    }
    try assembler.finish(emit: emit)
  }
}

/// Legs and queue events by the local day that they started on.
private struct DayCounts {
  let zone: Zone
  private(set) var legs: [Day: Int] = [:]
  private(set) var events: [Day: Int] = [:]
  /// The day of the last legs, so that not each of them is looked up.
  private var today = (
    day: Day(number: 0), start: Instant(epoch: 0), end: Instant(epoch: 0), legs: 0
  )

  init(zone: Zone) { self.zone = zone }

  mutating func count(_ leg: CallLeg) {
    if leg.start < today.start || leg.start >= today.end {
      close()
      let day = zone.day(of: leg.start)
      today = (day, zone.start(of: day), zone.start(of: day + 1), 0)
    }
    today.legs += 1
  }

  /// Adds the legs of the day that is being counted.
  mutating func close() {
    if today.legs > 0 { legs[today.day, default: 0] += today.legs }
    today.legs = 0
  }

  mutating func count(_ event: QueueEvent) { events[zone.day(of: event.at), default: 0] += 1 }
}
