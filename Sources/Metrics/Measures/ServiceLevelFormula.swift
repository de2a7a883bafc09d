package import Ingest

/// A named formula for the share of offered calls that were answered in time.
///
/// Switches disagree, so every report names its choice. Source: docs/metrics.md#service-level.
package enum ServiceLevelFormula: String, CaseIterable, Hashable, Sendable {
  case ringtally
  case asteriskSL = "asterisk-sl"
  case asteriskSL2Documented = "asterisk-sl2-documented"
  case asteriskSL2 = "asterisk-sl2"
  case amazonConnect = "amazon-connect"
  case xcally
  case genesysNoShort = "genesys-no-short"
  case genesys
  case vonage

  /// Applies the formula to counts; unknown outcomes are in none of them.
  ///
  /// - Returns: `nil` if no call counts towards the denominator; renderers print "–", never 0 %.
  package func callAsFunction(_ c: ServiceLevelCounts) -> Ratio? {
    let ended = c.answered + c.abandoned
    let inTime = c.answeredInThreshold
    return switch self {
    case .ringtally:
      Ratio(inTime, of: c.offered - c.unknown - c.shortAbandoned - c.callbackRequested)
    case .asteriskSL: Ratio(inTime, of: c.answered)
    case .asteriskSL2Documented: Ratio(inTime + c.abandonedInThreshold, of: ended)
    case .asteriskSL2:
      Ratio(inTime + c.abandonedInThreshold + c.timedOutInThreshold, of: ended + c.timedOut)
    case .amazonConnect: Ratio(inTime + c.abandonedInThreshold, of: c.offered - c.unknown)
    case .xcally: Ratio(inTime, of: ended - c.abandonedInThreshold)
    case .genesysNoShort: Ratio(inTime, of: ended - c.shortAbandoned)
    case .genesys: Ratio(inTime, of: ended)
    case .vonage: Ratio(inTime, of: c.offered - c.unknown)
    }
  }
}

/// What the formulas of the service level count; "in threshold" is a wait of at most the threshold.
package struct ServiceLevelCounts: Hashable, Sendable {
  package var offered = 0
  package var unknown = 0
  package var answered = 0
  package var answeredInThreshold = 0
  /// Callers who left, short and long.
  package var abandoned = 0
  package var abandonedInThreshold = 0
  package var shortAbandoned = 0
  /// Whom the queue gave up.
  package var timedOut = 0
  package var timedOutInThreshold = 0
  package var callbackRequested = 0

  package init() {}
}

/// A tally that the formulas of the service level can be applied to.
package protocol ServiceLevelTally {
  var offered: Int { get }
  var unknown: Int { get }
  var answered: Int { get }
  var abandoned: Int { get }
  var shortAbandoned: Int { get }
  var timeouts: Int { get }
  var callbackRequested: Int { get }
  /// Waits of the answered, of those who left, and of those whom the queue gave up.
  var latency: Histogram { get }
  var abandonWaits: Histogram { get }
  var timeoutWaits: Histogram { get }
}

extension ServiceLevelTally {
  /// The counts for a threshold.
  package func serviceLevelCounts(within threshold: Seconds) -> ServiceLevelCounts {
    var counts = ServiceLevelCounts()
    counts.offered = offered
    counts.unknown = unknown
    counts.answered = answered
    counts.answeredInThreshold = latency.count(upTo: threshold)
    counts.abandoned = abandoned + shortAbandoned
    counts.abandonedInThreshold = abandonWaits.count(upTo: threshold)
    counts.shortAbandoned = shortAbandoned
    counts.timedOut = timeouts
    counts.timedOutInThreshold = timeoutWaits.count(upTo: threshold)
    counts.callbackRequested = callbackRequested
    return counts
  }
}

/// Journeys of a period.
extension CallTally: ServiceLevelTally {
  package var timeouts: Int { missed(.timeout) }
}

/// Visits of a queue.
extension QueueTally: ServiceLevelTally {}
