/// Groups legs, queue events and channel events into journeys: connected components over linkedid,
/// uniqueid, the queue log's callid and the channels that it bridged, and bridges of two parties.
///
/// Takes all in order of time and hands over whole days; memory holds a day and a half of calls,
/// however long the history.
package struct JourneyAssembler {
  /// The parts of one journey.
  ///
  /// Changed by the assembler's thread only; those who read the journey share it meanwhile.
  final class Parts: @unchecked Sendable {
    var legs: [CallLeg] = []
    var events: [QueueEvent] = []
    /// Channel events with their place in the stream and the source that told them.
    var channels: [(place: Int, event: ChannelEvent, source: Int)] = []
    /// The sources that told the legs and events, in their order.
    var sources = (legs: [Int](), events: [Int]())
    var ids: [CallID] = []
    /// Of legs and queue events; of channel events where there is nothing else.
    var start: Instant
    var hasFacts = false
    /// When its latest part began.
    var latest: Instant
    var isTaken = false

    init(start: Instant) {
      self.start = start
      latest = start
    }

    /// The channel events in the order in which they were told, whatever joined them later.
    var channelEvents: [ChannelEvent] {
      channels.sorted { $0.place < $1.place }.map(\.event)
    }

    /// Takes the parts of a component that turned out to be of the same journey.
    func take(_ other: Parts) {
      legs.append(contentsOf: other.legs)
      events.append(contentsOf: other.events)
      channels.append(contentsOf: other.channels)
      sources.legs.append(contentsOf: other.sources.legs)
      sources.events.append(contentsOf: other.sources.events)
      ids.append(contentsOf: other.ids)
      latest = max(latest, other.latest)
      if hasFacts == other.hasFacts {
        start = min(start, other.start)
      } else if other.hasFacts {
        start = other.start
        hasFacts = true
      }
    }

    /// Takes note of a leg or queue event, and of where it begins.
    ///
    /// What the channel log says to begin a second earlier must not move a call into another day.
    func noteFact(at moment: Instant) {
      start = hasFacts ? min(start, moment) : moment
      hasFacts = true
    }
  }

  /// Is told of each journey and of the parts that it was read from, in no order.
  package var observe: ((CustomerCall, [CallLeg], [QueueEvent]) -> Void)?

  /// One for each core.
  private var resolvers: [JourneyResolver]
  private let zone: Zone
  private var byID: [CallID: Parts] = [:]
  private var open: [Parts] = []
  /// How many channel events were taken.
  private var channelPlace = 0
  /// Journeys that start before this are some other run's.
  private let from: Instant
  private let to: Instant
  private var dayEnd: Instant
  private var day: Day

  /// Compares the clocks of the sources, if that is wanted.
  private let clocks: ClockReading?

  /// Makes an assembler for the journeys that start on the days `first...last`.
  /// - Parameter clocks: Is told the journeys' parts, day by day, to compare their sources' clocks.
  package init(
    rules: CallRules, names: NameTable, first: Day, last: Day, clocks: ClockReading? = nil
  ) {
    self.clocks = clocks
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
  /// - Parameter source: The id of the source that told it.
  package mutating func take(
    _ leg: CallLeg, source: Int = 0, emit: (Day, [CustomerCall]) throws -> Void
  ) throws {
    try complete(before: leg.start, emit: emit)
    let parts = join(leg.uniqueID, leg.linkedID, at: leg.start)
    parts.noteFact(at: leg.start)
    parts.legs.append(leg)
    parts.sources.legs.append(source)
  }

  /// Takes a queue event.
  /// - Parameter source: The id of the source that told it.
  package mutating func take(
    _ event: QueueEvent, source: Int = 0, emit: (Day, [CustomerCall]) throws -> Void
  ) throws {
    guard event.call != .none,
      event.kind.concernsCaller || resolvers[0].isCallbackRequest(event)
    else { return }
    try complete(before: event.at, emit: emit)
    let parts = join(event.call, event.kind == .connect ? event.peer : .none, at: event.at)
    parts.noteFact(at: event.at)
    parts.events.append(event)
    parts.sources.events.append(source)
  }

  /// Takes a channel event: it joins what it connects, and refines what legs and queue events tell.
  /// - Parameter source: The id of the source that told it.
  package mutating func take(
    _ event: ChannelEvent, source: Int = 0, emit: (Day, [CustomerCall]) throws -> Void
  ) throws {
    guard event.call != .none, event.kind.tellsJourney else { return }
    try complete(before: event.at, emit: emit)
    var parts = join(event.call, event.linkedID, at: event.at)
    // A conference or a parking lot joins callers who are no one call.
    if event.bridgeKind == .twoParty { parts = join(event.call, event.bridge, at: event.at) }
    if event.peer != .none { parts = join(event.call, event.peer, at: event.at) }
    channelPlace += 1
    parts.channels.append((place: channelPlace, event: event, source: source))
  }

  /// Hands over what is left.
  package mutating func finish(emit: (Day, [CustomerCall]) throws -> Void) throws {
    while dayEnd <= to { try emitDay(emit) }
  }

  private mutating func join(_ a: CallID, _ b: CallID, at: Instant) -> Parts {
    let found = a == .none ? nil : near(byID[a], at)
    let other = b == .none || a == b ? nil : near(byID[b], at)
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
    parts.latest = max(parts.latest, at)
    return parts
  }

  /// A switch that was restarted, or a callback that keeps its linkedid, gives an id again: then it
  /// is another journey's from here on.
  private func near(_ parts: Parts?, _ moment: Instant) -> Parts? {
    guard let parts, moment <= parts.latest + JourneyWindow.longest else { return nil }
    return parts
  }

  /// Two components turn out to be one journey; the smaller goes into the larger.
  private mutating func merge(_ a: Parts, _ b: Parts) -> Parts {
    let (into, from) = a.ids.count >= b.ids.count ? (a, b) : (b, a)
    into.take(from)
    for id in from.ids where byID[id] === from { byID[id] = into }
    from.isTaken = true
    return into
  }

  private mutating func complete(
    before moment: Instant, emit: (Day, [CustomerCall]) throws -> Void
  ) throws {
    while dayEnd <= to, moment >= dayEnd + 3 * JourneyWindow.longest { try emitDay(emit) }
  }

  /// The journeys of some parts, each with the parts' index.
  private mutating func resolve(_ parts: [Parts]) -> [(index: Int, call: CustomerCall)] {
    Cores.share(parts.count, among: &resolvers) { resolver, range in
      range.compactMap { index in resolver.resolve(parts[index]).map { (index, $0) } }
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
      for id in parts.ids where byID[id] === parts { byID[id] = nil }
      guard parts.start >= dayStart else { continue }
      begun.append(parts)
    }
    open = rest
    var calls: [CustomerCall] = []
    calls.reserveCapacity(begun.count)
    for (index, call) in resolve(begun) where call.start >= dayStart && call.start < dayEnd {
      calls.append(call)
      clocks?.record(begun[index])
      observe?(call, begun[index].legs, begun[index].events)
    }
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
    default: endsVisit || turnsAway
    }
  }
}
