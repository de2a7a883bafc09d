/// Shares by row and hour, the lower the darker.
struct HeatMap: Sendable {
  /// A row: an agent, or the centre.
  struct Row: Sendable {
    var name: String
    /// Answered and rated by hour; hours without either are absent.
    var hours: [Int: (answered: Int, rated: Int)]
  }

  var title: String
  /// From the top down.
  var rows: [Row]

  /// Under so many a cell shows no share: it would be chance.
  static let enough = 5
  /// The least share, in percent, of each shade, the palest first.
  static let shades = [95, 90, 80, 70, 0]
}

/// Draws answer rates by hour; a cell's tooltip tells its counts.
func heatMapChart(_ map: HeatMap, language: ReportLanguage) -> ChartSVG {
  let format = language.format
  let found = map.rows.flatMap(\.hours.keys)
  let hours = Array((found.min() ?? 0)...(found.max() ?? 0))
  let legend =
    HeatMap.shades.enumerated().map { shade, least in
      LegendItem(
        swatch: "heat\(shade)", text: language.sentences.shade(least: least, shade: shade))
    } + [LegendItem(swatch: "few", text: language.sentences.fewerThan(HeatMap.enough))]
  let top = SVGCanvas.legendHeight(legend, width: ChartLayout.width) + 18
  let left = 112.0
  let step = (ChartLayout.width - left) / Double(hours.count)
  let height = 22.0
  var canvas = SVGCanvas(
    width: ChartLayout.width, height: top + height * Double(max(1, map.rows.count)), kind: "heat",
    title: map.title,
    description: map.rows.map { row in
      let answered = row.hours.values.reduce(0) { $0 + $1.answered }
      let rated = row.hours.values.reduce(0) { $0 + $1.rated }
      return "\(row.name): \(format.percent(answered, of: rated))"
    }.joined(separator: "; "))
  canvas.legend(legend)
  for (place, hour) in hours.enumerated() where step >= 20 || hour.isMultiple(of: 3) {
    canvas.text(
      String(hour), x: left + step * (Double(place) + 0.5), y: top - 5, class: "tick",
      anchor: .middle)
  }
  for (index, row) in map.rows.enumerated() {
    let y = top + height * Double(index)
    canvas.text(ChartLayout.fitted(row.name, to: left - 6), x: 0, y: y + 15, class: "label")
    for (place, hour) in hours.enumerated() {
      guard let cell = row.hours[hour], cell.rated > 0 else { continue }
      let isFew = cell.rated < HeatMap.enough
      let shade =
        HeatMap.shades.firstIndex { cell.answered * 100 >= $0 * cell.rated }
        ?? HeatMap.shades.count - 1
      let x = left + step * Double(place)
      canvas.rect(
        x: x + 0.5, y: y + 0.5, width: step - 1, height: height - 1,
        class: isFew ? "few" : "heat\(shade)",
        tip: "\(row.name), \(format.time(hour: hour, minute: 0)): "
          + "\(format.percent(cell.answered, of: cell.rated)) (\(format.integer(cell.answered)) / "
          + "\(format.integer(cell.rated)))")
      if !isFew, step >= 20 {
        let percent = (200 * cell.answered + cell.rated) / (2 * cell.rated)
        canvas.text(
          String(percent), x: x + step / 2, y: y + 15, class: "label", anchor: .middle)
      }
    }
  }
  if found.isEmpty {
    canvas.text(language.phrases.charts.noData, x: 0, y: top + 15, class: "label")
  }
  return canvas.finish()
}
