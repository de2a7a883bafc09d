/// A stretch in which an agent and the caller were in one bridge.
struct BridgedTalk: Hashable {
  var agent: AgentRef
  var start: Instant
  /// `nil` where the log ends before the talk does.
  var end: Instant?
  /// Whether the agent's channel handed the caller on.
  var isTransferredOut: Bool

  /// Seconds; `nil` where the end is not known.
  var length: Seconds? { end.map { $0 - start } }
}

/// Talks and offers as legs and queue events tell them, put right by who was really bridged.
///
/// Source: docs/metrics.md#agents. Bridges say who talked and how long; legs and the queue log say
/// who was offered the call, and keep their own start, so that latencies are of one clock.
struct TalkRefinement {
  private(set) var talks: [TalkInterval] = []
  private(set) var offers: [AgentOffer]
  /// Whether a person was bridged with the caller.
  var isAnswered: Bool { !talks.isEmpty }

  /// Two logs cut to whole seconds, and write a moment after each other.
  private static let tolerance: Seconds = 2

  /// - Parameters:
  ///   - talks: As concluded without bridges.
  ///   - bridged: In order of their starts.
  ///   - pickedUp: Whose ringing phones a colleague answered from his own.
  ///   - ringCountsFrom: A ring shorter than this is nobody's miss.
  init(
    talks told: [TalkInterval], offers: [AgentOffer], bridged: [BridgedTalk],
    pickedUp: Set<AgentRef>, ringCountsFrom: Seconds
  ) {
    self.offers = offers
    let real = TalkRefinement.named(TalkRefinement.joined(bridged), by: told)
    // Stretches that one talk of the logs covers are that talk.
    var pieces: [(base: Int?, talks: [BridgedTalk])] = []
    for talk in real {
      let base = TalkRefinement.base(of: talk, among: told)
      if let base, let known = pieces.firstIndex(where: { $0.base == base }) {
        pieces[known].talks.append(talk)
      } else {
        pieces.append((base: base, talks: [talk]))
      }
    }
    for piece in pieces {
      let base = piece.base.map { told[$0] }
      talks.append(TalkRefinement.talk(piece.talks, told: base, after: talks))
    }
    settleOffers(told: told, pickedUp: pickedUp, ringCountsFrom: ringCountsFrom)
  }

  /// One talk of an agent on one channel after the other; moments without length go where there is
  /// anything longer.
  private static func joined(_ bridged: [BridgedTalk]) -> [BridgedTalk] {
    var joined: [BridgedTalk] = []
    for talk in bridged {
      let last = joined.lastIndex { $0.agent == talk.agent }
      if let last, joined[last].end.map({ talk.start - $0 <= 1 }) ?? true {
        let ends = [joined[last].end, talk.end]
        joined[last].end = ends.contains(nil) ? nil : ends.compactMap(\.self).max()
        joined[last].isTransferredOut = talk.isTransferredOut || joined[last].isTransferredOut
      } else {
        joined.append(talk)
      }
    }
    let lasting = joined.filter { $0.length != 0 }
    return lasting.isEmpty ? joined : lasting
  }

  /// A device that no row maps is the agent whom the log names for the same time.
  private static func named(_ bridged: [BridgedTalk], by told: [TalkInterval]) -> [BridgedTalk] {
    let agents = Set(bridged.map(\.agent))
    return bridged.map { talk in
      guard !talk.agent.isMapped, !told.contains(where: { $0.agent == talk.agent }),
        let other = told.first(where: { !agents.contains($0.agent) && overlap(talk, $0) })
      else { return talk }
      var named = talk
      named.agent = other.agent
      return named
    }
  }

  private static func overlap(_ talk: BridgedTalk, _ told: TalkInterval) -> Bool {
    talk.start <= told.start + told.length + tolerance
      && (talk.end.map { told.start <= $0 + tolerance } ?? true)
  }

  /// The talk of the logs that a bridged one is: of the same agent, at the same time if possible.
  private static func base(of talk: BridgedTalk, among told: [TalkInterval]) -> Int? {
    let own = told.indices.filter { told[$0].agent == talk.agent }
    return own.first { overlap(talk, told[$0]) } ?? (own.count == 1 ? own.first : nil)
  }

  private static func talk(
    _ pieces: [BridgedTalk], told: TalkInterval?, after earlier: [TalkInterval]
  ) -> TalkInterval {
    let first = pieces[0]
    let handsOn = pieces.contains(where: \.isTransferredOut)
    let lengths = pieces.map(\.length)
    let known = lengths.compactMap(\.self).reduce(0, +)
    guard let told else {
      return TalkInterval(
        agent: first.agent, start: first.start, length: known,
        isTransferredIn: earlier.contains { $0.agent != first.agent },
        isTransferredOut: handsOn)
    }
    var talk = told
    talk.isTransferredOut = told.isTransferredOut || handsOn
    // A log that ends before the talk does only says that it was at least so long; a second is
    // the rounding of two logs.
    if !lengths.contains(nil), abs(known - told.length) > 1 { talk.length = known }
    return talk
  }

  /// Who was bridged first has answered; who was not has not; who is picked up for is not to blame.
  private mutating func settleOffers(
    told: [TalkInterval], pickedUp: Set<AgentRef>, ringCountsFrom: Seconds
  ) {
    let talking = Set(talks.map(\.agent))
    for i in offers.indices where !talking.contains(offers[i].agent) {
      let wasAnswered = offers[i].result == .answered
      let wasPickedUp = isAnswered && pickedUp.contains(offers[i].agent)
      // Nobody had answered as far as the logs know: the rings ended because somebody did.
      let wasCutShort =
        isAnswered && told.isEmpty
        && (offers[i].result == .callerLeft || offers[i].result == .teamMissed)
      guard wasAnswered || wasPickedUp || wasCutShort else { continue }
      // What picked up in nobody's place was a mailbox: the ring had run out.
      let ranOut: OfferResult =
        (offers[i].pickup ?? ringCountsFrom) >= ringCountsFrom ? .missed : .shortRing
      offers[i].result = isAnswered ? .answeredElsewhere : ranOut
      offers[i].pickup = nil
    }
    for talk in talks where !talk.isTransferredIn {
      if let known = offers.firstIndex(where: { $0.agent == talk.agent }) {
        if offers[known].result != .answered {
          offers[known].result = .answered
          offers[known].pickup = nil
        }
      } else {
        offers.append(AgentOffer(agent: talk.agent, result: .answered, pickup: nil))
      }
    }
  }
}
