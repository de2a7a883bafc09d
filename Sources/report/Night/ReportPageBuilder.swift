import Ingest
import Metrics

/// Words a period's figures as the page that a manager opens.
@MainActor
struct ReportPageBuilder {
  let composer: ReportComposer
  let figures: ReportComposer.Figures
  let before: ReportComposer.Figures?
  let known: Set<Period>
  let configHash: String

  private var language: ReportLanguage { composer.language }
  private var format: ReportFormat { language.format }

  /// The page.
  func page() -> ReportPage {
    let period = figures.period
    var page = ReportPage(
      language: language, shop: composer.config.shop,
      period: ReportPage.Period(
        kind: period.pageKind, title: period.title(in: language),
        dates: period.dates(in: language), state: period.last < composer.asOf ? .complete : .open),
      comparison: before.map { $0.period.title(in: language) },
      asOf: format.date(composer.asOf.reportDate), generator: Program.generator,
      configHash: configHash)
    page.tiles = tiles
    page.sections = sections
    page.navigation.index = ReportPage.Link(
      title: language.phrases.page.allReports, address: "../index.html")
    if known.contains(period.previous) {
      page.navigation.previous = link(period.previous)
    }
    if let next = known.first(where: { $0.previous == period }) {
      page.navigation.next = link(next)
    }
    page.navigation.files = figures.tables.map {
      ReportPage.Link(title: $0.name + ".csv", address: "csv/\($0.name).csv")
    }
    return page
  }

  private func link(_ period: Period) -> ReportPage.Link {
    ReportPage.Link(
      title: period.title(in: language), address: "../\(period.name)/report.html")
  }

  private var sections: [ReportPage.Section] {
    let words = language.phrases.sections
    return [
      section("calls", words.bridge, "bridge", charts: [hourly]),
      section("agents", words.agents, "calls_by_agent"),
      section("latency", words.answerLatency, "answer_latency", charts: [latency]),
      section("quality", words.dataQuality, "data_quality"),
    ]
  }

  private func section(
    _ id: String, _ heading: String, _ name: String, charts: [ChartSVG] = []
  ) -> ReportPage.Section {
    let tables = figures.tables.filter { $0.name == name }.map { $0.pageTable(heading, language) }
    return ReportPage.Section(id: id, heading: heading, charts: charts, tables: tables)
  }

  // MARK: - Charts

  /// Offered calls by hour, stacked by what became of them.
  private var hourly: ChartSVG {
    func series(
      _ role: SeriesRole, _ word: OutcomeWord, _ outcomes: [Outcome]
    ) -> StackedColumns.Series {
      StackedColumns.Series(
        role: role, name: word.text(in: language),
        values: (0..<24).map { hour in
          outcomes.reduce(0) { $0 + (figures.calls.hours.counts[hour * 16 + $1.rawValue] ?? 0) }
        })
    }
    return hourlyCallsChart(
      title: language.phrases.charts.callsByHour,
      series: [
        series(.answered, .answered, [.answered]), series(.missed, .missed, [.missed]),
        series(.closed, .closed, [.closed, .closedAnswered]),
        series(.menu, .ivrServed, [.ivrServed, .ivrLeft]),
      ], language: language)
  }

  private var latency: ChartSVG {
    var bins = LatencyBins(threshold: composer.config.calls.serviceLevelWithin)
    for (value, count) in figures.calls.latency.sorted { bins.add(seconds: value, count: count) }
    return latencyHistogramChart(
      title: language.phrases.charts.answerLatency, bins: bins, language: language)
  }

  // MARK: - Headline

  private var tiles: [ReportPage.Tile] {
    let words = language.phrases.tiles
    return [
      countTile(words.offered, \.offered, better: nil),
      countTile(words.missed, \.missed, better: .down),
      shareTile(
        words.answerRate, { $0.answered }, { $0.offered - $0.unknown - $0.shortAbandoned }),
      shareTile(
        words.serviceLevel,
        { [within = composer.config.calls.serviceLevelWithin] in $0.latency.count(upTo: within) },
        { $0.offered - $0.unknown - $0.shortAbandoned - $0.callbackRequested }),
    ]
  }

  private func countTile(
    _ label: String, _ value: (CallTally) -> Int, better: ReportPage.Change.Movement?
  ) -> ReportPage.Tile {
    let now = value(figures.calls)
    var tile = ReportPage.Tile(label: label, value: format.integer(now), section: "calls")
    if let before {
      let then = value(before.calls)
      tile.previous = format.integer(then)
      let movement: ReportPage.Change.Movement = now == then ? .level : now > then ? .up : .down
      tile.change = ReportPage.Change(
        text: format.signed(now - then), interval: nil, movement: movement,
        meaning: better == nil || now == then ? .neutral : movement == better ? .better : .worse)
    }
    return tile
  }

  /// A share with Newcombe's interval of the difference.
  private func shareTile(
    _ label: String, _ numerator: (CallTally) -> Int, _ denominator: (CallTally) -> Int
  ) -> ReportPage.Tile {
    let n = denominator(figures.calls)
    guard n > 0 else { return ReportPage.Tile(label: label, value: ReportFormat.undefined) }
    let k = numerator(figures.calls)
    var tile = ReportPage.Tile(
      label: label, value: format.percent(k, of: n), section: "calls")
    if let before, denominator(before.calls) > 0 {
      let m = denominator(before.calls)
      let j = numerator(before.calls)
      tile.previous = format.percent(j, of: m)
      let difference = Double(k) / Double(n) - Double(j) / Double(m)
      let interval = newcombe(k, of: n, minus: j, of: m)
      let isEvident = interval.low > 0 || interval.high < 0
      tile.change = ReportPage.Change(
        text: format.points(difference),
        interval: format.pointsInterval(interval.low, interval.high),
        movement: difference > 0 ? .up : difference < 0 ? .down : .level,
        meaning: !isEvident ? .noEvidence : difference > 0 ? .better : .worse)
    }
    return tile
  }
}

extension CSVTable {
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

  /// The table as the page shows it: the same cells, worded.
  func pageTable(_ caption: String, _ language: ReportLanguage) -> ReportPage.Table {
    let format = language.format
    let shares: Set<String> = [
      "answer_rate", "service_level", "coverage", "within_15min", "within_60min", "rate", "low",
      "high", "floor", "ceiling", "maturity", "share",
    ]
    let texts: Set<String> = [
      "agent_id", "agent", "team", "queue", "step", "source", "section", "cohort", "dimension",
      "value", "day", "first_at", "last_at", "status", "currency", "payroll_id", "gaps",
    ]
    let shown = columns.map { column in
      ReportPage.Table.Column(
        key: column, heading: ReportColumn(rawValue: column)?.heading(in: language) ?? column,
        kind: texts.contains(column) ? .text : shares.contains(column) ? .share : .number)
    }
    let body = rows.map { row in
      ReportPage.Table.Row(
        cells: zip(row, columns).map { cell, column in
          switch cell {
          case .empty: return .undefined
          case .text(let text):
            let word = name == "bridge" ? CSVTable.bridgeWord(text, language) : nil
            return ReportPage.Table.Cell(word ?? text)
          case .count(let value):
            return ReportPage.Table.Cell(format.integer(value), sort: Double(value))
          case .decimal(let text):
            let value = Double(text) ?? 0
            return ReportPage.Table.Cell(
              shares.contains(column)
                ? format.percent(value) : format.decimal(value, digits: 1), sort: value)
          }
        }, emphasis: row.first == .text("all") ? .total : .plain)
    }
    return ReportPage.Table(caption: caption, columns: shown, rows: body)
  }
}
