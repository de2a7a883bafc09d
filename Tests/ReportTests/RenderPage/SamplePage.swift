@testable import report

/// A pharmacy's October as a manager would open it, in either language.
enum SamplePage {
  static func report(_ language: ReportLanguage) -> ReportPage {
    let format = language.format
    let say = { (ru: String, en: String) in language == .ru ? ru : en }
    let sentences = language.sentences
    return ReportPage(
      language: language,
      shop: say("Аптека «Урал»", "Ural Pharmacy"),
      period: ReportPage.Period(
        kind: .month, title: format.month(10, year: 2026),
        dates: format.dates(from: date(2026, 10, 1), through: date(2026, 10, 31))),
      comparison: format.month(9, year: 2026),
      asOf: format.date(date(2026, 12, 1)),
      generator: "ringtally 0.1.0",
      configHash: "5f2a9c41d07e",
      tiles: tiles(language, say: say),
      actions: [
        ReportPage.Action(
          text: sentences.returnMissed(23),
          detail: say("Список: worklist/missed_calls.csv", "List: worklist/missed_calls.csv"),
          severity: .urgent, section: "callbacks"),
        ReportPage.Action(
          text: sentences.confirmOrders(7, oldest: format.duration(seconds: 9840)),
          severity: .urgent, section: "confirmation"),
        ReportPage.Action(
          text: sentences.worstHour(15, missed: 212, share: format.percent(212, of: 861)),
          detail: say("После 14:00 доля принятых ниже", "The answer rate falls after 14:00"),
          severity: .attention, section: "calls"),
        ReportPage.Action(
          text: sentences.silentNumber("+7 351 220-11-07", section: "blog", days: 9),
          severity: .attention, section: "sections"),
        ReportPage.Action(
          text: sentences.expiringParcels(41, within: 3), severity: .routine,
          section: "redemption"),
      ],
      notices: [
        ReportPage.Notice(
          text: sentences.unknownOutcomes(21, share: format.percent(21, of: 7433)),
          severity: .attention),
        ReportPage.Notice(
          text: sentences.immatureCohort(
            format.month(11, year: 2026), maturity: format.percent(0.41),
            floor: format.percent(0.31), ceiling: format.percent(0.89)),
          severity: .routine),
      ],
      sections: sections(language, say: say),
      navigation: ReportPage.Navigation(
        previous: ReportPage.Link(
          title: format.month(9, year: 2026), address: "../2026-09/report.html"),
        next: ReportPage.Link(
          title: format.month(11, year: 2026), address: "../2026-11/report.html"),
        index: ReportPage.Link(title: "", address: "../index.html"),
        files: ["calls_by_agent", "answer_latency", "redemption", "sections", "motivation"].map {
          ReportPage.Link(title: "\($0).csv", address: "csv/\($0).csv")
        }))
  }

  static func date(_ year: Int, _ month: Int, _ day: Int) -> ReportDate {
    ReportDate(year: year, month: month, day: day)
  }

  private static func tiles(
    _ language: ReportLanguage, say: (String, String) -> String
  ) -> [ReportPage.Tile] {
    let format = language.format
    let words = language.phrases.tiles
    let units = language.phrases.units
    return [
      ReportPage.Tile(
        label: words.answerRate, value: format.decimal(83.1), unit: "%",
        previous: format.percent(0.69),
        change: ReportPage.Change(
          text: format.points(0.141), interval: format.pointsInterval(0.127, 0.155),
          movement: .up, meaning: .better),
        course: [0.71, 0.69, 0.68, 0.7, 0.78, 0.82, 0.84, 0.83, 0.85], section: "calls"),
      ReportPage.Tile(
        label: words.missed, value: format.integer(1312), previous: format.integer(2187),
        change: ReportPage.Change(
          text: "\(ReportFormat.minus)40" + ReportFormat.narrowSpace + "%",
          interval: language.phrases.fromTo("−44", "−36") + ReportFormat.narrowSpace + "%",
          movement: .down, meaning: .better),
        course: [82, 79, 91, 88, 61, 47, 44, nil, 41], section: "calls"),
      ReportPage.Tile(
        label: words.serviceLevel, value: format.decimal(74.6), unit: "%",
        previous: format.percent(0.752),
        change: ReportPage.Change(
          text: format.points(-0.006), interval: format.pointsInterval(-0.021, 0.009),
          movement: .down, meaning: .noEvidence), section: "latency"),
      ReportPage.Tile(
        label: words.callbackLatency, value: "47", unit: units.minute,
        previous: format.duration(seconds: 1860),
        change: ReportPage.Change(
          text: "+16\u{A0}" + units.minute, movement: .up, meaning: .worse), section: "callbacks"),
      ReportPage.Tile(
        label: words.handlingTime, value: "3:05", unit: units.minute,
        previous: format.duration(seconds: 602),
        change: ReportPage.Change(
          text: ReportFormat.minus + format.duration(seconds: 417), movement: .down,
          meaning: .better), section: "confirmation"),
      ReportPage.Tile(
        label: words.redemptionRate, value: format.decimal(76.9), unit: "%",
        previous: format.percent(0.671),
        change: ReportPage.Change(
          text: format.points(0.098), interval: format.pointsInterval(0.071, 0.125),
          movement: .up, meaning: .better), section: "redemption"),
    ]
  }

  private static func sections(
    _ language: ReportLanguage, say: (String, String) -> String
  ) -> [ReportPage.Section] {
    let words = language.phrases.sections
    let format = language.format
    let sentences = language.sentences
    return [
      ReportPage.Section(
        id: "calls", heading: words.calls,
        lead: sentences.calls(
          offered: 7433, answered: 6100, missed: 1312, answerRate: format.percent(0.831)),
        charts: [SampleCharts.hourly(language), SampleCharts.daily(language)],
        tables: [SampleTables.bridge(language)],
        definitions: definitions([.bridge, .answerRate], language)),
      ReportPage.Section(
        id: "agents", heading: words.agents,
        lead: sentences.agents(
          count: 8, best: say("Петрова Анна", "Anna Petrova"), bestRate: format.percent(0.942),
          worst: say("Ким Олег", "Oleg Kim"), worstRate: format.percent(0.713)),
        tables: [SampleTables.agents(language)],
        definitions: definitions([.agentOffered, .agentAnswerRate, .pickupTime], language)),
      ReportPage.Section(
        id: "latency", heading: words.answerLatency,
        lead: sentences.latency(
          p50: format.duration(seconds: 9), p90: format.duration(seconds: 41),
          threshold: format.duration(seconds: 20), serviceLevel: format.percent(0.746),
          formula: "ringtally"),
        charts: [SampleCharts.latency(language)],
        definitions: definitions([.latencyQuantiles, .serviceLevel], language)),
      ReportPage.Section(
        id: "callbacks", heading: words.callbacks,
        lead: sentences.callbacks(
          episodes: 1204, coverage: format.percent(0.71), p50: format.duration(seconds: 2820)),
        definitions: definitions([.callbackCoverage, .callbackLatency], language)),
      ReportPage.Section(
        id: "confirmation", heading: words.confirmation,
        lead: sentences.confirmation(
          orders: 2951, p50: format.duration(seconds: 760), p90: format.duration(seconds: 5400),
          never: 61),
        definitions: definitions([.confirmationTime, .handlingTime], language)),
      ReportPage.Section(
        id: "redemption", heading: words.redemption,
        lead: sentences.redemption(
          cohort: format.monthInText(10, year: 2026), rate: format.percent(0.769),
          interval: format.percentRange(0.753, 0.784)),
        charts: [SampleCharts.cohorts(language)], tables: [SampleTables.redemption(language)],
        notes: [language.phrases.page.immatureNote],
        definitions: definitions([.redemptionRate, .redemptionBounds], language)),
      ReportPage.Section(
        id: "sections", heading: words.siteSections,
        lead: sentences.sections(
          calls: 5203, top: say("Каталог лекарств", "Medicines"), topShare: format.percent(0.38)),
        charts: [SampleCharts.sections(language)],
        definitions: definitions([.sectionCalls, .callsPer1000Visits], language)),
      ReportPage.Section(
        id: "motivation", heading: words.motivation,
        lead: sentences.motivation(
          agents: 8, total: format.money(minor: 11_842_350, currency: "RUB")),
        tables: [SampleTables.motivation(language)],
        definitions: definitions([.motivationScore, .motivationBonus], language)),
      ReportPage.Section(
        id: "quality", heading: words.dataQuality,
        lead: sentences.dataQuality(
          rows: 61_204, rejected: 12, share: format.percent(12, of: 61_204))
      ),
    ]
  }

  private static func definitions(
    _ measures: [DefinedMeasure], _ language: ReportLanguage
  ) -> [MeasureDefinition] {
    measures.map { $0.definition(in: language) }
  }

  static func index(_ language: ReportLanguage) -> IndexPage {
    let format = language.format
    return IndexPage(
      language: language, shop: language == .ru ? "Аптека «Урал»" : "Ural Pharmacy",
      asOf: format.date(date(2026, 12, 1)), generator: "ringtally 0.1.0",
      entries: [
        IndexPage.Entry(
          kind: .month, title: format.month(11, year: 2026),
          dates: format.dates(from: date(2026, 11, 1), through: date(2026, 11, 30)),
          address: "2026-11/report.html", figures: format.percent(0.842), state: .open),
        IndexPage.Entry(
          kind: .month, title: format.month(10, year: 2026),
          dates: format.dates(from: date(2026, 10, 1), through: date(2026, 10, 31)),
          address: "2026-10/report.html", figures: format.percent(0.831)),
        IndexPage.Entry(
          kind: .week, title: format.week(47, year: 2026),
          dates: format.dates(from: date(2026, 11, 16), through: date(2026, 11, 22)),
          address: "2026-W47/report.html"),
        IndexPage.Entry(
          kind: .day, title: format.date(date(2026, 11, 21)),
          dates: format.shortWeekday(5), address: "2026-11-21/report.html"),
      ])
  }
}
