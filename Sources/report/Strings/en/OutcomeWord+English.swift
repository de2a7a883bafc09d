extension OutcomeWord {
  /// The words in English.
  var english: String {
    switch self {
    case .answered: "answered"
    case .missed: "missed"
    case .unknown: "unknown"
    case .closed: "closed"
    case .closedAnswered: "answered while closed"
    case .ivrServed: "served by the menu"
    case .ivrLeft: "left in the menu"
    case .test: "test"
    case .callbackRequested: "callback requested"
    case .voicemail: "voicemail"
    case .keyExit: "key exit"
    case .lineBusy: "line busy"
    case .full: "queue full"
    case .empty: "nobody logged in"
    case .timeout: "timed out"
    case .shortAbandon: "short abandon"
    case .longAbandon: "long abandon"
    case .technical: "technical failure"
    case .inbound: "inbound"
    case .outbound: "outbound"
    case .internal: "internal"
    }
  }
}
