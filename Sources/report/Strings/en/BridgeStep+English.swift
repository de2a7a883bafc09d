extension BridgeStep {
  /// The words in English.
  var english: String {
    switch self {
    case .rowsRead: "Rows read"
    case .rejected: "Rejected: faulty rows"
    case .deduplicated: "Deduplicated: the same rows again"
    case .superseded: "Superseded: an older version of the row"
    case .otherDays: "Rows of other days, in the same files"
    case .accepted: "Rows accepted"
    case .events: "Queue events of the period"
    case .legs: "Call legs of the period"
    case .joined: "Legs joined into the same call"
    case .journeys: "Calls: a caller’s whole journey"
    case .outbound: "Outbound"
    case .internal: "Internal"
    case .inbound: "Inbound"
    case .test: "Test calls"
    case .ivrServed: "Served by the menu"
    case .closed: "Outside open hours"
    case .ivrLeft: "Left in the menu"
    case .offered: "Offered"
    case .missed: "Missed"
    case .unknown: "Unknown"
    case .maybeAnswered: "Of the missed: an outside number answered briefly, maybe a mailbox"
    case .answered: "Answered"
    case .naiveAnsweredRows: "Beside it: ANSWERED rows"
    case .queueShowCompleted: "Beside it: queue show, C, completed"
    case .queueShowAbandoned: "Beside it: queue show, A, abandoned"
    }
  }
}
