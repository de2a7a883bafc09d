import Ingest
import Metrics

/// What payroll imports, and what explains it.
enum PayTables {
  /// One row per agent.
  @MainActor
  static func motivation(
    _ lines: [PayComputation.Line], month: Period, currency: String, configHash: String
  ) -> CSVTable {
    CSVTable(
      name: "motivation",
      columns: [
        "period", "for_period", "agent_id", "payroll_id", "agent", "score", "bonus", "deltas",
        "adjustments", "total", "currency", "status", "config_hash", "export_id",
      ],
      rows: lines.map { line in
        let bonus = line.pay.bonusMinor.map { CSVTable.Cell.decimal(Money.plain($0)) } ?? .empty
        return [
          .text(month.name), .text(month.name), .text(line.pay.agent), .text(line.payrollID),
          .text(line.name), line.pay.score.map { .decimal($0.text(decimals: 4)) } ?? .empty, bonus,
          .decimal("0.00"), .decimal("0.00"), bonus, .text(currency), .text("open"),
          .text(configHash), .empty,
        ]
      })
  }

  /// One row per agent and measure: every number of the sum.
  @MainActor
  static func detail(
    _ lines: [PayComputation.Line], month: Period, cohort: (Int) -> Period
  ) -> CSVTable {
    CSVTable(
      name: "motivation_detail",
      columns: [
        "period", "for_period", "agent_id", "measure", "numerator", "denominator", "value",
        "shrunk", "floor", "target", "weight", "points", "note",
      ],
      rows: lines.flatMap { line in
        line.pay.details.map { detail in
          func number(_ value: Rational?, _ decimals: Int) -> CSVTable.Cell {
            value.map { .decimal($0.text(decimals: decimals)) } ?? .empty
          }
          let isHours =
            detail.measure == .answeredPer100Hours || detail.measure == .missedPer100Hours
          let lag = detail.lag
          return [
            .text(month.name), .text(cohort(lag).name), .text(line.pay.agent),
            .text(detail.measure.rawValue), number(detail.numerator, 0),
            number(detail.denominator, isHours ? 2 : 0), number(detail.value, 4),
            number(detail.shrunk, 4), number(Rational(detail.floor), 4),
            number(Rational(detail.target), 4), number(Rational(detail.weight), 0),
            number(detail.points, 4), .text(detail.note.rawValue),
          ]
        }
      })
  }

  /// Late changes of closed periods; there is nothing closed yet.
  static let deltas = CSVTable(
    name: "motivation_deltas",
    columns: [
      "for_period", "in_period", "agent_id", "measure", "old", "new", "amount", "reason",
    ])
}
