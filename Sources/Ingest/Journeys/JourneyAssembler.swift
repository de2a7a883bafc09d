/// Groups legs and queue events into journeys: connected components over linkedid, uniqueid, the
/// queue log's callid and the channels that it bridged.
///
/// Takes both in order of time and hands over whole days; memory holds a day and a half of calls,
/// however long the history.
package struct JourneyAssembler {
  /// The parts of one journey.
  ///
  /// Changed by the assembler's thread only; those who read the journey share it meanwhile.
  final class Parts: @unchecked Sendable {
    var legs: [CallLeg] = []
    var events: [QueueEvent] = []
    var ids: [CallID] = []
    var start: Instant
    var isTaken = false

    init(start: Instant) { self.start = start }
  }

  /// One for each core.
  private var resolvers: [JourneyResolver]
  private let zone: Zone
  private var byID: [CallID: Parts] = [:]
  private var open: [Parts] = []
  /// Journeys that start before this are some other run's.
  private let from: Instant
  private let to: Instant
  private var dayEnd: Instant
  private var day: Day

  /// Makes an assembler for the journeys that start on the days `first...last`.
  package init(rules: CallRules, names: NameTable, first: Day, last: Day) {
    resolvers = Array(
      repeating: JourneyResolver(rules: rules, names: names), count: Cores.count)
    zone = rules.zone
    day = first
    from = zone.start(of: first)
    to = zone.start(of: last + 1)
    dayEnd = zone.start(of: first + 1)
  }

  /// Where to begin reading, so that no journey of the first day lacks its beginning.
  package var readFrom: Instant { from - JourneyWindow.longest }

  /// Where reading may end.
  package var readTo: Instant { to + 3 * JourneyWindow.longest }

  /// Takes a leg; whole days that are complete by then go to `emit`.
  package mutating func take(_ leg: CallLeg, emit: (Day, [CustomerCall]) throws -> Void) throws {
    try complete(before: leg.start, emit: emit)
    let parts = join(leg.uniqueID, leg.linkedID, at: leg.start)
    parts.legs.append(leg)
  }

  /// Takes a queue event.
  package mutating func take(
    _ event: QueueEvent, emit: (Day, [CustomerCall]) throws -> Void
  ) throws {
    guard event.call != .none, event.kind.concernsCaller else { return }
    try complete(before: event.at, emit: emit)
    let parts = join(event.call, event.kind == .connect ? event.peer : .none, at: event.at)
    parts.events.append(event)
  }

  /// Hands over what is left.
  package mutating func finish(emit: (Day, [CustomerCall]) throws -> Void) throws {
    while dayEnd <= to { try emitDay(emit) }
  }

  private mutating func join(_ a: CallID, _ b: CallID, at: Instant) -> Parts {
    let found = a == .none ? nil : byID[a]
    let other = b == .none || a == b ? nil : byID[b]
    let parts: Parts
    if let found, let other, found !== other {
      parts = merge(found, other)
    } else if let known = found ?? other {
      parts = known
    } else {
      parts = Parts(start: at)
      open.append(parts)
    }
    if a != .none, found == nil {
      byID[a] = parts
      parts.ids.append(a)
    }
    if b != .none, b != a, other == nil {
      byID[b] = parts
      parts.ids.append(b)
    }
    return parts
  }

  /// Two components turn out to be one journey; the smaller goes into the larger.
  private mutating func merge(_ a: Parts, _ b: Parts) -> Parts {
    let (into, from) = a.ids.count >= b.ids.count ? (a, b) : (b, a)
    into.legs.append(contentsOf: from.legs)
    into.events.append(contentsOf: from.events)
    into.ids.append(contentsOf: from.ids)
    into.start = min(into.start, from.start)
    for id in from.ids { byID[id] = into }
    from.isTaken = true
    return into
  }

  private mutating func complete(
    before moment: Instant, emit: (Day, [CustomerCall]) throws -> Void
  ) throws {
    while dayEnd <= to, moment >= dayEnd + 3 * JourneyWindow.longest { try emitDay(emit) }
  }

  private mutating func resolve(_ parts: [Parts]) -> [CustomerCall] {
    Cores.share(parts.count, among: &resolvers) { resolver, range in
      parts[range].compactMap { resolver.resolve($0) }
    }.flatMap(\.self)
  }

  private mutating func emitDay(_ emit: (Day, [CustomerCall]) throws -> Void) throws {
    let dayStart = zone.start(of: day)
    var begun: [Parts] = []
    var rest: [Parts] = []
    for parts in open where !parts.isTaken {
      guard parts.start < dayEnd else {
        rest.append(parts)
        continue
      }
      for id in parts.ids { byID[id] = nil }
      guard parts.start >= dayStart else { continue }
      begun.append(parts)
    }
    open = rest
    var calls = resolve(begun).filter { $0.start >= dayStart && $0.start < dayEnd }
    calls.sort { ($0.start, $0.id) < ($1.start, $1.id) }
    try emit(day, calls)
    day = day + 1
    dayEnd = zone.start(of: day + 1)
  }
}

extension QueueEventKind {
  /// Whether the event tells of a caller's journey, rather than of an agent's day or the system.
  var concernsCaller: Bool {
    switch self {
    case .enterQueue, .connect, .ringNoAnswer, .ringCanceled, .agentDump: true
    default: endsVisit
    }
  }
}
