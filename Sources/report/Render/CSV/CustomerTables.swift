import Ingest
import Metrics

/// Who called, and why as far as earlier calls tell.
enum CustomerTables {
  /// One row per day with an inbound call, then `all`.
  static func table(_ days: [(day: Day, tally: CustomerTally)], period: Period) -> CSVTable {
    var table = CSVTable(
      name: "customers",
      columns: ["day", "calls", "unique_callers", "anonymous"] + CallKind.allCases.map(\.word)
        + ["judged", "resolved", "first_contact_resolution"])
    var all = CustomerTally()
    for entry in days {
      all.merge(entry.tally)
      table.rows.append(row(entry.day.description, entry.tally, callers: entry.tally.gaps.total))
    }
    let callers = CustomerTally.uniqueCallers(of: days, from: period.first)
    table.rows.append(row("all", all, callers: callers))
    return table
  }

  private static func row(_ name: String, _ t: CustomerTally, callers: Int) -> [CSVTable.Cell] {
    [.text(name), .count(t.calls), .count(callers), .count(t.anonymous)]
      + CallKind.allCases.map { .count(t.count(of: $0)) }
      + [.count(t.judged), .count(t.resolved), CSVTable.share(t.resolved, of: t.judged)]
  }
}
