import Ingest
import Metrics

extension ReportPageBuilder {
  /// The chapters that have figures, in order.
  var sections: [ReportPage.Section] {
    let words = language.phrases.sections
    return [
      section(
        "calls", words.bridge, "bridge", lead: callsLead, charts: [hourly],
        [.bridge, .answerRate, .abandonmentRate]),
      pbx,
      section(
        "agents", words.agents, "calls_by_agent", lead: agentsLead,
        [.agentOffered, .agentAnswerRate, .pickupTime]), agentHours, agentTime,
      withServiceLevels(
        section(
          "latency", words.answerLatency, "answer_latency", lead: latencyLead, charts: [latency],
          [.serviceLevel, .latencyQuantiles])),
      overflow,
      section(
        "callbacks", words.callbacks, "callbacks", lead: callbacksLead,
        [.callbackCoverage, .callbackLatency]),
      customers,
      section(
        "confirmation", words.confirmation, "confirmation", lead: confirmationLead,
        [.confirmationTime, .handlingTime]),
      redemption,
      section(
        "sections", words.siteSections, "sections", lead: sectionsLead,
        charts: [sectionBars].compactMap { $0 }, [.sectionCalls, .callsPer1000Visits]),
      motivation,
      section("quality", words.dataQuality, "data_quality", lead: qualityLead, []),
    ].compactMap { $0 }
  }

  /// A chapter; `nil` where its table is absent or empty.
  private func section(
    _ id: String, _ heading: String, _ name: String, lead: String?, charts: [ChartSVG] = [],
    _ measures: [DefinedMeasure]
  ) -> ReportPage.Section? {
    guard let table = figures.table(name) else { return nil }
    return ReportPage.Section(
      id: id, heading: heading, lead: lead, charts: charts,
      tables: [
        table.pageTable(
          heading, language, currency: composer.config.currency, matureAt: matureAt)
      ],
      definitions: measures.map(definition))
  }

  /// A measure's definition; the service level's is that of the configured formula.
  private func definition(_ measure: DefinedMeasure) -> MeasureDefinition {
    measure == .serviceLevel
      ? composer.config.calls.formula.definition(in: language) : measure.definition(in: language)
  }

  /// The overflow route; `nil` where every call meets one station at most.
  private var overflow: ReportPage.Section? {
    guard figures.rows(OverflowTable.name).contains(where: { ($0.count("hop") ?? 0) > 1 }) else {
      return nil
    }
    return section(
      "overflow", language.phrases.sections.overflow, OverflowTable.name, lead: nil, [.overflow])
  }

  /// Cohorts as a whole and by payment; the other dimensions and columns are in the file.
  private var redemption: ReportPage.Section? {
    guard let table = figures.table("redemption") else { return nil }
    let shown = table.figureRows.enumerated().filter {
      ["all", "payment"].contains($1.text("dimension")) && ($1.count("shipped") ?? 0) > 0
    }
    guard !shown.isEmpty else { return nil }
    let words = language.phrases
    let whole = shown.map(\.element).filter { $0.text("dimension") == "all" }
    let newest = whole.last { isMature($0) }
    var section = ReportPage.Section(
      id: "redemption", heading: words.sections.redemption,
      lead: newest.map {
        language.sentences.redemption(
          cohort: Period($0.text("cohort"))?.title(in: language) ?? $0.text("cohort"),
          rate: format.percent($0.number("rate")),
          interval: format.percentRange($0.number("low"), $0.number("high")))
      }, charts: [cohorts].compactMap { $0 },
      tables: [cohortTable(table, rows: shown.map(\.offset))])
    if whole.contains(where: { !isMature($0) }) { section.notes = [words.page.immatureNote] }
    section.definitions = [DefinedMeasure.redemptionRate, .redemptionBounds].map {
      $0.definition(in: language)
    }
    return section
  }

  /// The columns of a cohort that fit a telephone first, then the counts behind them; a row of a
  /// payment is named after its cohort.
  private func cohortTable(_ whole: CSVTable, rows: [Int]) -> ReportPage.Table {
    let order = ["cohort", "shipped", "rate", "maturity", "redeemed", "returned", "open"]
    var table = CSVTable(name: whole.name, columns: order)
    let places = order.compactMap(whole.columns.firstIndex)
    table.rows = rows.map { row in places.map { whole.rows[row][$0] } }
    var page = table.pageTable(
      language.phrases.sections.redemption, language, currency: composer.config.currency,
      matureAt: matureAt)
    let figures = whole.figureRows
    for (index, row) in rows.enumerated() where figures[row].text("dimension") != "all" {
      let value = figures[row].text("value")
      page.rows[index].cells[0].text +=
        " · " + (TableWord(rawValue: value)?.text(in: language) ?? value)
    }
    return page
  }

  private var motivation: ReportPage.Section? {
    let rows = figures.rows("motivation")
    let totals = rows.compactMap { $0.minor("total") }
    var section = section(
      "motivation", language.phrases.sections.motivation, "motivation",
      lead: totals.isEmpty
        ? nil
        : language.sentences.motivation(
          agents: totals.count,
          total: format.money(
            minor: totals.reduce(0, +), currency: composer.config.currency)),
      [.motivationScore, .motivationBonus])
    if totals.count < rows.count {
      section?.notes = [language.sentences.undeterminedBonuses(rows.count - totals.count)]
    }
    return section
  }

  // MARK: - Leads

  private var callsLead: String? {
    let calls = figures.calls
    guard calls.offered > 0 else { return nil }
    return language.sentences.calls(
      offered: calls.offered, answered: calls.answered, missed: calls.missed,
      answerRate: format.percent(
        calls.answered, of: calls.offered - calls.unknown - calls.shortAbandoned))
  }

  private var agentsLead: String? {
    let rated = agentRows.compactMap { row in row.number("answer_rate").map { (row, $0) } }
    guard rated.count > 1, let best = rated.max(by: { $0.1 < $1.1 }),
      let worst = rated.min(by: { $0.1 < $1.1 })
    else { return nil }
    return language.sentences.agents(
      count: rated.count, best: name(of: best.0), bestRate: format.percent(best.1),
      worst: name(of: worst.0), worstRate: format.percent(worst.1))
  }

  private var latencyLead: String? {
    guard let all = figures.total("answer_latency", "queue"), let half = all.count("p50_s"),
      let most = all.count("p90_s")
    else { return nil }
    return language.sentences.latency(
      p50: format.duration(seconds: half), p90: format.duration(seconds: most),
      threshold: format.duration(seconds: all.count("threshold_s")),
      serviceLevel: format.percent(all.number("service_level")), formula: all.text("formula"))
  }

  private var callbacksLead: String? {
    guard let all = figures.total("callbacks", "day"), let episodes = all.count("episodes"),
      let coverage = all.number("coverage"), let half = all.count("p50_open_s")
    else { return nil }
    return language.sentences.callbacks(
      episodes: episodes, coverage: format.percent(coverage), p50: format.duration(seconds: half))
  }

  private var confirmationLead: String? {
    guard let all = figures.total("confirmation", "agent_id"),
      let confirmed = all.count("confirmed"), let half = all.count("p50_open_s"),
      let most = all.count("p90_open_s")
    else { return nil }
    return language.sentences.confirmation(
      orders: confirmed, p50: format.duration(seconds: half), p90: format.duration(seconds: most),
      never: all.count("never_confirmed") ?? 0)
  }

  private var sectionsLead: String? {
    let named = figures.rows("sections").filter {
      $0.text("section") != "all" && !$0.text("section").hasPrefix("(")
    }
    let calls = named.reduce(0) { $0 + ($1.count("calls") ?? 0) }
    guard calls > 0,
      let top = named.max(by: { ($0.count("calls") ?? 0) < ($1.count("calls") ?? 0) })
    else { return nil }
    return language.sentences.sections(
      calls: calls, top: top.text("section"),
      topShare: format.percent(top.count("calls") ?? 0, of: calls))
  }

  private var qualityLead: String? {
    refused.map {
      language.sentences.dataQuality(
        rows: $0.rows, rejected: $0.rejected,
        share: format.percent($0.rejected, of: $0.rows, digits: 2))
    }
  }
}
