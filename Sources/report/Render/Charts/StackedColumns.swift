/// Counts by hour or by day, stacked by outcome.
struct StackedColumns: Sendable {
  /// A column's place on the axis.
  struct Category: Sendable {
    /// The label on the axis; empty for none.
    var label: String
    /// The column's name in its tooltip.
    var name: String
  }

  /// One outcome over all columns.
  struct Series: Sendable {
    /// What it stands for.
    var role: SeriesRole
    /// Its name in the report's language.
    var name: String
    /// A count for each category; missing ones are 0.
    var values: [Int]
  }

  /// A line across all columns to compare with.
  struct Reference: Sendable {
    /// Where it lies.
    var value: Double
    /// What it is.
    var label: String
  }

  /// What the picture shows.
  var title: String
  /// What it says, for readers who do not see it.
  var description: String
  /// The axis.
  var categories: [Category]
  /// The outcomes, from the bottom up.
  var series: [Series]
  /// The previous period's mean.
  var reference: Reference?
}

/// Calls by hour of the day, 0–23, stacked by outcome; each series has 24 counts.
func hourlyCallsChart(
  title: String, series: [StackedColumns.Series], language: ReportLanguage
) -> ChartSVG {
  let format = language.format
  let categories = (0..<24).map { hour in
    StackedColumns.Category(
      label: hour % 3 == 0 ? String(hour) : "",
      name: "\(format.time(hour: hour, minute: 0))–\(format.time(hour: hour + 1, minute: 0))")
  }
  return stackedColumnsChart(
    StackedColumns(
      title: title, description: describe(series, language: language), categories: categories,
      series: series),
    language: language)
}

/// Calls of each day, stacked, with the daily mean of the previous period as a line.
///
/// Each day has a label and a full name; where there are many, every fifth label is shown.
func dailyTrendChart(
  title: String, days: [StackedColumns.Category], series: [StackedColumns.Series],
  previousMean: Double?, language: ReportLanguage
) -> ChartSVG {
  let spacing = days.count > 14 ? 5 : days.count > 8 ? 2 : 1
  let categories = days.enumerated().map { index, day in
    // The last label would run into its neighbour where it is closer than the spacing.
    StackedColumns.Category(label: index.isMultiple(of: spacing) ? day.label : "", name: day.name)
  }
  let reference = previousMean.map {
    StackedColumns.Reference(
      value: $0,
      label: "\(language.phrases.charts.previousMean): \(language.format.decimal($0, digits: 0))")
  }
  return stackedColumnsChart(
    StackedColumns(
      title: title, description: describe(series, language: language), categories: categories,
      series: series, reference: reference),
    language: language)
}

/// Draws stacked columns; heights are proportional to counts from a zero line.
func stackedColumnsChart(_ chart: StackedColumns, language: ReportLanguage) -> ChartSVG {
  let format = language.format
  let totals = chart.categories.indices.map { index in
    chart.series.reduce(0) { $0 + max(0, $1.values[at: index]) }
  }
  let peak = max(totals.max() ?? 0, Int((chart.reference?.value ?? 0).rounded(.up)))
  let ticks = ChartLayout.ticks(upTo: peak)
  let top = Double(ticks.last ?? 1)

  var legend = chart.series.map { LegendItem(swatch: $0.role.rawValue, text: $0.name) }
  if let reference = chart.reference {
    legend.append(LegendItem(swatch: "reference", text: reference.label))
  }
  let legendHeight = SVGCanvas.legendHeight(legend, width: ChartLayout.width)
  let left = ticks.map { ChartLayout.width(of: format.integer($0)) }.max().map { $0 + 6 } ?? 6
  let plot = (top: legendHeight + 10, height: 160.0, width: ChartLayout.width - left)
  let bottom = plot.top + plot.height

  var canvas = SVGCanvas(
    width: ChartLayout.width, height: bottom + 22, kind: "columns", title: chart.title,
    description: chart.description)
  canvas.legend(legend)
  for tick in ticks {
    let y = bottom - Double(tick) / top * plot.height
    canvas.line(x1: left, y1: y, x2: ChartLayout.width, y2: y, class: "grid")
    canvas.text(format.integer(tick), x: left - 6, y: y + 4, class: "tick", anchor: .end)
  }
  let step = plot.width / Double(max(1, chart.categories.count))
  let barWidth = min(step * 0.78, 36)
  for (index, category) in chart.categories.enumerated() {
    let x = left + step * Double(index) + (step - barWidth) / 2
    var y = bottom
    for series in chart.series {
      let value = series.values[at: index]
      guard value > 0 else { continue }
      let height = Double(value) / top * plot.height
      y -= height
      canvas.rect(
        x: x, y: y, width: barWidth, height: height, class: "bar \(series.role.rawValue)",
        tip: "\(category.name): \(series.name) – \(format.integer(value))")
    }
    if !category.label.isEmpty {
      canvas.text(
        category.label, x: x + barWidth / 2, y: bottom + 16, class: "tick", anchor: .middle)
    }
  }
  canvas.line(x1: left, y1: bottom, x2: ChartLayout.width, y2: bottom, class: "axis")
  if let reference = chart.reference {
    let y = bottom - reference.value / top * plot.height
    canvas.line(
      x1: left, y1: y, x2: ChartLayout.width, y2: y, class: "reference", tip: reference.label)
  }
  if totals.allSatisfy({ $0 == 0 }) {
    canvas.text(
      language.phrases.charts.noData, x: left + plot.width / 2, y: plot.top + plot.height / 2,
      class: "label", anchor: .middle)
  }
  return canvas.finish()
}

private func describe(_ series: [StackedColumns.Series], language: ReportLanguage) -> String {
  series.map { "\($0.name): \(language.format.integer($0.values.reduce(0, +)))" }
    .joined(separator: "; ")
}

extension [Int] {
  /// The element at `index`, 0 past the end.
  fileprivate subscript(at index: Int) -> Int { indices.contains(index) ? self[index] : 0 }
}
