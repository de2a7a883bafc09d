/// What the call records tell of an inbound journey.
extension InboundReading {
  mutating func readLegs(_ resolver: inout JourneyResolver) {
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
      let isAnswered = judge(Array(visit), &resolver) != nil
      let entered = visit[first].start
      let bridge = visit.compactMap { $0.destination != .none ? $0.answer : nil }.min()
      let left = visit.map(\.end).max() ?? entered
      queueVisits.append(
        QueueVisit(
          queue: visit[first].queue, entered: entered, end: isAnswered ? .connected : .abandoned,
          wait: (bridge ?? left) - entered))
      hops.append(
        Hop(queue: visit[first].queue, entered: entered, bridged: isAnswered ? bridge : nil))
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
      if isConsultation {
        consultations.append(leg)
        continue
      }
      if let first = group.first, leg.start > first.start + 1, leg.start >= groupEnd {
        dial(group, &resolver)
        group = []
      }
      group.append(leg)
      groupEnd = max(groupEnd, leg.answer ?? leg.end)
    }
    dial(group, &resolver)
  }

  private mutating func dial(_ group: [CallLeg], _ resolver: inout JourneyResolver) {
    guard let first = group.first else { return }
    let bridged = judge(group, &resolver)
    hops.append(Hop(queue: .none, entered: first.start, bridged: bridged))
  }

  /// Judges rings that are told by legs.
  /// - Returns: When a person first answered one; `nil` if nobody did.
  private mutating func judge(_ rings: [CallLeg], _ resolver: inout JourneyResolver) -> Instant? {
    let journeyEnd = max(
      legs.map(\.end).max() ?? Instant(epoch: 0),
      visits.compactMap(\.endedAt).max() ?? Instant(epoch: 0))
    let rung = rings.filter { $0.destination != .none }
    let handedOver = talks.contains { talk in
      rung.contains { talk.start < $0.start }
    }
    var judged: [Ring] = []
    var bridged: Instant?
    for leg in rung {
      let answer = leg.answer
      let agent = agentOf(leg, &resolver)
      if !handedOver { noteRing(leg.start) }
      // A mobile's mailbox picks up too: an outside number that is nobody's line has to talk.
      let isPerson =
        !resolver.lines.isTrunk(leg.destination) || agent.isMapped
        || leg.billed >= resolver.rules.contactFrom
      let isBeaten = rung.contains { beats($0, leg) }
      if let answer, !isBeaten {
        if isPerson {
          bridged = min(bridged ?? answer, answer)
          talks.append(
            TalkInterval(
              agent: agent, start: answer, length: leg.end - answer, isTransferredIn: handedOver,
              isTransferredOut: false))
        } else {
          isMaybeAnswered = true
        }
      }
      let until = answer ?? leg.end
      let end: Ring.End =
        switch leg.disposition {
        case .answered: isBeaten ? .cancelled : isPerson ? .answered : .ranOut
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
      OfferRules.judge(judged, isAnswered: bridged != nil), queue: rings.first?.queue ?? .none,
      apart: handedOver ? .transfer : nil)
    return bridged
  }

  /// Whether the caller was bridged with another phone while this one was lifted: a caller is
  /// bridged with one at a time, so of two talks at once the shorter one was none.
  private func beats(_ other: CallLeg, _ leg: CallLeg) -> Bool {
    guard other.channel == leg.channel, other.billed > leg.billed, let answer = leg.answer,
      let bridge = other.answer
    else { return false }
    // Both ends are cut to whole seconds.
    return answer >= bridge - 1 && leg.end <= other.end
  }

  /// Whether the caller stayed when a ring ended: then it ran out, else he left.
  private func goesOn(after leg: CallLeg, until journeyEnd: Instant) -> Bool {
    journeyEnd > leg.end || visits.contains { $0.entered >= leg.end }
      || legs.contains { $0.start >= leg.end && $0 != leg }
  }

  func agentOf(_ leg: CallLeg, _ resolver: inout JourneyResolver) -> AgentRef {
    // Where Dial names another number than the caller dialled, that is where the leg went.
    let number = leg.target.isNumber ? leg.target : leg.dialled
    if resolver.lines.isTrunk(leg.destination), number.isNumber {
      if let agent = resolver.rules.agents.agent(number: Int64(number.raw), on: day) {
        return .mapped(agent)
      }
      if resolver.rules.outsourcedNumbers.contains(number.raw) { return .outsourced }
    }
    return resolver.lines.ref(leg.destination.device, on: day)
  }
}
