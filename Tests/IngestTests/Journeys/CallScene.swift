import Ingest

/// A small call, told leg by leg and event by event, on 2026-10-15 from 10:00:00 UTC on.
struct CallScene {
  var identities = Identities(region: "RU")
  var rules: CallRules
  private var legs: [CallLeg] = []
  private var events: [QueueEvent] = []
  private var channels: [ChannelEvent] = []
  private var number = 0

  static let day = Day(number: Day.number(year: 2026, month: 10, day: 15))
  static let start = Instant(epoch: Zone.utc.start(of: day).epoch + 10 * 3600)

  init() throws {
    rules = CallRules(trunks: ["PJSIP/provider-"], zone: .utc)
    let table = """
      id,name,team,line,from,to
      anna,Anna,calls,201,2026-01-01,
      boris,Boris,calls,202,2026-01-01,2026-10-15
      clara,Clara,calls,202,2026-10-15,
      """
    rules.agents = try AgentDirectory(bytes: Array(table.utf8), file: "agents.csv") { _ in nil }
  }

  func agent(_ id: String) -> AgentRef? { rules.agents.agent(id: id).map(AgentRef.mapped) }

  mutating func id(_ text: String) -> CallID {
    let bytes = Array(text.utf8)
    return CallID(bytes.span, systems: &identities.systems)
  }

  mutating func party(_ text: String) -> Party {
    let bytes = Array(text.utf8)
    return identities.party(bytes.span)
  }

  mutating func channel(_ text: String) -> Channel {
    let bytes = Array(text.utf8)
    return Channel(bytes.span, names: &identities.names)
  }

  /// Adds a leg that begins `at` seconds after ten o'clock.
  mutating func leg(
    at: Int, lasts: Int, billed: Int = 0, _ disposition: Disposition,
    from channel: String = "PJSIP/provider-00000001", to destination: String = "",
    app: String = "Dial", uniqueID: String = "1792058400.1", linkedID: String = "1792058400.1",
    caller: String = "+79120000001", dialled: String = "s"
  ) {
    var leg = CallLeg()
    leg.start = Self.start + at
    leg.duration = lasts
    leg.billed = billed
    leg.disposition = disposition
    leg.uniqueID = id(uniqueID)
    leg.linkedID = id(linkedID)
    leg.sequence = number
    number += 1
    leg.channel = self.channel(channel)
    leg.destination = self.channel(destination)
    leg.caller = party(caller)
    leg.dialled = party(dialled)
    leg.application = identities.names.intern(app)
    legs.append(leg)
  }

  /// Adds a line of the queue log.
  mutating func event(
    at: Int, _ kind: QueueEventKind, agent: String = "", queue: String = "600", wait: Int = -1,
    talk: Int = -1, ring: Int = -1, call: String = "1792058400.1"
  ) {
    var event = QueueEvent()
    event.at = Self.start + at
    event.kind = kind
    event.call = id(call)
    event.queue = identities.names.intern(queue)
    event.agent = identities.names.intern(agent)
    event.wait = wait
    event.talk = talk
    event.ringMilliseconds = ring
    if kind == .enterQueue { event.party = party("+79120000001") }
    events.append(event)
  }

  /// Adds a row of the channel event log.
  mutating func channel(
    at: Int, _ kind: ChannelEventKind, _ channel: String, id: String,
    linkedID: String = "1792058400.1", bridge: String = "", _ bridgeKind: BridgeKind = .twoParty,
    peer: String = "", app: String = "", caller: String = "", cause: Int = -1
  ) {
    var event = ChannelEvent()
    event.at = Self.start + at
    event.kind = kind
    event.call = self.id(id)
    event.linkedID = self.id(linkedID)
    event.channel = self.channel(channel)
    event.bridge = self.id(bridge)
    event.bridgeKind = bridge.isEmpty ? .none : bridgeKind
    event.peer = self.id(peer)
    event.application = identities.names.intern(app)
    event.caller = party(caller)
    event.cause = cause
    channels.append(event)
  }

  /// Two channels in a bridge for some time.
  mutating func bridge(
    _ bridge: String, from: Int, to: Int?, _ members: (name: String, id: String)...,
    kind: BridgeKind = .twoParty
  ) {
    for member in members {
      channel(at: from, .bridgeEnter, member.name, id: member.id, bridge: bridge, kind)
    }
    guard let to else { return }
    for member in members {
      channel(at: to, .bridgeExit, member.name, id: member.id, bridge: bridge, kind)
    }
  }

  /// The journeys that begin on the days from the scene's on.
  func journeys(days: Int = 1) throws -> [Day: [CustomerCall]] {
    var assembler = JourneyAssembler(
      rules: rules, names: identities.names, first: Self.day, last: Self.day + (days - 1))
    var result: [Day: [CustomerCall]] = [:]
    let emit: (Day, [CustomerCall]) throws -> Void = { result[$0] = $1 }
    var nextEvent = 0
    var nextChannel = 0
    let channels = channels.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }.map(\.element)
    func takeChannels(upTo moment: Instant) throws {
      while nextChannel < channels.count, channels[nextChannel].at <= moment {
        try assembler.take(channels[nextChannel], emit: emit)
        nextChannel += 1
      }
    }
    let events = events.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }.map(\.element)
    for leg in legs.sorted(by: { $0.start < $1.start }) {
      while nextEvent < events.count, events[nextEvent].at <= leg.start {
        try takeChannels(upTo: events[nextEvent].at)
        try assembler.take(events[nextEvent], emit: emit)
        nextEvent += 1
      }
      try takeChannels(upTo: leg.start)
      try assembler.take(leg, emit: emit)
    }
    for event in events[nextEvent...] {
      try takeChannels(upTo: event.at)
      try assembler.take(event, emit: emit)
    }
    try takeChannels(upTo: Instant(epoch: .max))
    try assembler.finish(emit: emit)
    return result
  }

  /// The journeys of the scene's own day.
  func calls() throws -> [CustomerCall] { try journeys()[Self.day] ?? [] }
}

extension CustomerCall {
  /// What came of offering the call to an agent.
  func result(of agent: AgentRef?) -> OfferResult? {
    offers.first { $0.agent == agent }?.result
  }
}
