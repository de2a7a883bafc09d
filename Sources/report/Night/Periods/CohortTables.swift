import Ingest
import Metrics

/// The tables of a month that look back on the orders of a year; headings alone for days and weeks.
@MainActor
struct CohortTables {
  let period: Period
  let transaction: Transaction

  /// redemption.csv, redemption_weekly.csv, redemption_daily.csv and risk.csv.
  func tables() throws -> [CSVTable] {
    guard period.kind == .month else {
      return CohortTables.kinds.map { OrderTables.redemption($0.name, []) } + [
        OrderTables.risk([])
      ]
    }
    return try redemption() + [
      OrderTables.risk(
        RiskyBuyer.list(
          try transaction.merged(BuyerTally.self, from: firstDay, to: period.last)[""]
            ?? BuyerTally()))
    ]
  }

  private static let kinds: [(name: String, kind: Period.Kind)] = [
    ("redemption", .month), ("redemption_weekly", .week), ("redemption_daily", .day),
  ]
  /// Days before the month whose cohorts redemption_daily.csv has.
  private static let daysBefore = 31

  /// The first day of the eleventh month before.
  private var firstDay: Day {
    var month = period
    for _ in 0..<11 { month = month.previous }
    return month.first
  }

  /// The cohort of a kind that a day's orders are in; `nil` where this month does not show it.
  ///
  /// A week is whole or absent: it belongs to the month of its Thursday.
  private func cohort(_ kind: Period.Kind, of day: Day) -> Period? {
    let cohort = Period(kind, holding: day)
    let first = kind == .day ? period.first - CohortTables.daysBefore : firstDay
    let date = kind == .week ? cohort.first + 3 : day
    return date >= first && date <= period.last ? cohort : nil
  }

  private func redemption() throws -> [CSVTable] {
    var found: [Period.Kind: [Period: [String: RedemptionTally]]] = [:]
    try transaction.tallies(
      kind: RedemptionTally.kind, from: firstDay - 6, to: period.last + 6,
      version: RedemptionTally.version
    ) { key, day, bytes in
      guard let tally = RedemptionTally(encoded: bytes) else { return }
      for (_, kind) in CohortTables.kinds {
        guard let cohort = cohort(kind, of: day) else { continue }
        found[kind, default: [:]][cohort, default: [:]][key, default: RedemptionTally()]
          .merge(tally)
      }
    }
    return CohortTables.kinds.map { name, kind in
      OrderTables.redemption(
        name, (found[kind] ?? [:]).sorted { $0.key.first < $1.key.first })
    }
  }
}
