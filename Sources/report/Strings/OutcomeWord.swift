/// How a call ended and which way it went, in words; the raw value is the CSV's.
enum OutcomeWord: String, CaseIterable, Sendable {
  case answered
  case missed
  case unknown
  case closed
  case closedAnswered = "closed_answered"
  case ivrServed = "ivr_served"
  case ivrLeft = "ivr_left"
  case test
  case callbackRequested = "callback_requested"
  case voicemail
  case keyExit = "key_exit"
  case lineBusy = "line_busy"
  case full
  case empty
  case timeout
  case shortAbandon = "short_abandon"
  case longAbandon = "long_abandon"
  case technical
  case inbound
  case outbound
  case `internal`

  /// The words in a report's language.
  func text(in language: ReportLanguage) -> String {
    switch language {
    case .ru: russian
    case .en: english
    }
  }
}
