/// What people did with an inbound journey: rings, talks, visits.
struct InboundReading {
  let legs: [CallLeg]
  let visits: [VisitReading]
  let day: Day

  private(set) var offers: [AgentOffer] = []
  private(set) var offersApart: [AgentOffer] = []
  private(set) var teamMisses = 0
  private(set) var talks: [TalkInterval] = []
  private(set) var queueVisits: [QueueVisit] = []
  /// When a person's phone first rang.
  private(set) var firstRing: Instant?
  /// First queue entry, else first ring.
  private(set) var waitingSince: Instant?
  /// When the caller stopped waiting unanswered, where the parts tell.
  private(set) var leftAt: Instant?
  /// The log lost an end or a start, and nothing else tells it.
  private(set) var isUnknown = false

  init(legs: [CallLeg], visits: [VisitReading], day: Day) {
    self.legs = legs
    self.visits = visits
    self.day = day
  }

  mutating func read(_ resolver: inout JourneyResolver) {
    readVisits(&resolver)
    readLegs(&resolver)
    talks.sort { ($0.start, $0.agent) < ($1.start, $1.agent) }
    joinTalks()
    markTransfers()
    let entered = visits.map(\.entered).min() ?? queueVisits.map(\.entered).min()
    waitingSince = entered ?? firstRing ?? legs.first?.start
    if talks.isEmpty {
      isUnknown = visits.last.map { $0.visitEnd == .unknown } ?? false
      leftAt = visits.last?.endedAt
    }
  }

  // MARK: - The queue log

  private mutating func readVisits(_ resolver: inout JourneyResolver) {
    for visit in visits {
      queueVisits.append(
        QueueVisit(
          queue: visit.queue, entered: visit.entered, end: visit.visitEnd, wait: visit.waited))
      let rings = visit.attempts.map { attempt -> Ring in
        let milliseconds = max(0, attempt.milliseconds)
        let until = attempt.until.epoch * 1000
        let end: Ring.End =
          switch attempt.end {
          case .connected: .answered
          case .refused: .refused
          case .cancelled: .cancelled
          case .ranOut: milliseconds == 0 ? .busy : .ranOut
          }
        return Ring(
          agent: resolver.lines.ref(attempt.agent, on: day), from: until - milliseconds,
          until: until, end: end, isShort: milliseconds < resolver.rules.ringCountsFrom * 1000,
          pickup: attempt.end == .connected ? attempt.ring : nil)
      }
      if let first = rings.map(\.from).min() { noteRing(Instant(epoch: first / 1000)) }
      // What the log lost may hold the same agent's answer: such a visit charges nobody.
      take(
        OfferRules.judge(rings, isAnswered: visit.connectedAt != nil), queue: visit.queue,
        apart: visit.visitEnd == .unknown ? .lostVisit : nil)
      guard let connected = visit.connectedAt else { continue }
      let length = visit.talk >= 0 ? visit.talk : max(0, (visit.endedAt ?? connected) - connected)
      talks.append(
        TalkInterval(
          agent: resolver.lines.ref(visit.agent, on: day), start: connected, length: length,
          isTransferredIn: false, isTransferredOut: visit.end?.isTransfer ?? false))
    }
  }

  // MARK: - Legs

  private mutating func readLegs(_ resolver: inout JourneyResolver) {
    // Channels that a half ;2 goes on from: the leg to their half ;1 tells the same ring again.
    let continued = Set(
      legs.compactMap { $0.channel.half == 2 ? $0.channel.raw & ~(3 << 32) : nil })
    let caller = (legs.first { resolver.lines.isTrunk($0.channel) } ?? legs.first)?.channel
    var queueLegs: [CallLeg] = []
    var dials: [CallLeg] = []
    for leg in legs {
      let isQueue = resolver.application(leg) == .queue
      // The log tells it better.
      if isQueue && !visits.isEmpty || isMemberDial(leg, caller) { continue }
      if isQueue {
        queueLegs.append(leg)
      } else if leg.destination != .none,
        leg.destination.half == 0 || !continued.contains(leg.destination.raw & ~(3 << 32))
      {
        dials.append(leg)
      }
    }
    readQueueLegs(queueLegs, &resolver)
    readDials(dials, &resolver)
  }

  /// Whether a leg is the inside of a ring that the queue log tells: a member that is a Local
  /// channel dials on, on channels of its own, while the caller's channel waits in the queue.
  private func isMemberDial(_ leg: CallLeg, _ caller: Channel?) -> Bool {
    guard leg.channel != caller else { return false }
    return visits.contains { visit in
      let until = visit.connectedAt ?? visit.endedAt ?? visit.attempts.last?.until ?? visit.entered
      // Both logs cut to whole seconds.
      return leg.start >= visit.entered - 1 && leg.start <= until + 1
    }
  }

  /// Queues without a log: each row is one agent's ring.
  private mutating func readQueueLegs(_ queueLegs: [CallLeg], _ resolver: inout JourneyResolver) {
    var first = 0
    while first < queueLegs.count {
      var last = first
      while last + 1 < queueLegs.count, queueLegs[last + 1].queue == queueLegs[first].queue {
        last += 1
      }
      let visit = queueLegs[first...last]
      let isAnswered = judge(Array(visit), &resolver)
      let entered = visit[first].start
      let bridge = visit.compactMap { $0.destination != .none ? $0.answer : nil }.min()
      let left = visit.map(\.end).max() ?? entered
      queueVisits.append(
        QueueVisit(
          queue: visit[first].queue, entered: entered, end: isAnswered ? .connected : .abandoned,
          wait: (bridge ?? left) - entered))
      first = last + 1
    }
  }

  /// Direct dials: those that ring together are one ring-all.
  private mutating func readDials(_ dials: [CallLeg], _ resolver: inout JourneyResolver) {
    var group: [CallLeg] = []
    var groupEnd = Instant(epoch: 0)
    for leg in dials {
      // An agent asks a colleague before handing over; `Local/202@…;2` only bears an agent's name,
      // and is the caller's own ring.
      let isConsultation =
        leg.channel.half == 0 && resolver.lines.agent(leg.channel.device, on: day) != nil
      if isConsultation { continue }
      if let first = group.first, leg.start > first.start + 1, leg.start >= groupEnd {
        _ = judge(group, &resolver)
        group = []
      }
      group.append(leg)
      groupEnd = max(groupEnd, leg.answer ?? leg.end)
    }
    if !group.isEmpty { _ = judge(group, &resolver) }
  }

  /// Judges rings that are told by legs; true if anybody answered.
  private mutating func judge(_ rings: [CallLeg], _ resolver: inout JourneyResolver) -> Bool {
    let journeyEnd = max(
      legs.map(\.end).max() ?? Instant(epoch: 0),
      visits.compactMap(\.endedAt).max() ?? Instant(epoch: 0))
    let rung = rings.filter { $0.destination != .none }
    let handedOver = talks.contains { talk in
      rung.contains { talk.start < $0.start }
    }
    var judged: [Ring] = []
    var isAnswered = false
    for leg in rung {
      let answer = leg.answer
      let agent = agentOf(leg, &resolver)
      if !handedOver { noteRing(leg.start) }
      // A mobile's mailbox picks up too: an outside number that is nobody's line has to talk.
      let isPerson =
        !resolver.lines.isTrunk(leg.destination) || agent.isMapped
        || leg.billed >= resolver.rules.contactFrom
      if let answer, isPerson {
        isAnswered = true
        talks.append(
          TalkInterval(
            agent: agent, start: answer, length: leg.end - answer, isTransferredIn: handedOver,
            isTransferredOut: false))
      }
      let until = answer ?? leg.end
      let end: Ring.End =
        switch leg.disposition {
        case .answered: isPerson ? .answered : .ranOut
        case .busy, .failed, .congestion, .unknown: .busy
        case .cancelled: .cancelled
        case .noAnswer: goesOn(after: leg, until: journeyEnd) ? .ranOut : .cancelled
        }
      judged.append(
        Ring(
          agent: agent, from: leg.start.epoch * 1000, until: until.epoch * 1000, end: end,
          isShort: until - leg.start < resolver.rules.ringCountsFrom,
          pickup: answer.map { $0 - leg.start }))
    }
    // A leg of a transfer is handled, never offered.
    take(
      OfferRules.judge(judged, isAnswered: isAnswered), queue: rings.first?.queue ?? .none,
      apart: handedOver ? .transfer : nil)
    return isAnswered
  }

  /// Whether the caller stayed when a ring ended: then it ran out, else he left.
  private func goesOn(after leg: CallLeg, until journeyEnd: Instant) -> Bool {
    journeyEnd > leg.end || visits.contains { $0.entered >= leg.end }
      || legs.contains { $0.start >= leg.end && $0 != leg }
  }

  private func agentOf(_ leg: CallLeg, _ resolver: inout JourneyResolver) -> AgentRef {
    if resolver.lines.isTrunk(leg.destination), leg.dialled.isNumber,
      let agent = resolver.rules.agents.agent(number: Int64(leg.dialled.raw), on: day)
    {
      return .mapped(agent)
    }
    return resolver.lines.ref(leg.destination.device, on: day)
  }

  private mutating func take(_ judged: [AgentOffer], queue: NameID, apart: OfferApart?) {
    for var offer in judged {
      offer.queue = queue
      offer.apart = apart
      if apart == nil { offers.append(offer) } else { offersApart.append(offer) }
    }
    if apart == nil, judged.contains(where: { $0.result == .teamMissed }) { teamMisses += 1 }
  }

  private mutating func noteRing(_ moment: Instant) {
    firstRing = min(firstRing ?? moment, moment)
  }

  /// A talk that goes on with the same agent on another channel of his is one talk.
  private mutating func joinTalks() {
    var joined: [TalkInterval] = []
    for talk in talks {
      guard let last = joined.last, last.agent == talk.agent,
        abs(talk.start - (last.start + last.length)) <= 1
      else {
        joined.append(talk)
        continue
      }
      joined[joined.count - 1].length += talk.length
      joined[joined.count - 1].isTransferredOut = talk.isTransferredOut
    }
    talks = joined
  }

  /// Talk that goes on with another agent was handed over; a talk without a transfer event but
  /// with a successor, too.
  private mutating func markTransfers() {
    for i in talks.indices where i > 0 && talks[i].isTransferredIn {
      talks[i - 1].isTransferredOut = true
    }
  }
}

extension AgentRef {
  /// Whether a row of agents.csv says whose line it was.
  package var isMapped: Bool {
    if case .mapped = self { true } else { false }
  }
}
