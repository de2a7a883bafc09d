package import Ingest

/// How a missed episode came out: the first of these that applies.
///
/// Source: docs/metrics.md#customers.
package enum EpisodeOutcome: Int, Hashable, Sendable, CaseIterable {
  /// The caller hid the number.
  case unreachable
  /// Ours called, and talked long enough.
  case reached
  /// The customer got through after an attempt of ours.
  case recoveredAfterAttempt
  /// The customer got through before any attempt of ours.
  case selfRecovered
  /// The time for calling back is not over.
  case pending
  /// Ours called, to no avail.
  case triedNotReached
  /// Nobody called.
  case untouched

  /// The word in CSV files.
  package var word: String {
    switch self {
    case .unreachable: "unreachable"
    case .reached: "reached"
    case .recoveredAfterAttempt: "recovered_after_attempt"
    case .selfRecovered: "self_recovered"
    case .pending: "pending"
    case .triedNotReached: "tried_not_reached"
    case .untouched: "untouched"
    }
  }

  /// Whether an agent called the customer back, with or without success.
  package var isCalledBack: Bool {
    self == .reached || self == .recoveredAfterAttempt || self == .triedNotReached
  }
}

/// A customer's missed or closed call with all that followed until somebody talked with him, or
/// until the time for calling back was over.
package struct Episode: Hashable, Sendable {
  /// What an episode begins with.
  package enum Kind: Int, Hashable, Sendable, CaseIterable {
    /// A call in open hours that nobody answered.
    case missed
    /// A call in closed hours.
    case closed

    /// The word in CSV files.
    package var word: String { self == .missed ? "missed" : "closed" }
  }

  /// The journey it began with.
  package let first: JourneyRow
  package internal(set) var outcome: EpisodeOutcome
  /// Calls of the customer to no avail, the first included.
  package internal(set) var callerAttempts = 1
  /// Calls of agents to the customer, the one that reached him included.
  package internal(set) var ourAttempts = 0
  /// From the end of the first call to our first attempt, on the wall clock.
  package internal(set) var latency: Seconds?
  /// The same in open hours only.
  package internal(set) var latencyOpen: Seconds?
  /// The key of the agent who reached the customer; `nil` unless reached.
  package internal(set) var agent: String?

  /// Whether it began in closed hours.
  package var kind: Kind { first.outcome == .closed ? .closed : .missed }
}

/// What a call is in an episode; kept only for explanations.
package struct EpisodeStep: Hashable, Sendable {
  /// The raw value is JSON's.
  package enum Role: String, Hashable, Sendable, CaseIterable {
    case begins
    /// The customer called again in vain.
    case again
    /// Ours, to no avail.
    case attempt
    case reached
    /// The customer was answered.
    case gotThrough = "got_through"
  }

  /// The journey's id.
  package let call: Int
  package let role: Role
}

extension CallbackTally {
  /// Counts an episode, with its latencies where an agent called back.
  package mutating func record(_ episode: Episode) {
    episodes += 1
    switch episode.outcome {
    case .unreachable: unreachable += 1
    case .reached: reached += 1
    case .recoveredAfterAttempt: recoveredAfterAttempt += 1
    case .selfRecovered: selfRecovered += 1
    case .pending: pending += 1
    case .triedNotReached: triedNotReached += 1
    case .untouched: untouched += 1
    }
    guard episode.outcome.isCalledBack else { return }
    if let seconds = episode.latency { latency.record(seconds) }
    if let seconds = episode.latencyOpen { latencyOpen.record(seconds) }
  }
}
