import Ingest
import Metrics

/// Who called, and why as far as earlier calls and orders tell.
enum CustomerTables {
  /// One row per day with an inbound call, then `all`.
  static func table(_ days: [(day: Day, tally: CustomerTally)], period: Period) -> CSVTable {
    var table = CSVTable(
      name: "customers",
      columns: ["day", "calls", "unique_callers", "anonymous"] + CallKind.allCases.map(\.word)
        + ["judged", "resolved", "first_contact_resolution", "joined", "shared"])
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
      + [
        .count(t.judged), .count(t.resolved), CSVTable.share(t.resolved, of: t.judged),
        .count(t.joined), .count(t.shared),
      ]
  }

  /// Issues by the day of their last contact, then `all`.
  static func issues(_ days: [(day: Day, tally: IssueTally)]) -> CSVTable {
    var table = CSVTable(
      name: "issues",
      columns: [
        "day", "issues", "open", "contacts_mean", "contacts_p50", "contacts_p90", "agents_mean",
        "agents_p50", "agents_p90", "several_agents", "several_agents_share", "managed_calls",
        "by_manager", "by_manager_share",
      ])
    var all = IssueTally()
    for entry in days {
      all.merge(entry.tally)
      table.rows.append(row(entry.day.description, entry.tally))
    }
    table.rows.append(row("all", all))
    return table
  }

  private static func row(_ name: String, _ t: IssueTally) -> [CSVTable.Cell] {
    func figures(_ values: Histogram) -> [CSVTable.Cell] {
      [
        CSVTable.decimal(values.sum, over: values.total, digits: 2),
        CSVTable.optional(values.quantile(percent: 50)),
        CSVTable.optional(values.quantile(percent: 90)),
      ]
    }
    return [.text(name), .count(t.issues), .count(t.open)] + figures(t.contacts)
      + figures(t.agents) + [
        .count(t.several), CSVTable.share(t.several, of: t.issues), .count(t.managed),
        .count(t.byManager), CSVTable.share(t.byManager, of: t.managed),
      ]
  }
}
