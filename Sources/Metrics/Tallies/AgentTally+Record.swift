package import Ingest

/// What one offer, talk or call of an agent counts in; the reports add them up, and
/// `ringtally explain` shows them one by one.
extension AgentTally {
  /// Counts an offer that counts.
  /// - Parameter hour: Of the day, when the journey began.
  package mutating func record(_ offer: AgentOffer, hour: Int) {
    switch offer.result {
    case .answered:
      answered += 1
      hours.record(hour * 2)
      if let seconds = offer.pickup { pickup.record(seconds) }
    case .missed:
      missed += 1
      hours.record(hour * 2 + 1)
    case .teamMissed: teamMissed += 1
    case .answeredElsewhere: answeredElsewhere += 1
    case .callerLeft: callerLeft += 1
    case .busy: busy += 1
    case .shortRing: shortRing += 1
    }
  }

  /// Counts a talk with an inbound caller.
  package mutating func record(_ interval: TalkInterval) {
    handled += 1
    talk += interval.length
    if interval.isTransferredIn { transfersIn += 1 }
    if interval.isTransferredOut { transfersOut += 1 }
    if interval.isUpperBound { talkUpperBounds += 1 }
  }

  /// Counts a call to an outside number.
  /// - Parameter contactFrom: Talk from which it is connected.
  package mutating func recordOutbound(talk: Seconds, contactFrom: Seconds) {
    outbound += 1
    guard talk >= contactFrom else { return }
    outboundConnected += 1
    outboundTalk += talk
  }
}
