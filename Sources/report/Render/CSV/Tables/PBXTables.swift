import Ingest
import Metrics

/// The way from rows to answered calls, beside what others count of the same rows: a count of
/// ANSWERED rows, and Asterisk's own `queue show`.
struct PBXTables {
  let calls: CallTally
  /// The rows of the call sources' files that touch the period.
  let rows: Intake.Counts
  let facts: PeriodFacts
  let queues: [String: QueueTally]
  /// What `queue show` would say, by queue.
  let shown: [String: QueueShowTally]

  /// From the rows that were read to answered calls, then the counts of others, which are no steps.
  ///
  /// Each step is the one before less what left, and each split sums.
  var bridge: CSVTable {
    var steps: [(String, Int)] = [
      ("rows_read", rows.read), ("rejected", rows.rejected), ("deduplicated", rows.deduplicated),
      ("superseded", rows.superseding), ("other_days", rows.facts - facts.legs - facts.events),
      ("legs", facts.legs), ("queue_events", facts.events), ("journeys", calls.journeys),
      ("outbound", calls.outbound), ("internal", calls.internalCalls), ("inbound", calls.inbound),
      ("test", calls.test), ("ivr_served", calls.ivrServed), ("closed", calls.closed),
      ("closed_answered", calls.closedAnswered), ("ivr_left", calls.ivrLeft),
      ("offered", calls.offered), ("unknown", calls.unknown), ("missed", calls.missed),
    ]
    steps += MissedReason.allCases.map { ("missed_" + $0.word, calls.missed($0)) }
    steps += [("maybe_answered", calls.maybeAnswered), ("answered", calls.answered)]
    let others = [
      ("naive_answered_rows", naiveAnsweredRows),
      ("queue_show_completed", count(total.completed)),
      ("queue_show_abandoned", count(total.abandoned)),
    ]
    return CSVTable(
      name: "bridge", columns: ["step", "count"],
      rows: (steps.map { ($0.0, .count($0.1)) } + others).map { [.text($0.0), $0.1] })
  }

  /// One row per queue, our counts beside those of `queue show`, then `all`.
  var counts: CSVTable {
    var table = CSVTable(
      name: "pbx_counts",
      columns: [
        "queue", "offered", "answered", "missed", "unknown", "naive_answered_rows",
        "queue_show_completed", "complete_lines", "transfer_lines", "queue_show_abandoned",
        "abandon_lines", "timeout_lines", "empty_lines", "withdraw_lines", "incompatible_lines",
        "key_lines",
      ])
    for queue in Set(queues.keys).union(shown.keys).sorted() {
      let ours = queues[queue] ?? QueueTally()
      table.rows.append(
        [
          .text(queue), .count(ours.offered), .count(ours.answered), .count(ours.missed),
          .count(ours.unknown), .empty,
        ] + cells(shown[queue] ?? QueueShowTally()))
    }
    table.rows.append(
      [
        .text("all"), .count(calls.offered), .count(calls.answered), .count(calls.missed),
        .count(calls.unknown), naiveAnsweredRows,
      ] + cells(total))
    return table
  }

  private var total: QueueShowTally {
    shown.values.reduce(into: QueueShowTally()) { $0.merge($1) }
  }

  /// No call records, no rows to count.
  private var naiveAnsweredRows: CSVTable.Cell {
    facts.hasCallRecords ? .count(facts.answeredLegs) : .empty
  }

  /// A count of the queue log's lines; without a log there is none.
  private func count(_ lines: Int) -> CSVTable.Cell { facts.hasQueueLog ? .count(lines) : .empty }

  private func cells(_ t: QueueShowTally) -> [CSVTable.Cell] {
    [
      t.completed, t.completions, t.transfers, t.abandoned, t.abandons, t.timeouts, t.empties,
      t.withdrawals, t.incompatible, t.keyExits,
    ].map(count)
  }
}
