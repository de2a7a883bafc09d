import Ingest
import Metrics

extension CSVTable {
  private static let shares: Set<String> = [
    "answer_rate", "service_level", "coverage", "within_15min", "within_60min", "rate", "low",
    "high", "floor", "ceiling", "maturity", "share", "answer_rate_before", "answer_rate_after",
    "occupancy", "first_contact_resolution", "bot_share", "came_back_share",
    "several_agents_share", "by_manager_share",
  ]
  private static let texts: Set<String> = [
    "agent_id", "agent", "team", "queue", "step", "source", "section", "cohort", "dimension",
    "value", "day", "formula", "first_at", "last_at", "status", "currency", "payroll_id", "gaps",
    "reason", "hours_from", "verdict", "flags", "region",
  ]
  private static let amounts: Set<String> = [
    "bonus", "deltas", "adjustments", "total", "revenue", "saved_cost",
  ]
  /// Differences of shares, shown in points.
  private static let differences: Set<String> = [
    "difference", "difference_low", "difference_high",
  ]
  /// What a file needs and a reader does not.
  private static let unshown: Set<String> = [
    "period", "for_period", "payroll_id", "currency", "config_hash", "export_id", "formula",
  ]

  /// A step of the bridge in words; the splits of missed are outcomes.
  private static func bridgeWord(_ step: String, _ language: ReportLanguage) -> String? {
    let split =
      [
        "missed_abandon_short": "short_abandon", "missed_abandon_long": "long_abandon",
        "queue_events": "events",
      ][step] ?? (step.hasPrefix("missed_") ? String(step.dropFirst(7)) : step)
    return BridgeStep(rawValue: split)?.text(in: language)
      ?? OutcomeWord(rawValue: split)?.text(in: language)
  }

  /// The table as the page shows it: the same cells, worded; columns without a value are left out.
  func pageTable(
    _ caption: String, _ language: ReportLanguage, currency: String, matureAt: Double
  ) -> ReportPage.Table {
    let kept = columns.indices.filter { index in
      !(["motivation", "answer_latency"].contains(name)
        && CSVTable.unshown.contains(columns[index]))
        && rows.contains { row in
          row.indices.contains(index) && row[index] != .empty
            // A caveat that concerns nobody is no column.
            && (columns[index] != "talk_upper_bounds" || row[index] != .count(0))
        }
    }
    let shown = kept.map { index in
      let column = columns[index]
      let isShare = CSVTable.shares.contains(column) || column == "change_vs_previous"
      return ReportPage.Table.Column(
        key: column, heading: heading(of: column, in: language),
        kind: CSVTable.texts.contains(column)
          ? .text : isShare ? .share : CSVTable.amounts.contains(column) ? .money : .number)
    }
    let maturity = columns.firstIndex(of: "maturity")
    let body = rows.map { row in
      var emphasis: ReportPage.Table.Emphasis = row.first == .text("all") ? .total : .plain
      if let maturity, case .decimal(let text) = row[maturity], (Double(text) ?? 0) < matureAt {
        emphasis = .greyed
      }
      return ReportPage.Table.Row(
        cells: kept.map { pageCell(row[$0], columns[$0], language, currency) }, emphasis: emphasis)
    }
    return ReportPage.Table(caption: caption, columns: shown, rows: body)
  }

  /// A column's heading; one that means something else in this table than in others has its own.
  private func heading(of column: String, in language: ReportLanguage) -> String {
    (ReportColumn(rawValue: "\(name).\(column)") ?? ReportColumn(rawValue: column))?
      .heading(in: language) ?? column
  }

  private func pageCell(
    _ cell: Cell, _ column: String, _ language: ReportLanguage, _ currency: String
  ) -> ReportPage.Table.Cell {
    let format = language.format
    switch cell {
    case .empty: return .undefined
    case .verbatim(let text): return .init(text)
    case .text(let text):
      if column == "step", let word = CSVTable.bridgeWord(text, language) { return .init(word) }
      if column == "cohort", let month = Period(text), month.kind == .month {
        let (year, number, _) = month.first.civil
        return .init(
          format.shortMonth(number, year: year), sort: Double(year * 12 + number))
      }
      if column == "flags" {
        let words = text.split(separator: " ").map { flag in
          TableWord(rawValue: String(flag))?.text(in: language) ?? String(flag)
        }
        return .init(words.joined(separator: ", "))
      }
      // Names come from outside: one that happens to be a word of ours stays as it is.
      let isName = ["agent", "source", "queue", "section", "reason", "region"].contains(column)
      let isWord = !isName || text == "all" || text == "centre" || text.hasPrefix("(")
      return .init((isWord ? TableWord(rawValue: text)?.text(in: language) : nil) ?? text)
    case .count(let value):
      let isTime = column.hasSuffix("_s") || column.hasSuffix("_seconds")
      return .init(
        isTime ? format.duration(seconds: value) : format.integer(value), sort: Double(value))
    case .decimal(let text):
      let value = Double(text) ?? 0
      if CSVTable.amounts.contains(column) {
        return .init(
          format.money(minor: Int((value * 100).rounded()), currency: currency), sort: value)
      }
      if CSVTable.differences.contains(column) {
        return .init(format.points(value), sort: value)
      }
      if column == "change_vs_previous" {
        return .init(format.signedPercent(value), sort: value)
      }
      if column.hasSuffix("_s"), value >= 60 {
        return .init(format.duration(seconds: Int(value.rounded())), sort: value)
      }
      if column.hasSuffix("_s") {
        return .init(
          format.decimal(value) + "\u{A0}" + language.phrases.units.second, sort: value)
      }
      let isShare = CSVTable.shares.contains(column)
      return .init(
        isShare
          ? format.percent(value) : format.decimal(value, digits: column == "score" ? 2 : 1),
        sort: value)
    }
  }
}
