/// What people did with an inbound journey: rings, talks, visits.
struct InboundReading {
  let legs: [CallLeg]
  private(set) var visits: [VisitReading]
  /// Who was bridged with the caller, where the channel event log is given.
  let bridges: BridgeTimeline?
  let day: Day

  private(set) var offers: [AgentOffer] = []
  private(set) var offersApart: [AgentOffer] = []
  private(set) var teamMisses = 0
  var talks: [TalkInterval] = []
  var queueVisits: [QueueVisit] = []
  /// The stations of the caller's way, up to the one that answered.
  var hops: [Hop] = []
  /// An agent's talks with a colleague while the customer waits.
  var consultations: [CallLeg] = []
  /// An outside number of nobody's picked up, for less than a contact.
  var isMaybeAnswered = false
  /// When a person's phone first rang.
  private(set) var firstRing: Instant?
  /// First queue entry, else first ring.
  private(set) var waitingSince: Instant?
  /// When the caller stopped waiting unanswered, where the parts tell.
  private(set) var leftAt: Instant?
  /// The log lost an end or a start, and nothing else tells it.
  private(set) var isUnknown = false

  init(legs: [CallLeg], visits: [VisitReading], bridges: BridgeTimeline?, day: Day) {
    self.legs = legs
    self.visits = visits
    self.bridges = bridges
    self.day = day
  }

  mutating func read(_ resolver: inout JourneyResolver) {
    takeEndsFromLegs(&resolver)
    takeBackMailboxes(&resolver)
    readVisits(&resolver)
    readLegs(&resolver)
    if let bridges { refine(by: bridges, &resolver) }
    talks.sort { ($0.start, $0.agent) < ($1.start, $1.agent) }
    joinTalks()
    markTransfers(&resolver)
    let entered = visits.map(\.entered).min() ?? queueVisits.map(\.entered).min()
    waitingSince = entered ?? firstRing ?? legs.first?.start
    hops.sort { $0.entered < $1.entered }
    // What follows an answer is a transfer and no way to a person.
    if let answered = hops.firstIndex(where: { $0.bridged != nil }) {
      hops.removeSubrange((answered + 1)...)
    }
    if talks.isEmpty {
      isUnknown = visits.last.map { $0.visitEnd == .unknown } ?? false
      leftAt = visits.last?.endedAt
    }
  }

  // MARK: - The queue log

  /// Where the log lost a visit's end, the call record of the same ring tells it.
  private mutating func takeEndsFromLegs(_ resolver: inout JourneyResolver) {
    for i in visits.indices where visits[i].end == nil {
      let visit = visits[i]
      let next = visits[(i + 1)...].map(\.entered).min()
      let talk = legs.first { leg in
        guard leg.destination != .none, let answer = leg.answer,
          resolver.application(leg) == .queue, next.map({ answer < $0 }) ?? true
        else { return false }
        return visit.connectedAt.map { abs(answer - $0) <= 2 } ?? (answer >= visit.entered)
      }
      guard let talk, let answer = talk.answer else { continue }
      visits[i].talk = talk.end - answer
      visits[i].endedAt = talk.end
      guard visit.connectedAt == nil else { continue }
      visits[i].connectedAt = answer
      visits[i].agent = talk.destination.device
      // Whose ring it was is told, how long it rang is not: the leg begins with the call.
      visits[i].attempts.append(
        VisitReading.Attempt(
          agent: talk.destination.device, ring: nil, until: answer, end: .connected,
          milliseconds: -1))
    }
  }

  /// A member that is a mobile of nobody's has answered from as much talk on as any outside number.
  private mutating func takeBackMailboxes(_ resolver: inout JourneyResolver) {
    for i in visits.indices {
      let visit = visits[i]
      guard let connected = visit.connectedAt, resolver.lines.number(of: visit.agent) != nil,
        case .unmapped = resolver.lines.ref(visit.agent, on: day)
      else { continue }
      let talk = visit.talk >= 0 ? visit.talk : visit.endedAt.map { $0 - connected }
      guard let talk, talk < resolver.rules.contactFrom else { continue }
      visits[i].withdrawAnswer()
      isMaybeAnswered = true
    }
  }

  private mutating func readVisits(_ resolver: inout JourneyResolver) {
    for visit in visits {
      queueVisits.append(
        QueueVisit(
          queue: visit.queue, entered: visit.entered, end: visit.visitEnd, wait: visit.waited))
      hops.append(Hop(queue: visit.queue, entered: visit.entered, bridged: visit.connectedAt))
      // A queue that the caller was handed over to is a leg of a transfer: handled, never offered.
      let isHandedOver = talks.contains { $0.start < visit.entered }
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
        apart: visit.visitEnd == .unknown ? .lostVisit : isHandedOver ? .transfer : nil)
      guard let connected = visit.connectedAt else { continue }
      let length = visit.talk >= 0 ? visit.talk : max(0, (visit.endedAt ?? connected) - connected)
      talks.append(
        TalkInterval(
          agent: resolver.lines.ref(visit.agent, on: day), start: connected, length: length,
          isTransferredIn: isHandedOver, isTransferredOut: visit.end?.isTransfer ?? false))
    }
  }

  mutating func take(_ judged: [AgentOffer], queue: NameID, apart: OfferApart?) {
    for var offer in judged {
      offer.queue = queue
      offer.apart = apart
      if apart == nil { offers.append(offer) } else { offersApart.append(offer) }
    }
    if apart == nil, judged.contains(where: { $0.result == .teamMissed }) { teamMisses += 1 }
  }

  mutating func noteRing(_ moment: Instant) {
    firstRing = min(firstRing ?? moment, moment)
  }

  // MARK: - Bridges

  /// Puts who was really bridged with the caller in the place of what the logs let conclude.
  private mutating func refine(by bridges: BridgeTimeline, _ resolver: inout JourneyResolver) {
    func agent(_ channel: Channel) -> AgentRef {
      legs.first { $0.destination == channel }.map { agentOf($0, &resolver) }
        ?? resolver.lines.ref(channel.device, on: day)
    }
    var bridged: [BridgedTalk] = []
    for stretch in bridges.stretches {
      let who = agent(stretch.channel)
      // A mobile's mailbox is bridged too, as in `judge`.
      let length = stretch.end.map { $0 - stretch.start } ?? resolver.rules.contactFrom
      guard
        !resolver.lines.isTrunk(stretch.channel) || who.isMapped
          || length >= resolver.rules.contactFrom,
        !resolver.isMachine(stretch.channel)
      else { continue }
      bridged.append(
        BridgedTalk(
          agent: who, start: stretch.start, end: stretch.end,
          isTransferredOut: bridges.transferring.contains(stretch.call)))
    }
    let refined = TalkRefinement(
      talks: talks, offers: offers, bridged: bridged, pickedUp: Set(bridges.pickedUp.map(agent)),
      ringCountsFrom: resolver.rules.ringCountsFrom)
    if refined.isAnswered { teamMisses = 0 }
    talks = refined.talks
    offers = refined.offers
  }

  // MARK: - Talks

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

  /// Talk that goes on with another agent was handed over, and ends there at the latest; a talk
  /// without a transfer event but with a successor, too.
  private mutating func markTransfers(_ resolver: inout JourneyResolver) {
    for i in talks.indices where i > 0 && talks[i].isTransferredIn {
      talks[i - 1].isTransferredOut = true
      talks[i - 1].length = min(talks[i - 1].length, talks[i].start - talks[i - 1].start)
    }
    guard let last = talks.last, !last.isTransferredOut else { return }
    // Old switches write one row to the end of the call, whoever talked; the consultation then ends
    // with it.
    let end = last.start + last.length
    for leg in consultations where abs(leg.end - end) <= 1 && leg.start >= last.start {
      guard leg.answer != nil, resolver.lines.ref(leg.channel.device, on: day) == last.agent
      else { continue }
      talks[talks.count - 1].isUpperBound = true
    }
  }
}

extension AgentRef {
  /// Whether it is known who answers there: a row of agents.csv, or the outsourced centre.
  package var isMapped: Bool {
    if case .unmapped = self { false } else { true }
  }
}
