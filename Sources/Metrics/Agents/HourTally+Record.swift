package import Ingest

/// What one offer, talk or call of an agent counts in by the hour; the reports add them up, and
/// `ringtally explain` shows them one by one.
extension HourTally {
  /// Counts an offer that counts.
  /// - Parameter hour: Of the day, when the journey began; likewise below.
  package mutating func record(_ offer: AgentOffer, hour: Int) {
    switch offer.result {
    case .answered: record(.answered, hour: hour)
    case .missed: record(.missed, hour: hour)
    case .teamMissed, .answeredElsewhere, .callerLeft, .busy, .shortRing: break
    }
  }

  /// Counts a talk with an inbound caller.
  package mutating func record(_ interval: TalkInterval, hour: Int) {
    record(.handled, hour: hour)
    record(.talk, hour: hour, interval.length)
  }

  /// Counts a call to an outside number.
  /// - Parameter contactFrom: Talk from which it is connected.
  package mutating func recordOutbound(talk: Seconds, contactFrom: Seconds, hour: Int) {
    record(.outbound, hour: hour)
    if talk >= contactFrom { record(.outboundConnected, hour: hour) }
  }
}
