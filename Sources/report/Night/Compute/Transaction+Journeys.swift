import Ingest

extension Transaction {
  /// Reads the facts around some days and hands over the journeys that start on them: the one way
  /// in which figures and their explanations come by journeys.
  ///
  /// - Parameters:
  ///   - asOf: Facts from this moment on are not read.
  ///   - clocks: Compares the sources' clocks, if that is wanted.
  ///   - leg: Is told of each leg that is read, those of the days beside included.
  ///   - event: The same of queue events.
  ///   - observe: Is told of each journey and of its parts.
  ///   - emit: Takes a day's journeys in order of time.
  func assemble(
    _ days: ClosedRange<Day>, rules: CallRules, names: NameTable, before asOf: Instant,
    clocks: ClockReading? = nil, leg count: (CallLeg) -> Void = { _ in },
    event countEvent: (QueueEvent) -> Void = { _ in },
    observe: ((CustomerCall, [CallLeg], [QueueEvent]) -> Void)? = nil,
    emit: (Day, [CustomerCall]) throws -> Void
  ) throws {
    var assembler = JourneyAssembler(
      rules: rules, names: names, first: days.lowerBound, last: days.upperBound, clocks: clocks)
    assembler.observe = observe
    let to = min(assembler.readTo, asOf)
    // Three streams in order of time, merged; queue events are few beside legs and fit a day's
    // memory, channel events are many and are read by pieces.
    var events: [(event: QueueEvent, source: Int)] = []
    try queueEvents(from: assembler.readFrom, to: to) { events.append(($0, $1)) }
    var channels = ChannelEventPieces(self, from: assembler.readFrom, to: to)
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
        countEvent(event)
        try assembler.take(event, source: source, emit: emit)
        next += 1
      }
    }
    try legs(from: assembler.readFrom, to: to) { leg, source in
      try takeEvents(upTo: leg.start)
      try takeChannels(upTo: leg.start)
      count(leg)
      try assembler.take(leg, source: source, emit: emit)
    }
    try takeEvents(upTo: to)
    try takeChannels(upTo: to)
    try assembler.finish(emit: emit)
  }
}
