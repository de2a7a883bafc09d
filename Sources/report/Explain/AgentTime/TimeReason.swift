/// Why a stretch of an agent's time counts as it does; the raw value is JSON's.
enum TimeReason: String, CaseIterable, Encodable {
  // What it is.
  case shift
  case loggedOn = "logged_on"
  case paused
  case talk
  case calledOut = "called_out"
  case strayLogoff = "logoff_without_login"
  // What bounds it.
  case countedBack = "counted_back"
  case cappedLogoff = "capped_forgotten_logoff"
  case cappedPause = "capped_forgotten_pause"
  case goesOn = "goes_on"
  case takenOver = "line_taken_over"
  case handedOver = "line_handed_over"
  case clipped = "clipped_to_period"
  // What it does not add to, and why.
  case overlapsSession = "overlaps_session"
  case overlapsPause = "overlaps_pause"
  case overlapsCall = "overlaps_call"
  case outsideWorked = "outside_worked_time"
  case shiftsGoFirst = "shifts_go_first"
  case talkOfTest = "talk_of_test"
  case notConnected = "not_connected"
  case callOfDayBefore = "call_of_day_before"
  /// On a day without a shift of his.
  case withoutShift = "work_without_shift"
}
