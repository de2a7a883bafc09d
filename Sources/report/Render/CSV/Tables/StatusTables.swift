import Ingest
import Metrics

/// Calls of customers who wait for an order, and what the bot saved.
enum StatusTables {
  /// One row per day with an inbound call, then `all`.
  /// - Parameter minuteCost: Of an agent, in minor units; `nil` where the config has none.
  static func table(
    _ days: [(day: Day, tally: StatusTally)], minuteCost: Int?
  ) -> CSVTable {
    var table = CSVTable(
      name: "status_calls",
      columns: [
        "day", "calls", "status_calls", "share", "bot_served", "bot_share", "judged", "came_back",
        "came_back_share", "answered", "talk_seconds", "saved_minutes", "saved_cost",
      ])
    var all = StatusTally()
    for entry in days {
      all.merge(entry.tally)
      table.rows.append(row(entry.day.description, entry.tally, minuteCost))
    }
    table.rows.append(row("all", all, minuteCost))
    return table
  }

  private static func row(
    _ name: String, _ t: StatusTally, _ minuteCost: Int?
  ) -> [CSVTable.Cell] {
    let saved = t.savedSeconds
    let minutes = saved.map {
      CSVTable.decimal($0.numerator, over: $0.denominator * 60, digits: 1)
    }
    // Seconds × minor units per minute: of minor units, 6000 are 1 of the currency in a minute.
    let cost = saved.flatMap { saved in
      minuteCost.map {
        CSVTable.decimal(saved.numerator * $0, over: saved.denominator * 6000, digits: 2)
      }
    }
    return [
      .text(name), .count(t.calls), .count(t.status), CSVTable.share(t.status, of: t.calls),
      .count(t.bot), CSVTable.share(t.bot, of: t.status), .count(t.judged), .count(t.cameBack),
      CSVTable.share(t.cameBack, of: t.judged), .count(t.answered), .count(t.talk),
      minutes ?? .empty, cost ?? .empty,
    ]
  }
}
