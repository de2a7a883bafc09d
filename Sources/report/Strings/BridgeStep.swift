/// A step of the bridge from rows to answered calls; the raw value is the CSV's.
enum BridgeStep: String, CaseIterable, Sendable {
  case rowsRead = "rows_read"
  case rejected
  case deduplicated
  case superseded
  case otherDays = "other_days"
  case accepted
  case events
  case legs
  case joined
  case journeys
  case outbound
  case `internal`
  case inbound
  case test
  case ivrServed = "ivr_served"
  case closed
  case ivrLeft = "ivr_left"
  case offered
  case missed
  case unknown
  case maybeAnswered = "maybe_answered"
  case answered
  case naiveAnsweredRows = "naive_answered_rows"
  case queueShowCompleted = "queue_show_completed"
  case queueShowAbandoned = "queue_show_abandoned"

  /// The words in a report's language.
  func text(in language: ReportLanguage) -> String {
    switch language {
    case .ru: russian
    case .en: english
    }
  }
}
