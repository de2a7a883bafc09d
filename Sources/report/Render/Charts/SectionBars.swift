/// A site section's calls, beside what they were.
struct SectionBar: Sendable {
  /// The section's name.
  var name: String
  /// Calls of the period.
  var value: Int
  /// Calls of the previous period over equally many days; `nil` where there is none.
  var previous: Int?
  /// The change in words: `+12 %` or "no evidence of change".
  var change: String?
}

/// Horizontal bars by site section, a mark at the previous period's value.
///
/// A name stands above its bar, so that a long one has the whole width.
func sectionBarsChart(title: String, bars: [SectionBar], language: ReportLanguage) -> ChartSVG {
  let format = language.format
  let words = language.phrases.charts
  let most = max(1, bars.flatMap { [$0.value, $0.previous ?? 0] }.max() ?? 1)
  let hasPrevious = bars.contains { $0.previous != nil }
  let legend =
    hasPrevious
    ? [
      LegendItem(swatch: "answered", text: words.calls),
      LegendItem(swatch: "previous", text: words.previousPeriod),
    ] : []
  let top = SVGCanvas.legendHeight(legend, width: ChartLayout.width) + (hasPrevious ? 4 : 0)
  let row = 38.0
  let valueRoom = ChartLayout.width(of: format.integer(most)) + 8
  let room = ChartLayout.width - valueRoom

  var canvas = SVGCanvas(
    width: ChartLayout.width, height: top + max(1, Double(bars.count)) * row, kind: "sections",
    title: title,
    description: bars.map { "\($0.name): \(format.integer($0.value))" }.joined(separator: "; "))
  canvas.legend(legend)
  for (index, bar) in bars.enumerated() {
    let y = top + Double(index) * row
    let changeRoom = bar.change.map { min(ChartLayout.width(of: $0) + 10, 200) } ?? 0
    canvas.text(
      ChartLayout.fitted(bar.name, to: ChartLayout.width - changeRoom), x: 0, y: y + 13,
      class: "label")
    if let change = bar.change {
      canvas.text(
        ChartLayout.fitted(change, to: 190), x: ChartLayout.width, y: y + 13, class: "tick",
        anchor: .end)
    }
    let length = Double(max(0, bar.value)) / Double(most) * room
    let was = bar.previous.map { " (\(words.previousPeriod): \(format.integer($0)))" } ?? ""
    canvas.rect(
      x: 0, y: y + 18, width: length, height: 12, class: "bar answered",
      tip: "\(bar.name): \(format.integer(bar.value))\(was)")
    var end = length
    if let previous = bar.previous {
      let x = Double(max(0, previous)) / Double(most) * room
      canvas.line(x1: x, y1: y + 15, x2: x, y2: y + 33, class: "previous")
      // A mark just past the bar's end would strike through the figure.
      if x > length - 3, x < length + valueRoom { end = x }
    }
    canvas.text(format.integer(bar.value), x: end + 5, y: y + 28, class: "value")
  }
  if bars.isEmpty { canvas.text(words.noData, x: 0, y: 20, class: "label") }
  return canvas.finish()
}
