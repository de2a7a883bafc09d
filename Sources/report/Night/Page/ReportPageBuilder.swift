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

  var language: ReportLanguage { composer.language }
  var format: ReportFormat { language.format }

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
    page.actions = actions
    page.notices = notices
    page.navigation.index = ReportPage.Link(
      title: language.phrases.page.allReports, address: "../index.html")
    if known.contains(period.previous) {
      page.navigation.previous = link(period.previous)
    }
    if let next = known.first(where: { $0.previous == period }) {
      page.navigation.next = link(next)
    }
    page.navigation.files = (figures.tables.map(\.name) + PeriodRows.names).sorted().map {
      ReportPage.Link(title: $0 + ".csv", address: "csv/\($0).csv")
    }
    return page
  }

  private func link(_ period: Period) -> ReportPage.Link {
    ReportPage.Link(
      title: period.title(in: language), address: "../\(period.name)/report.html")
  }

  // MARK: - Charts

  /// Offered calls by hour, stacked by what became of them.
  var hourly: ChartSVG {
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

  var latency: ChartSVG {
    var bins = LatencyBins(threshold: composer.config.calls.serviceLevelWithin)
    for (value, count) in figures.calls.latency.sorted { bins.add(seconds: value, count: count) }
    return latencyHistogramChart(
      title: language.phrases.charts.answerLatency, bins: bins, language: language)
  }

  /// Redemption by month cohort; `nil` where there are no cohorts.
  var cohorts: ChartSVG? {
    let points = figures.rows("redemption").filter { $0.text("dimension") == "all" }.suffix(12)
      .compactMap { row -> CohortPoint? in
        guard let month = Period(row.text("cohort")), let shipped = row.count("shipped"),
          shipped > 0
        else { return nil }
        let (year, number, _) = month.first.civil
        return CohortPoint(
          label: format.shortMonth(number, year: year), rate: row.number("rate"),
          low: row.number("low"), high: row.number("high"), floor: row.number("floor"),
          ceiling: row.number("ceiling"), state: isMature(row) ? .mature : .immature,
          shipped: shipped)
      }
    guard !points.isEmpty else { return nil }
    return cohortChart(
      title: language.phrases.charts.redemptionCohorts, points: points, language: language)
  }

  /// Calls by site section, the most called first.
  var sectionBars: ChartSVG? {
    let then = Dictionary(
      (before?.rows("sections") ?? []).map { ($0.text("section"), $0.count("calls") ?? 0) },
      uniquingKeysWith: { first, _ in first })
    let bars = figures.rows("sections").filter { $0.text("section") != "all" }
      .map { row in
        let name = row.text("section")
        let value = row.count("calls") ?? 0
        // An open period has fewer days than the one before: only the table compares it.
        let previous = isComplete && !then.isEmpty ? then[name] ?? 0 : nil
        return SectionBar(
          name: TableWord(rawValue: name)?.text(in: language) ?? name, value: value,
          previous: previous, change: previous.flatMap { change(value, from: $0) })
      }
      .sorted { ($0.value, $1.name) > ($1.value, $0.name) }
    guard !bars.isEmpty else { return nil }
    return sectionBarsChart(
      title: language.phrases.charts.siteSections, bars: Array(bars.prefix(14)),
      language: language)
  }

  /// A relative change of two counts in words.
  private func change(_ now: Int, from then: Int) -> String? {
    guard then > 0 else { return nil }
    guard isEvident(now, then) else { return language.phrases.change.noEvidence }
    return format.signedPercent(Double(now - then) / Double(then), digits: 0)
  }

  /// Whether two counts differ by more than chance: the 95 % limit for Poisson counts.
  func isEvident(_ now: Int, _ then: Int) -> Bool {
    Double(abs(now - then)) > 1.96 * Double(now + then).squareRoot()
  }

  /// Whether the period is over.
  var isComplete: Bool { figures.period.last < composer.asOf }

  /// The share of ended orders from which a cohort is judged.
  var matureAt: Double {
    let share = composer.config.orders.matureAt
    return Double(share.numerator) / Double(share.denominator)
  }

  func isMature(_ cohort: FigureRow) -> Bool { (cohort.number("maturity") ?? 0) >= matureAt }
}
