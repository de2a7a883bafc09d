/// Makes legs of channel events, where a shop has no call detail records.
///
/// One leg for each device that was rung, as ``CallLeg`` has them of a switch; one without a
/// destination for a channel that rang nobody. Local channels only pass a ring on and give none.
struct ChannelLegs {
  /// What the events say of one channel.
  fileprivate struct Line {
    var id: CallID
    var channel: Channel
    /// The call that it was begun for, before any transfer.
    var owner: CallID
    var linkedID: CallID
    var start: Instant
    var answer: Instant?
    var end: Instant
    var cause = -1
    var caller: Party
    var dialled: Party
    var context: NameID
    var account: NameID
    /// The applications that its events name, with the order of their events.
    var applications: [(order: Int, at: Instant, name: NameID, queue: NameID)] = []
    /// The place of its first event.
    var order: Int

    /// Whether it runs the dialplan for itself: it was not dialled by another channel.
    var isOrigin: Bool { id == owner }
  }

  /// The legs of one journey's events.
  /// - Parameters:
  ///   - events: In order of time.
  ///   - meaning: What an application means.
  static func legs(
    of events: [ChannelEvent], meaning: (NameID) -> DialplanApplication
  ) -> [CallLeg] {
    let lines = lines(events)
    guard let first = lines.first else { return [] }
    var legs: [CallLeg] = []
    var dialling: Set<CallID> = []
    for line in lines where !line.isOrigin && line.channel.half == 0 {
      let origin = lines.first { $0.id == line.owner } ?? first
      guard origin.id != line.id else { continue }
      dialling.insert(origin.id)
      legs.append(ring(of: line, from: origin, meaning))
    }
    for line in lines where line.isOrigin && !dialling.contains(line.id) {
      legs.append(alone(line, lines, meaning))
    }
    for line in lines where dialling.contains(line.owner) {
      if let leg = mailbox(line, meaning) { legs.append(leg) }
    }
    for i in legs.indices { legs[i].sequence = i }
    return legs
  }

  private static func lines(_ events: [ChannelEvent]) -> [Line] {
    var lines: [Line] = []
    var places: [CallID: Int] = [:]
    for (order, event) in events.enumerated() {
      guard let place = places[event.call] else {
        places[event.call] = lines.count
        lines.append(
          Line(
            id: event.call, channel: event.channel,
            owner: event.linkedID == .none ? event.call : event.linkedID,
            linkedID: event.linkedID, start: event.at, answer: nil, end: event.at,
            caller: event.caller, dialled: event.dialled, context: event.context,
            account: event.account, order: order))
        lines[lines.count - 1].take(event, order: order)
        continue
      }
      lines[place].take(event, order: order)
    }
    return lines
  }

  /// The ring of a device.
  private static func ring(
    of line: Line, from origin: Line, _ meaning: (NameID) -> DialplanApplication
  ) -> CallLeg {
    var leg = leg(of: origin)
    leg.start = line.start
    leg.duration = line.end - line.start
    leg.destination = line.channel
    if let answer = line.answer {
      leg.disposition = .answered
      leg.answerDelay = answer - line.start
      leg.billed = line.end - answer
    } else {
      leg.disposition = disposition(line.cause)
    }
    // What rang it: the last queue or dial that the caller's channel was in by then, else the next.
    let ringing = origin.applications.filter {
      let meaning = meaning($0.name)
      return meaning == .queue || meaning == .dial
    }
    let application =
      ringing.last { $0.order < line.order } ?? ringing.first { $0.at <= line.end }
    leg.application = application?.name ?? .none
    leg.queue = application?.queue ?? .none
    return leg
  }

  /// A channel that rang nobody: a menu, a mailbox, a caller who left at once.
  private static func alone(
    _ line: Line, _ lines: [Line], _ meaning: (NameID) -> DialplanApplication
  ) -> CallLeg {
    var leg = leg(of: line)
    leg.start = line.start
    leg.duration = line.end - line.start
    if let answer = line.answer {
      leg.disposition = .answered
      leg.answerDelay = answer - line.start
      leg.billed = line.end - answer
    } else {
      leg.disposition = disposition(line.cause)
    }
    // A Local channel may have run the mailbox in the caller's place.
    let own = lines.filter { $0.id == line.id || $0.owner == line.id && $0.channel.half == 2 }
    let named = own.flatMap(\.applications).filter { meaning($0.name) != .other }
    let last = named.max { $0.order < $1.order } ?? line.applications.last
    leg.application = last?.name ?? .none
    leg.queue = last?.queue ?? .none
    return leg
  }

  /// The mailbox that took a call after phones had rung, on the caller's channel or a Local one.
  private static func mailbox(
    _ line: Line, _ meaning: (NameID) -> DialplanApplication
  ) -> CallLeg? {
    guard line.isOrigin || line.channel.half == 2,
      let box = line.applications.first(where: { meaning($0.name) == .voicemail })
    else { return nil }
    var leg = leg(of: line)
    leg.start = box.at
    leg.duration = line.end - box.at
    leg.application = box.name
    if let answer = line.answer {
      leg.disposition = .answered
      leg.answerDelay = max(0, answer - box.at)
      leg.billed = line.end - max(answer, box.at)
    } else {
      leg.disposition = .noAnswer
    }
    return leg
  }

  private static func leg(of origin: Line) -> CallLeg {
    var leg = CallLeg()
    leg.uniqueID = origin.id
    leg.linkedID = origin.linkedID
    leg.channel = origin.channel
    leg.caller = origin.caller
    leg.dialled = origin.dialled
    leg.context = origin.context
    leg.account = origin.account
    return leg
  }

  /// Source: Q.850; 17 busy, 21 rejected, 34, 38, 42 and 44 no way through.
  private static func disposition(_ cause: Int) -> Disposition {
    switch cause {
    case 17: .busy
    case 34, 38, 42, 44: .congestion
    default: .noAnswer
    }
  }
}

extension ChannelLegs.Line {
  fileprivate mutating func take(_ event: ChannelEvent, order: Int) {
    end = max(end, event.at)
    switch event.kind {
    case .answer: answer = answer ?? event.at
    case .hangup: cause = event.cause
    default: break
    }
    if !caller.isNumber, event.caller.isNumber, isOrigin { caller = event.caller }
    if event.application != .none {
      applications.append(
        (order: order, at: event.at, name: event.application, queue: event.queue))
    }
  }
}
