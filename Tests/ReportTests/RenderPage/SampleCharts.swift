@testable import report

/// The sample page's pictures.
enum SampleCharts {
  static func hourly(_ language: ReportLanguage) -> ChartSVG {
    let shape = [
      0, 0, 0, 0, 0, 0, 0, 1, 4, 62, 78, 81, 76, 70, 66, 65, 61, 54, 47, 40, 31, 6, 2, 1,
    ]
    let open = shape.map { $0 > 20 ? $0 : 0 }
    return hourlyCallsChart(
      title: language.phrases.charts.callsByHour,
      series: series(
        language, open: open.map { $0 * 9 }, closed: shape.map { $0 > 20 ? 0 : $0 * 9 }),
      language: language)
  }

  private static func series(
    _ language: ReportLanguage, open: [Int], closed: [Int]
  ) -> [StackedColumns.Series] {
    let words = language.phrases.tiles
    return [
      StackedColumns.Series(
        role: .answered, name: words.answered,
        values: open.enumerated().map { $1 * ($0 < 14 ? 88 : 76) / 100 }),
      StackedColumns.Series(
        role: .missed, name: words.missed,
        values: open.enumerated().map { $1 - $1 * ($0 < 14 ? 88 : 76) / 100 }),
      StackedColumns.Series(
        role: .closed, name: BridgeStep.closed.text(in: language), values: closed),
    ]
  }

  static func daily(_ language: ReportLanguage) -> ChartSVG {
    let format = language.format
    let counts = (1...31).map { day in
      (day + 3) % 7 == 0 ? 0 : (day + 3) % 7 == 6 ? 140 : 250 + (day * 37) % 60
    }
    let words = language.phrases.tiles
    return dailyTrendChart(
      title: language.phrases.charts.callsByDay,
      days: (1...31).map { day in
        StackedColumns.Category(
          label: String(day), name: format.date(SamplePage.date(2026, 10, day)))
      },
      series: [
        StackedColumns.Series(
          role: .answered, name: words.answered, values: counts.map { $0 * 82 / 100 }),
        StackedColumns.Series(
          role: .missed, name: words.missed, values: counts.map { $0 - $0 * 82 / 100 }),
      ], previousMean: 241.3, language: language)
  }

  static func latency(_ language: ReportLanguage) -> ChartSVG {
    var bins = LatencyBins(threshold: 20)
    for (seconds, count) in [
      (3, 1510), (8, 1702), (13, 910), (20, 610), (26, 540), (35, 330), (55, 260), (80, 120),
      (110, 64), (300, 54),
    ] { bins.add(seconds: seconds, count: count) }
    return latencyHistogramChart(
      title: language.phrases.charts.answerLatency, bins: bins, language: language)
  }

  static func cohorts(_ language: ReportLanguage) -> ChartSVG {
    let format = language.format
    return cohortChart(
      title: language.phrases.charts.redemptionCohorts,
      points: [
        CohortPoint(
          label: format.shortMonth(8, year: 2026), rate: 0.668, low: 0.651, high: 0.685,
          floor: 0.664, ceiling: 0.67, state: .mature, shipped: 2870),
        CohortPoint(
          label: format.shortMonth(9, year: 2026), rate: 0.671, low: 0.654, high: 0.688,
          floor: 0.659, ceiling: 0.684, state: .mature, shipped: 2810),
        CohortPoint(
          label: format.shortMonth(10, year: 2026), rate: 0.769, low: 0.753, high: 0.784,
          floor: 0.742, ceiling: 0.788, state: .mature, shipped: 2902),
        CohortPoint(
          label: format.shortMonth(11, year: 2026), rate: 0.781, low: 0.753, high: 0.807,
          floor: 0.31, ceiling: 0.89, state: .immature, shipped: 2640),
      ], language: language)
  }

  static func sections(_ language: ReportLanguage) -> ChartSVG {
    let ru = language == .ru
    let change = { (value: Double) in
      language.format.signedDecimal(value, digits: 0) + ReportFormat.narrowSpace + "%"
    }
    return sectionBarsChart(
      title: language.phrases.charts.siteSections,
      bars: [
        SectionBar(
          name: ru ? "Каталог лекарств" : "Medicines", value: 1977, previous: 1762,
          change: change(12.2)),
        SectionBar(
          name: ru ? "Доставка и оплата" : "Delivery and payment", value: 1204, previous: 1210,
          change: language.phrases.change.noEvidence),
        SectionBar(
          name: ru ? "Личный кабинет: статус заказа" : "Account: order status", value: 902,
          previous: 1544, change: change(-41.6)),
        SectionBar(
          name: ru ? "Акции" : "Offers", value: 611, previous: 498, change: change(22.7)),
        SectionBar(
          name: ru ? "Витамины и БАД" : "Vitamins", value: 488, previous: 480,
          change: language.phrases.change.noEvidence),
        SectionBar(
          name: ru ? "Блог" : "Blog", value: 21, previous: 102, change: change(-79.4)),
      ], language: language)
  }
}
