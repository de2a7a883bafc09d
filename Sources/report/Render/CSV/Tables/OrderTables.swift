import Ingest
import Metrics

/// The tables about orders.
enum OrderTables {
  /// Confirmation by agent, then `all`: orders created in the period.
  static func confirmation(
    _ tallies: [String: ConfirmationTally], agents: AgentDirectory, period: Period
  ) -> CSVTable {
    var table = CSVTable(
      name: "confirmation",
      columns: [
        "agent_id", "agent", "orders", "confirmed", "never_confirmed", "automatic",
        "phone_orders", "p50_open_s", "p90_open_s", "p50_s", "p90_s", "within_15min",
        "within_60min", "handling_p50_s", "handling_p90_s", "lead_p50_s",
      ])
    var all = ConfirmationTally()
    for (id, tally) in tallies.sorted(by: { $0.key < $1.key }) {
      all.merge(tally)
      guard !id.isEmpty else { continue }
      let name = agents.agent(id: id).map { index in
        period.days.lazy.compactMap { agents.row(of: index, on: Day(number: $0)) }.first?.name
          ?? agents[index].name
      }
      table.rows.append([.text(id), .text(name ?? "")] + cells(tally))
    }
    table.rows.append([.text("all"), .empty] + cells(all))
    return table
  }

  private static func cells(_ t: ConfirmationTally) -> [CSVTable.Cell] {
    let manual = t.confirmed + t.neverConfirmed
    return [
      .count(t.orders), .count(t.confirmed), .count(t.neverConfirmed), .count(t.automatic),
      .count(t.phoneOrders), CSVTable.optional(t.latencyOpen.quantile(percent: 50)),
      CSVTable.optional(t.latencyOpen.quantile(percent: 90)),
      CSVTable.optional(t.latency.quantile(percent: 50)),
      CSVTable.optional(t.latency.quantile(percent: 90)),
      CSVTable.share(t.latencyOpen.count(upTo: 900), of: manual),
      CSVTable.share(t.latencyOpen.count(upTo: 3600), of: manual),
      CSVTable.optional(t.handling.quantile(percent: 50)),
      CSVTable.optional(t.handling.quantile(percent: 90)),
      CSVTable.optional(t.lead.quantile(percent: 50)),
    ]
  }

  /// Cohorts × dimensions, the `all` row of each cohort first.
  static func redemption(
    _ name: String, _ cohorts: [(key: Period, value: [String: RedemptionTally])]
  ) -> CSVTable {
    var table = CSVTable(
      name: name,
      columns: [
        "cohort", "dimension", "value", "shipped", "redeemed", "partial", "returned", "returning",
        "lost", "open", "rate", "low", "high", "floor", "ceiling", "maturity",
      ])
    for (cohort, tallies) in cohorts {
      let rows = tallies.sorted {
        ($0.key == "all\tall" ? 0 : 1, $0.key) < ($1.key == "all\tall" ? 0 : 1, $1.key)
      }
      for (key, t) in rows {
        let parts = key.split(separator: "\t", omittingEmptySubsequences: false)
        let interval = wilson(t.redeemed, of: t.redeemed + t.returned)
        let kept = t.shipped - t.lost
        table.rows.append([
          .text(cohort.name), .text(String(parts[0])), .text(String(parts[1])),
          .count(t.shipped), .count(t.redeemed), .count(t.partial), .count(t.returned),
          .count(t.returning), .count(t.lost), .count(t.open),
          CSVTable.share(t.redeemed, of: t.redeemed + t.returned),
          CSVTable.share(interval?.low), CSVTable.share(interval?.high),
          CSVTable.share(t.redeemed, of: kept), CSVTable.share(t.redeemed + t.open, of: kept),
          CSVTable.share(t.terminal, of: t.shipped),
        ])
      }
    }
    return table
  }

  /// Buyers with a high share of returned orders.
  static func risk(_ buyers: [RiskyBuyer]) -> CSVTable {
    CSVTable(
      name: "risk",
      columns: ["customer", "orders", "returned", "rate", "open_orders", "shrunk"],
      rows: buyers.map { buyer in
        [
          CSVTable.masked(buyer.customer), .count(buyer.orders), .count(buyer.returned),
          CSVTable.share(buyer.returned, of: buyer.orders), .count(buyer.openOrders),
          CSVTable.share(buyer.shrunk.numerator, of: buyer.shrunk.denominator),
        ]
      })
  }
}
