/// A column of the report's tables and of their CSV twins; the raw value is the CSV heading.
enum ReportColumn: String, CaseIterable, Sendable {
  case startedAt = "started_at"
  case direction
  case kind
  case number
  case section
  case customer
  case queue
  case outcome
  case waitS = "wait_s"
  case talkS = "talk_s"
  case agents
  case order
  case callID = "call_id"
  case agentID = "agent_id"
  case agent
  case team
  case offered
  case answered
  case missed
  case answerRate = "answer_rate"
  case pickupP50S = "pickup_p50_s"
  case pickupP90S = "pickup_p90_s"
  case handled
  case transfersIn = "transfers_in"
  case transfersOut = "transfers_out"
  case talkSeconds = "talk_seconds"
  case averageHandleTimeS = "average_handle_time_s"
  case outbound
  case outboundConnected = "outbound_connected"
  case outboundTalkSeconds = "outbound_talk_seconds"
  case answeredElsewhere = "answered_elsewhere"
  case callerLeft = "caller_left"
  case busy
  case shortRing = "short_ring"
  case teamMissed = "team_missed"
  case weekday
  case hour
  case rated
  case ratedBefore = "rated_before"
  case answeredBefore = "answered_before"
  case answerRateBefore = "answer_rate_before"
  case ratedAfter = "rated_after"
  case answeredAfter = "answered_after"
  case answerRateAfter = "answer_rate_after"
  case difference
  case differenceLow = "difference_low"
  case differenceHigh = "difference_high"
  case verdict
  case hoursFrom = "hours_from"
  case workedHours = "worked_hours"
  case workedDays = "worked_days"
  case loggedInS = "logged_in_s"
  case pausedS = "paused_s"
  case pauses
  case busyS = "busy_s"
  case availableS = "available_s"
  case occupancy
  case handledPerHour = "handled_per_hour"
  case handledPerDay = "handled_per_day"
  case callsPerDay = "calls_per_day"
  case flags
  case averageSpeedOfAnswerS = "average_speed_of_answer_s"
  case p50S = "p50_s"
  case p90S = "p90_s"
  case p95S = "p95_s"
  case p99S = "p99_s"
  case answeredInThreshold = "answered_in_threshold"
  case serviceLevel = "service_level"
  case formula
  case thresholdS = "threshold_s"
  case abandoned
  case shortAbandoned = "short_abandoned"
  case unknown
  case callbackRequested = "callback_requested"
  case step
  case count
  case firstMissedAt = "first_missed_at"
  case callerAttempts = "caller_attempts"
  case ourAttempts = "our_attempts"
  case callbackLatencyOpenS = "callback_latency_open_s"
  case callbackLatencyS = "callback_latency_s"
  case day
  case episodes
  case elapsed
  case calledBack = "called_back"
  case reached
  case recoveredAfterAttempt = "recovered_after_attempt"
  case triedNotReached = "tried_not_reached"
  case selfRecovered = "self_recovered"
  case untouched
  case pending
  case unreachable
  case coverage
  case p50OpenS = "p50_open_s"
  case p90OpenS = "p90_open_s"
  case within15min = "within_15min"
  case within60min = "within_60min"
  case orders
  case confirmed
  case neverConfirmed = "never_confirmed"
  case automatic
  case phoneOrders = "phone_orders"
  case handlingP50S = "handling_p50_s"
  case handlingP90S = "handling_p90_s"
  case leadP50S = "lead_p50_s"
  case cohort
  case dimension
  case value
  case shipped
  case redeemed
  case partial
  case returned
  case returning
  case lost
  case open
  case rate
  case low
  case high
  case floor
  case ceiling
  case maturity
  case calls
  case uniqueCallers = "unique_callers"
  case firstTime = "first_time"
  case qualified
  case visits
  case callsPer1000Visits = "calls_per_1000_visits"
  case revenue
  case changeVsPrevious = "change_vs_previous"
  case period
  case forPeriod = "for_period"
  case inPeriod = "in_period"
  case payrollID = "payroll_id"
  case score
  case bonus
  case deltas
  case adjustments
  case total
  case currency
  case status
  case configHash = "config_hash"
  case exportID = "export_id"
  case measure
  case old
  case new
  case amount
  case reason
  case numerator
  case denominator
  case shrunk
  case target
  case weight
  case points
  case note
  case source
  case files
  case rows
  case accepted
  case rejected
  case deduplicated
  case firstAt = "first_at"
  case lastAt = "last_at"
  case gaps
  case skewS = "skew_s"
  case skewSpreadS = "skew_spread_s"
  case skewCalls = "skew_calls"
  case skewAgainst = "skew_against"
  case file
  case line
  case byte
  case column
  case remedy
  case openOrders = "open_orders"
  case configured
  case naiveAnsweredRows = "naive_answered_rows"
  case queueShowCompleted = "queue_show_completed"
  case completeLines = "complete_lines"
  case transferLines = "transfer_lines"
  case queueShowAbandoned = "queue_show_abandoned"
  case abandonLines = "abandon_lines"
  case timeoutLines = "timeout_lines"
  case emptyLines = "empty_lines"
  case withdrawLines = "withdraw_lines"
  case incompatibleLines = "incompatible_lines"
  case keyLines = "key_lines"
  case talkUpperBounds = "talk_upper_bounds"
  case hop
  case entered
  case passedOn = "passed_on"
  case left
  case anonymous
  case afterOurMiss = "after_our_miss"
  case afterOurTalk = "after_our_talk"
  case afterRobot = "after_robot"
  case repeated = "repeat"
  case known
  case customersReturning = "customers.returning"
  case customersNew = "customers.new"
  case customersUnknown = "customers.unknown"
  case judged
  case resolved
  case firstContactResolution = "first_contact_resolution"
  case joined
  case shared
  case issues
  case issuesOpen = "issues.open"
  case contactsMean = "contacts_mean"
  case contactsP50 = "contacts_p50"
  case contactsP90 = "contacts_p90"
  case agentsMean = "agents_mean"
  case agentsP50 = "agents_p50"
  case agentsP90 = "agents_p90"
  case severalAgents = "several_agents"
  case severalAgentsShare = "several_agents_share"
  case managedCalls = "managed_calls"
  case byManager = "by_manager"
  case byManagerShare = "by_manager_share"
  case statusCalls = "status_calls"
  case share
  case botServed = "bot_served"
  case botShare = "bot_share"
  case cameBack = "came_back"
  case cameBackShare = "came_back_share"
  case savedMinutes = "saved_minutes"
  case savedCost = "saved_cost"
  case region
  case night
  case nightUnknown = "night_unknown"

  /// The heading in a report's language.
  func heading(in language: ReportLanguage) -> String {
    switch language {
    case .ru: russianHeading
    case .en: englishHeading
    }
  }
}
