import Ingest

/// What a scorecard can pay for: only what an agent commands.
package enum ScorecardMeasure: String, CaseIterable, Hashable, Sendable {
  case answerRate = "answer_rate"
  case answeredPer100Hours = "answered_per_100h"
  case missedPer100Hours = "missed_per_100h"
  case pickupP50 = "pickup_p50"
  case pickupP90 = "pickup_p90"
  case confirmationWithin15Minutes = "confirmation_within_15min"
  case confirmationWithin60Minutes = "confirmation_within_60min"
  case redemptionRate = "redemption_rate"

  /// What a measure's floor, target and gate are written in.
  package enum Unit: Hashable, Sendable {
    /// 0 to 1.
    case share
    /// A count in 100 worked hours.
    case per100Hours
    /// Whole seconds.
    case seconds
  }

  /// What floor, target and gate are written in.
  package var unit: Unit {
    switch self {
    case .answerRate, .confirmationWithin15Minutes, .confirmationWithin60Minutes, .redemptionRate:
      .share
    case .answeredPer100Hours, .missedPer100Hours: .per100Hours
    case .pickupP50, .pickupP90: .seconds
    }
  }

  /// Whether a value is shrunk towards the team's before it is paid: rates are.
  package var isShrunk: Bool { unit == .share }

  /// By how many months the cohort that is paid lies back, unless the scorecard says otherwise.
  package var defaultLag: Int { self == .redemptionRate ? 2 : 0 }

  /// The words under which a queue's wait is known; in a scorecard they are an error.
  package static let queueWaitNames: Set<String> = [
    "queue_wait", "wait", "wait_p50", "wait_p90", "answer_latency", "answer_latency_p50",
    "answer_latency_p90", "average_speed_of_answer", "asa", "service_level",
  ]
}
