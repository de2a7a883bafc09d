import Ingest

extension Transaction {
  /// Reads the facts around some days and hands over the journeys that start on them: the one way
  /// in which figures and their explanations come by journeys.
  ///
  /// - Parameters:
  ///   - asOf: Facts from this moment on are not read.
  ///   - leg: Is told of each leg that is read, those of the days beside included.
  ///   - event: The same of queue events.
  ///   - observe: Is told of each journey and of its parts.
  ///   - emit: Takes a day's journeys in order of time.
  func assemble(
    _ days: ClosedRange<Day>, rules: CallRules, names: NameTable, before asOf: Instant,
    leg count: (CallLeg) -> Void = { _ in }, event countEvent: (QueueEvent) -> Void = { _ in },
    observe: ((CustomerCall, [CallLeg], [QueueEvent]) -> Void)? = nil,
    emit: (Day, [CustomerCall]) throws -> Void
  ) throws {
    var assembler = JourneyAssembler(
      rules: rules, names: names, first: days.lowerBound, last: days.upperBound)
    assembler.observe = observe
    let to = min(assembler.readTo, asOf)
    // Two streams in order of time, merged; events are few beside legs and fit a day's memory.
    var events: [QueueEvent] = []
    try queueEvents(from: assembler.readFrom, to: to) { events.append($0) }
    var next = 0
    try legs(from: assembler.readFrom, to: to) { leg in
      while next < events.count, events[next].at <= leg.start {
        countEvent(events[next])
        try assembler.take(events[next], emit: emit)
        next += 1
      }
      count(leg)
      try assembler.take(leg, emit: emit)
    }
    while next < events.count {
      countEvent(events[next])
      try assembler.take(events[next], emit: emit)
      next += 1
    }
    try assembler.finish(emit: emit)
  }
}
