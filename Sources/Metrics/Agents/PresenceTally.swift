/// When an agent was logged on, on one local day.
package struct PresenceTally: Tally {
  package static let kind = "agent-presence"
  package static let version = 1

  /// Logged on to any queue, within the day.
  package var loggedIn = IntervalSet()
  /// Sessions that were cut because nobody logged off in time.
  package var forgottenLogoffs = 0
  /// Log-offs of which no log-on is known.
  package var strayLogoffs = 0
  /// Pauses that were cut because nobody ended them in time.
  package var forgottenPauses = 0

  package init() {}

  package static var counts: [any WritableKeyPath<PresenceTally, Int> & Sendable] {
    [\.forgottenLogoffs, \.strayLogoffs, \.forgottenPauses]
  }
  package static var intervals: [any WritableKeyPath<PresenceTally, IntervalSet> & Sendable] {
    [\.loggedIn]
  }
}

/// When an agent was paused for one reason, on one local day; not yet cut to worked time.
package struct PauseTally: Tally {
  package static let kind = "agent-pause"
  package static let version = 1

  /// Paused in any queue, within the day.
  package var paused = IntervalSet()

  package init() {}

  package static var intervals: [any WritableKeyPath<PauseTally, IntervalSet> & Sendable] {
    [\.paused]
  }

  /// The key of an agent's pauses for one reason.
  package static func key(agent: String, reason: String) -> String { agent + "\t" + reason }

  /// Agent and reason of a key.
  package static func parts(of key: String) -> (agent: String, reason: String) {
    let parts = key.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
    return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
  }
}
