package import Ingest

/// All journeys of a day: the bridge from legs to answered calls.
package struct CallTally: Tally {
  package static let kind = "calls"
  package static let version = 3

  package var legs = 0
  /// Legs that the switch calls ANSWERED: no calls, but what a count of rows would take for them.
  package var answeredLegs = 0
  package var queueEvents = 0
  package var journeys = 0
  package var inbound = 0
  package var outbound = 0
  package var internalCalls = 0
  package var test = 0
  package var ivrServed = 0
  package var closed = 0
  package var closedAnswered = 0
  package var ivrLeft = 0
  package var answered = 0
  package var missed = 0
  package var unknown = 0
  /// Of the missed: an outside number of nobody's had picked up for less than a contact.
  package var maybeAnswered = 0
  /// Missed journeys by `MissedReason.rawValue`.
  package var missedReasons = Histogram()
  /// Seconds from the first queue entry to the bridge, answered journeys.
  package var latency = Histogram()
  /// Seconds that callers waited who left: abandons, short ones included.
  package var abandonWaits = Histogram()
  /// Seconds that callers waited whom the last queue gave up.
  package var timeoutWaits = Histogram()
  /// Inbound by hour of the day: hour × 16 + `Outcome.rawValue`.
  package var hours = Histogram()
  package var talk = 0

  package init() {}

  package static var counts: [any WritableKeyPath<CallTally, Int> & Sendable] {
    [
      \.legs, \.answeredLegs, \.queueEvents, \.journeys, \.inbound, \.outbound,
      \.internalCalls, \.test, \.ivrServed, \.closed, \.closedAnswered, \.ivrLeft, \.answered,
      \.missed, \.unknown, \.talk, \.maybeAnswered,
    ]
  }
  package static var histograms: [any WritableKeyPath<CallTally, Histogram> & Sendable] {
    [\.missedReasons, \.latency, \.abandonWaits, \.timeoutWaits, \.hours]
  }

  /// Journeys in open hours that led to people.
  package var offered: Int { answered + missed + unknown }
  /// Missed for one reason.
  package func missed(_ reason: MissedReason) -> Int { missedReasons.counts[reason.rawValue] ?? 0 }
  package var shortAbandoned: Int { missed(.abandonShort) }
  package var abandoned: Int { missed(.abandonLong) }
  package var callbackRequested: Int { missed(.callbackRequested) }
}

/// Visits of one queue.
package struct QueueTally: Tally {
  package static let kind = "queue"
  package static let version = 3

  package var answered = 0
  package var abandoned = 0
  package var shortAbandoned = 0
  package var timeouts = 0
  package var otherMissed = 0
  /// Of the others: left by key to be called back.
  package var callbackRequested = 0
  package var unknown = 0
  package var latency = Histogram()
  package var abandonWaits = Histogram()
  package var timeoutWaits = Histogram()

  package init() {}

  package static var counts: [any WritableKeyPath<QueueTally, Int> & Sendable] {
    [
      \.answered, \.abandoned, \.shortAbandoned, \.timeouts, \.otherMissed, \.unknown,
      \.callbackRequested,
    ]
  }
  package static var histograms: [any WritableKeyPath<QueueTally, Histogram> & Sendable] {
    [\.latency, \.abandonWaits, \.timeoutWaits]
  }

  package var missed: Int { abandoned + shortAbandoned + timeouts + otherMissed }
  package var offered: Int { answered + missed + unknown }
}

/// One agent's calls.
package struct AgentTally: Tally {
  package static let kind = "agent"
  package static let version = 3

  package var answered = 0
  package var missed = 0
  package var handled = 0
  package var transfersIn = 0
  package var transfersOut = 0
  package var talk = 0
  package var outbound = 0
  package var outboundConnected = 0
  package var outboundTalk = 0
  package var answeredElsewhere = 0
  package var callerLeft = 0
  package var busy = 0
  package var shortRing = 0
  package var teamMissed = 0
  /// Of the handled: talks of which a part may be a colleague's.
  package var talkUpperBounds = 0
  /// Seconds from the agent's own first ring to the bridge.
  package var pickup = Histogram()
  /// Offers by hour of the day: hour × 2, + 1 where missed.
  package var hours = Histogram()

  package init() {}

  package static var counts: [any WritableKeyPath<AgentTally, Int> & Sendable] {
    [
      \.answered, \.missed, \.handled, \.transfersIn, \.transfersOut, \.talk, \.outbound,
      \.outboundConnected, \.outboundTalk, \.answeredElsewhere, \.callerLeft, \.busy, \.shortRing,
      \.teamMissed, \.talkUpperBounds,
    ]
  }
  package static var histograms: [any WritableKeyPath<AgentTally, Histogram> & Sendable] {
    [\.pickup, \.hours]
  }

  /// The law of docs/metrics.md: offered = answered + missed.
  package var offered: Int { answered + missed }
}

/// Calls to one section of the site.
package struct SectionTally: Tally {
  package static let kind = "section"
  package static let version = 1

  package var calls = 0
  package var answered = 0
  package var missed = 0
  /// Distinct callers, by number.
  package var callers: Set<Int> = []

  package init() {}

  package static var counts: [any WritableKeyPath<SectionTally, Int> & Sendable] {
    [\.calls, \.answered, \.missed]
  }
  package static var sets: [any WritableKeyPath<SectionTally, Set<Int>> & Sendable] { [\.callers] }
}

/// Missed episodes that began on a day.
package struct CallbackTally: Tally {
  package static let kind = "callbacks"
  package static let version = 1

  package var episodes = 0
  package var reached = 0
  package var recoveredAfterAttempt = 0
  package var triedNotReached = 0
  package var selfRecovered = 0
  package var untouched = 0
  package var pending = 0
  package var unreachable = 0
  /// First attempt − end of the first call: seconds of open hours, and of the wall clock.
  package var latencyOpen = Histogram()
  package var latency = Histogram()

  package init() {}

  package static var counts: [any WritableKeyPath<CallbackTally, Int> & Sendable] {
    [
      \.episodes, \.reached, \.recoveredAfterAttempt, \.triedNotReached, \.selfRecovered,
      \.untouched, \.pending, \.unreachable,
    ]
  }
  package static var histograms: [any WritableKeyPath<CallbackTally, Histogram> & Sendable] {
    [\.latencyOpen, \.latency]
  }

  package var elapsed: Int { episodes - pending }
  package var calledBack: Int { reached + recoveredAfterAttempt + triedNotReached }
}

/// Orders created on a day, by who confirmed them.
package struct ConfirmationTally: Tally {
  package static let kind = "confirmation"
  package static let version = 1

  package var orders = 0
  package var confirmed = 0
  package var neverConfirmed = 0
  package var automatic = 0
  package var phoneOrders = 0
  package var negative = 0
  package var latencyOpen = Histogram()
  package var latency = Histogram()
  package var handling = Histogram()
  package var lead = Histogram()

  package init() {}

  package static var counts: [any WritableKeyPath<ConfirmationTally, Int> & Sendable] {
    [\.orders, \.confirmed, \.neverConfirmed, \.automatic, \.phoneOrders, \.negative]
  }
  package static var histograms: [any WritableKeyPath<ConfirmationTally, Histogram> & Sendable] {
    [\.latencyOpen, \.latency, \.handling, \.lead]
  }
}

/// Orders whose cohort date is a day, by one value of one dimension.
package struct RedemptionTally: Tally {
  package static let kind = "redemption"
  package static let version = 1

  /// Orders with a cohort date.
  package var shipped = 0
  /// Redeemed in full or in part.
  package var redeemed = 0
  package var partial = 0
  /// Returned, or on the way back.
  package var returned = 0
  package var returning = 0
  package var lost = 0
  /// Minor units of the shop's currency.
  package var redeemedAmount = 0
  package var returnedAmount = 0

  package init() {}

  package static var counts: [any WritableKeyPath<RedemptionTally, Int> & Sendable] {
    [
      \.shipped, \.redeemed, \.partial, \.returned, \.returning, \.lost, \.redeemedAmount,
      \.returnedAmount,
    ]
  }

  package var terminal: Int { redeemed + returned + lost }
  package var open: Int { shipped - terminal }
}
