import Ingest
import Metrics

/// How missed calls were made good.
enum CallbackTables {
  /// One row per day with an episode, then `all`.
  static func table(_ days: [(day: Day, tally: CallbackTally)], period: Period) -> CSVTable {
    var table = CSVTable(
      name: "callbacks",
      columns: [
        "day", "episodes", "elapsed", "called_back", "reached", "recovered_after_attempt",
        "tried_not_reached", "self_recovered", "untouched", "pending", "unreachable", "coverage",
        "p50_open_s", "p90_open_s", "p50_s", "p90_s", "within_15min", "within_60min",
      ])
    var all = CallbackTally()
    for entry in days {
      all.merge(entry.tally)
      table.rows.append(row(entry.day.description, entry.tally))
    }
    table.rows.append(row("all", all))
    return table
  }

  private static func row(_ name: String, _ t: CallbackTally) -> [CSVTable.Cell] {
    let latencies = t.latencyOpen.total
    return [
      .text(name), .count(t.episodes), .count(t.elapsed), .count(t.calledBack), .count(t.reached),
      .count(t.recoveredAfterAttempt), .count(t.triedNotReached), .count(t.selfRecovered),
      .count(t.untouched), .count(t.pending), .count(t.unreachable),
      CSVTable.share(t.calledBack, of: t.elapsed - t.selfRecovered - t.unreachable),
      CSVTable.optional(t.latencyOpen.quantile(percent: 50)),
      CSVTable.optional(t.latencyOpen.quantile(percent: 90)),
      CSVTable.optional(t.latency.quantile(percent: 50)),
      CSVTable.optional(t.latency.quantile(percent: 90)),
      CSVTable.share(t.latencyOpen.count(upTo: 900), of: latencies),
      CSVTable.share(t.latencyOpen.count(upTo: 3600), of: latencies),
    ]
  }
}
