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
    var facts = DayCounts(zone: rules.zone)
    func emit(_ day: Day, _ calls: [CustomerCall]) throws {
      var tallies = CallDay()
      tallies.calls.legs = facts.legs[day] ?? 0
      tallies.calls.queueEvents = facts.events[day] ?? 0
      var rows: [JourneyRow] = []
      rows.reserveCapacity(calls.count)
      for call in calls {
        tallies.record(call, rules: rules, keys: keys)
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

/// Channel events in order of time, read a few hours at a time: ten to twenty of them make a call.
private struct ChannelEventPieces {
  private let transaction: Transaction
  private let to: Instant
  /// Up to here they were read.
  private var readTo: Instant
  private var piece: [(event: ChannelEvent, source: Int)] = []
  private var position = 0

  private static let length: Seconds = 4 * 3600

  init(_ transaction: Transaction, from: Instant, to: Instant) {
    self.transaction = transaction
    self.to = to
    readTo = from
  }

  /// The next event, if it is not later than a moment.
  mutating func next(upTo moment: Instant) throws -> (event: ChannelEvent, source: Int)? {
    while position == piece.count, readTo < to, readTo <= moment {
      let end = min(readTo + ChannelEventPieces.length, to)
      piece.removeAll(keepingCapacity: true)
      position = 0
      try transaction.channelEvents(from: readTo, to: end) { piece.append(($0, $1)) }
      readTo = end
    }
    guard position < piece.count, piece[position].event.at <= moment else { return nil }
    position += 1
    return piece[position - 1]
  }
}

/// Legs and queue events by the local day that they started on.
private struct DayCounts {
  let zone: Zone
  private(set) var legs: [Day: Int] = [:]
  private(set) var events: [Day: Int] = [:]

  init(zone: Zone) { self.zone = zone }

  mutating func count(_ leg: CallLeg) { legs[zone.day(of: leg.start), default: 0] += 1 }
  mutating func count(_ event: QueueEvent) { events[zone.day(of: event.at), default: 0] += 1 }
}
