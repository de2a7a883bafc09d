/// Reads one journey out of its parts: direction, customer, visits, offers, talk, outcome.
///
/// The queue log is the truth about what happened in queues; legs tell the rest, and stand in for
/// queues where there is no log.
struct JourneyResolver {
  let rules: CallRules
  let names: NameTable
  var lines: LineBook
  private var applications: [NameID: DialplanApplication] = [:]
  private var callbackWords: [NameID: Bool] = [:]

  init(rules: CallRules, names: NameTable) {
    self.rules = rules
    self.names = names
    lines = LineBook(rules: rules, names: names)
  }

  /// The journey; `nil` where the parts hold nothing of a call.
  mutating func resolve(_ parts: JourneyAssembler.Parts) -> CustomerCall? {
    let channels = parts.channelEvents
    let told =
      parts.legs.isEmpty && rules.channelsGiveLegs
      ? ChannelLegs.legs(of: channels) { DialplanApplication(names.text($0)) } : parts.legs
    let legs = told.sorted {
      ($0.start, $0.sequence, $0.uniqueID, $0.destination.raw)
        < ($1.start, $1.sequence, $1.uniqueID, $1.destination.raw)
    }
    // Within a second the log's order counts: the sort is stable in `offset`.
    let events = parts.events.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }.map(\.element)
    let visits = VisitReading.read(events.filter { $0.kind != .other })
    guard let start = [legs.first?.start, visits.map(\.entered).min()].compactMap(\.self).min()
    else { return nil }
    let end = ([start] + legs.map(\.end) + events.map(\.at)).max() ?? start
    let id = legs.first?.uniqueID.raw ?? events.first?.call.raw ?? 0
    var call = CustomerCall(
      // Negative, so that nobody takes it for a uniqueid.
      id: id != 0 ? id : -(legs.first?.channel.raw ?? 0), start: start, end: end,
      direction: .internal, outcome: .none, missed: nil, customer: .unknown, number: .unknown,
      visits: [], offers: [], teamMisses: 0, talks: [], wait: nil, talk: 0, caller: nil,
      isRobot: false)
    let day = rules.zone.day(of: start)
    call.direction = direction(legs, hasVisits: !visits.isEmpty, day: day)
    switch call.direction {
    case .inbound:
      let caller = (legs.first { lines.isTrunk($0.channel) } ?? legs.first)?.uniqueID
      let bridges = BridgeTimeline(channels, caller: caller ?? events.first?.call ?? .none)
      resolveInbound(
        &call, legs: legs, visits: visits, bridges: bridges,
        hasRequest: events.contains { $0.kind == .other }, day: day)
    case .outbound: resolveOutbound(&call, legs: legs, day: day)
    case .internal:
      call.talk = legs.filter { $0.disposition == .answered }.map(\.billed).max() ?? 0
    }
    return call
  }

  /// What an application means, by its interned name.
  mutating func application(_ leg: CallLeg) -> DialplanApplication {
    if let known = applications[leg.application] { return known }
    let meaning = DialplanApplication(names.text(leg.application))
    applications[leg.application] = meaning
    return meaning
  }

  /// Whether the dialplan wrote, in the config's words, that the caller asked to be called back.
  mutating func isCallbackRequest(_ event: QueueEvent) -> Bool {
    guard event.kind == .other, !rules.callbackEvents.isEmpty else { return false }
    if let known = callbackWords[event.word] { return known }
    let answer = rules.callbackEvents.contains(names.text(event.word))
    callbackWords[event.word] = answer
    return answer
  }

  /// Whether a channel in a bridge is the switch's own: an announcer, a recorder, an eavesdropper.
  func isMachine(_ channel: Channel) -> Bool {
    let name = names.text(channel.device)
    return ["Announcer/", "Recorder/", "CBAnn/", "CBRec/", "Snoop/"].contains { name.hasPrefix($0) }
  }

  // MARK: - Direction and parties

  /// Direction comes from trunks and our numbers, never from the length of a number.
  private mutating func direction(_ legs: [CallLeg], hasVisits: Bool, day: Day) -> Direction {
    guard let first = legs.first else { return .inbound }  // only the queue log knows of it
    if lines.isTrunk(first.channel) { return .inbound }
    let isAgent = lines.agent(first.channel.device, on: day) != nil
    if hasVisits { return isAgent ? .internal : .inbound }
    // Click-to-call rings our agent first, then goes outside: outbound all the same.
    for leg in legs where lines.isTrunk(leg.destination) { return .outbound }
    if !isAgent, first.caller.isNumber, let number = ourNumber(legs), number.isNumber,
      rules.numbers.contains(Int64(number.raw))
    {
      return .inbound
    }
    return .internal
  }

  /// The number of ours that was dialled: the DID column, else the first dialled thing that is a
  /// number.
  private func ourNumber(_ legs: [CallLeg]) -> Party? {
    legs.lazy.map(\.did).first { $0.isNumber } ?? legs.lazy.map(\.dialled).first { $0.isNumber }
  }

  // MARK: - Outbound

  private mutating func resolveOutbound(_ call: inout CustomerCall, legs: [CallLeg], day: Day) {
    var talk = 0
    for leg in legs where lines.isTrunk(leg.destination) {
      if !call.customer.isNumber, leg.dialled.isNumber { call.customer = leg.dialled }
      // Local twins tell one talk twice: the longest, not the sum.
      if leg.disposition == .answered { talk = max(talk, leg.billed) }
      call.isRobot =
        call.isRobot || rules.robotAccounts.contains(names.text(leg.account))
        || (leg.caller.isNumber && rules.robotNumbers.contains(leg.caller.raw))
    }
    call.talk = talk
    // Whose line began it; a click-to-call begins with a Local channel of the agent's extension.
    let devices = legs.map(\.channel.device) + legs.map(\.destination.device)
    call.caller =
      devices.lazy.compactMap { [lines] device in
        var lines = lines
        return lines.agent(device, on: day).map(AgentRef.mapped)
      }.first ?? legs.first.map { .unmapped($0.channel.device) }
  }

  // MARK: - Inbound

  private mutating func resolveInbound(
    _ call: inout CustomerCall, legs: [CallLeg], visits: [VisitReading], bridges: BridgeTimeline?,
    hasRequest: Bool, day: Day
  ) {
    call.customer =
      legs.lazy.map(\.caller).first { $0.isNumber }
      ?? visits.lazy.map(\.caller).first { $0.isNumber } ?? .unknown
    call.number = ourNumber(legs) ?? .unknown
    var reading = InboundReading(legs: legs, visits: visits, bridges: bridges, day: day)
    reading.read(&self)
    call.visits = reading.queueVisits
    call.talks = reading.talks
    call.hops = reading.hops
    call.talk = reading.talks.reduce(0) { $0 + $1.length }
    let isReached = !reading.talks.isEmpty
    let isRung = reading.firstRing != nil || !visits.isEmpty
    let firstTalk = reading.talks.map(\.start).min()
    if let since = reading.waitingSince {
      call.wait = max(0, (firstTalk ?? reading.leftAt ?? call.end) - since)
    }

    let isOpen = isOpen(at: call.start, queue: visits.first?.queue)
    let isTest = call.customer.isNumber && rules.testNumbers.contains(call.customer.raw)
    if isTest {
      call.outcome = .test
    } else if !isRung, !isReached, isServedByMenu(legs) {
      call.outcome = .ivrServed
    } else if !isOpen {
      call.outcome = isReached ? .closedAnswered : .closed
    } else if !isRung, !isReached, isLeftInMenu(legs) {
      call.outcome = .ivrLeft
    } else if isReached {
      call.outcome = .answered
    } else if reading.isUnknown {
      call.outcome = .unknown
    } else {
      call.outcome = .missed
      call.missed = missedReason(
        legs: legs, visits: reading.visits, hasRequest: hasRequest, wait: call.wait ?? 0)
      call.isMaybeAnswered = reading.isMaybeAnswered
      if call.missed == .callbackRequested, let visit = visitOfRequest(reading.visits) {
        call.visits[visit].end = .callbackRequested
      }
    }
    if call.outcome.isOffered {
      call.offers = reading.offers
      call.offersApart = reading.offersApart
      call.teamMisses = reading.teamMisses
    } else {
      call.offersApart = (reading.offers + reading.offersApart).map { offer in
        var offer = offer
        offer.apart = isTest ? .test : .closedHours
        return offer
      }
    }
  }

  private func isOpen(at moment: Instant, queue: NameID?) -> Bool {
    if let queue, !rules.queueHours.isEmpty, let own = rules.queueHours[names.text(queue)] {
      return own.hours.isOpen(at: moment, zone: own.zone)
    }
    return rules.hours.isOpen(at: moment, zone: rules.zone)
  }

  private func isServedByMenu(_ legs: [CallLeg]) -> Bool {
    !rules.ivrServed.isEmpty
      && legs.contains {
        $0.disposition == .answered
          && (rules.ivrServed.contains(names.text($0.context))
            || rules.ivrServed.contains(names.text($0.application)))
      }
  }

  private mutating func isLeftInMenu(_ legs: [CallLeg]) -> Bool {
    guard let last = legs.last else { return false }
    if application(last) == .voicemail { return false }
    return legs.allSatisfy { $0.destination == .none } && application(last) == .menu
  }
}
