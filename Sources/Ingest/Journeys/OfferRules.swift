/// An agent's ring, from the queue log or from a leg, in the terms in which it is judged.
struct Ring {
  typealias End = RingEnd
  var agent: AgentRef
  /// Milliseconds since the epoch: the queue log tells ring times that finely.
  var from: Int
  var until: Int
  var end: End
  /// Too short to be picked up.
  var isShort: Bool
  var pickup: Seconds?

  /// How long it lasted; `nil` where the log has no word of it.
  var milliseconds: Int? {
    end == .refused || (end == .answered && pickup == nil) ? nil : until - from
  }
}

/// Judges the rings of one visit, or of one direct dial: who answered, who missed, who is not to
/// blame.
///
/// Source: docs/metrics.md#agents. The best outcome of an agent wins: bridged, then missed, then
/// nobody's fault.
struct OfferRules {
  /// - Parameters:
  ///   - rings: In order of time.
  ///   - isAnswered: Whether anybody finally answered.
  static func judge(_ rings: [Ring], isAnswered: Bool) -> [AgentOffer] {
    var offers: [AgentOffer] = []
    let isRingAll = ringTogether(rings)
    for ring in rings {
      let result = judge(ring, isRingAll: isRingAll, isAnswered: isAnswered)
      if let known = offers.firstIndex(where: { $0.agent == ring.agent }) {
        offers[known].rings += 1
        if rank(result) < rank(offers[known].result) {
          offers[known].result = result
          offers[known].pickup = ring.pickup
          offers[known].ringEnd = ring.end
          offers[known].ringMilliseconds = ring.milliseconds
        }
      } else {
        offers.append(
          AgentOffer(
            agent: ring.agent, result: result, pickup: ring.pickup, ringEnd: ring.end,
            ringMilliseconds: ring.milliseconds))
      }
    }
    return offers
  }

  private static func judge(_ ring: Ring, isRingAll: Bool, isAnswered: Bool) -> OfferResult {
    switch ring.end {
    case .answered: return .answered
    case .busy: return .busy
    case .refused: return .missed
    case .cancelled: return isAnswered ? .answeredElsewhere : .callerLeft
    case .ranOut:
      if ring.isShort { return .shortRing }
      if isRingAll { return isAnswered ? .answeredElsewhere : .teamMissed }
      return .missed
    }
  }

  /// Whether rings of two agents overlap by more than a second.
  private static func ringTogether(_ rings: [Ring]) -> Bool {
    for (i, a) in rings.enumerated() {
      for b in rings[..<i]
      where a.agent != b.agent && min(a.until, b.until) - max(a.from, b.from) > 1000 {
        return true
      }
    }
    return false
  }

  private static func rank(_ result: OfferResult) -> Int {
    switch result {
    case .answered: 0
    case .missed: 1
    case .teamMissed: 2
    case .answeredElsewhere: 3
    case .callerLeft: 4
    case .busy: 5
    case .shortRing: 6
    }
  }
}
