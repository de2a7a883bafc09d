package import Ingest

/// What Asterisk's own `queue show` counts of one queue, from the lines of its log.
///
/// `C:` grows where `app_queue` ends a talk, `A:` in `record_abandoned`; each writes one of these
/// lines. Source: apps/app_queue.c; docs/metrics.md#why-it-differs-from-the-pbx.
package struct QueueShowTally: Tally {
  package static let kind = "queue_show"
  package static let version = 1

  /// COMPLETECALLER and COMPLETEAGENT.
  package var completions = 0
  /// BLINDTRANSFER, ATTENDEDTRANSFER and the old TRANSFER.
  package var transfers = 0
  package var abandons = 0
  package var timeouts = 0
  package var empties = 0
  package var withdrawals = 0
  /// SYSCOMPAT: caller and member had no codec in common.
  package var incompatible = 0
  /// EXITWITHKEY, which neither counter knows.
  package var keyExits = 0

  package init() {}

  package static var counts: [any WritableKeyPath<QueueShowTally, Int> & Sendable] {
    [
      \.completions, \.transfers, \.abandons, \.timeouts, \.empties, \.withdrawals,
      \.incompatible, \.keyExits,
    ]
  }

  /// `C:`, talks that ended.
  package var completed: Int { completions + transfers }
  /// `A:`, callers who left the queue without a talk, except by a key.
  package var abandoned: Int { abandons + timeouts + empties + withdrawals + incompatible }

  /// Counts a line of the log.
  package mutating func record(_ kind: QueueEventKind) {
    switch kind {
    case .completeCaller, .completeAgent: completions += 1
    case .blindTransfer, .attendedTransfer, .transfer: transfers += 1
    case .abandon: abandons += 1
    case .exitWithTimeout: timeouts += 1
    case .exitEmpty: empties += 1
    case .withdraw: withdrawals += 1
    case .sysCompat: incompatible += 1
    case .exitWithKey: keyExits += 1
    default: break
    }
  }

  /// Whether `queue show` or the explanation beside it counts a line.
  package static func counts(_ kind: QueueEventKind) -> Bool {
    kind == .sysCompat || kind.endsVisit
  }
}
