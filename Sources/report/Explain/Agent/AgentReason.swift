import Ingest

/// Why something of an agent's counts as it does, or does not count; the raw value is JSON's.
enum AgentReason: String, CaseIterable, Encodable {
  // Offers that count.
  case answered
  case ownTimeOut = "own_time_out"
  case refused
  case teamMissed = "team_missed"
  case takenByColleague = "taken_by_colleague"
  case madeGood = "made_good"
  case callerLeft = "caller_left"
  case busy
  case shortRing = "short_ring"
  // Offers that do not.
  case offerOfTest = "offer_of_test"
  case offerInClosedHours = "offer_in_closed_hours"
  case lostVisit = "lost_visit"
  case ringOfTransfer = "ring_of_transfer"
  // Talks.
  case talk
  case takenOver = "taken_over"
  case handedOn = "handed_on"
  case takenOverAndHandedOn = "taken_over_and_handed_on"
  case talkOfTest = "talk_of_test"
  // Outbound calls.
  case connected
  case notConnected = "not_connected"
  /// A visit that the whole team missed.
  case teamMiss = "team_miss"

  init(_ offer: AgentOffer) {
    self =
      switch offer.apart {
      case .test: .offerOfTest
      case .closedHours: .offerInClosedHours
      case .lostVisit: .lostVisit
      case .transfer: .ringOfTransfer
      case nil:
        switch offer.result {
        case .answered: .answered
        case .missed: offer.ringEnd == .refused ? .refused : .ownTimeOut
        case .teamMissed: .teamMissed
        case .answeredElsewhere: offer.ringEnd == .ranOut ? .madeGood : .takenByColleague
        case .callerLeft: .callerLeft
        case .busy: .busy
        case .shortRing: .shortRing
        }
      }
  }

  /// - Parameter outcome: Of the call that it was a talk of.
  init(_ talk: TalkInterval, of outcome: Outcome) {
    if outcome == .test {
      self = .talkOfTest
    } else {
      self =
        switch (talk.isTransferredIn, talk.isTransferredOut) {
        case (false, false): .talk
        case (true, false): .takenOver
        case (false, true): .handedOn
        case (true, true): .takenOverAndHandedOn
        }
    }
  }
}
