package import Ingest

/// A session or a pause as the queue log tells it, or as much of it as one agent's line had; the
/// tallies add them up, and `ringtally explain` shows them one by one.
package struct PresencePart: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case session, pause
    /// A log-off of which no log-on is known: it takes no time.
    case strayLogoff
  }

  /// How it came to its end.
  package enum Ending: Hashable, Sendable {
    case ended
    /// Nobody ended it within the cap.
    case capped
    /// The line is another agent's from midnight on.
    case handedOver
    /// It went on when the log was read.
    case open
  }

  package var kind: Kind
  /// As the queue log names it.
  package var device: NameID
  /// None where it holds for all queues.
  package var queue: NameID
  /// Of a pause.
  package var reason: NameID = .none
  /// The agent whose line it is, or `?` and the device.
  package var agent = ""
  package var start: Instant
  package var end: Instant
  package var ending: Ending = .ended
  /// The log-off said how long it had lasted; the log has no start of it.
  package var isCountedBack = false
  /// The line was another agent's until midnight.
  package var isTakenOver = false

  /// What to doubt about it, and when that came to light.
  package var flag: (count: WritableKeyPath<PresenceTally, Int>, at: Instant)? {
    switch (kind, ending) {
    case (.strayLogoff, _): (\.strayLogoffs, start)
    case (.session, .capped): (\.forgottenLogoffs, end - 1)
    case (.pause, .capped): (\.forgottenPauses, end - 1)
    default: nil
    }
  }
}
