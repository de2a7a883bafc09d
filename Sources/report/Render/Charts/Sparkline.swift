/// A small course of a figure beside its value; the last point is marked.
///
/// Values come oldest first; `nil` breaks the line.
func sparkline(_ values: [Double?], title: String, language: ReportLanguage) -> ChartSVG {
  let (width, height) = (120.0, 28.0)
  let known = values.compactMap { $0 }.filter(\.isFinite)
  let low = known.min() ?? 0
  let span = (known.max() ?? 0) - low
  let step = values.count > 1 ? (width - 8) / Double(values.count - 1) : 0
  func place(_ index: Int, _ value: Double) -> (x: Double, y: Double) {
    (4 + step * Double(index), height - 4 - (span > 0 ? (value - low) / span : 0.5) * (height - 8))
  }

  let format = language.format
  let ends = [known.first, known.last].map { format.decimal($0, digits: 2) }
  var canvas = SVGCanvas(
    width: width, height: height, kind: "sparkline",
    title: "\(title): \(language.phrases.charts.trend)",
    description: ends.joined(separator: " → "))
  var run: [(x: Double, y: Double)] = []
  var last: (x: Double, y: Double)?
  for (index, value) in values.enumerated() {
    guard let value, value.isFinite else {
      canvas.polyline(run, class: "course")
      run = []
      continue
    }
    run.append(place(index, value))
    last = run.last
  }
  canvas.polyline(run, class: "course")
  if let last { canvas.circle(x: last.x, y: last.y, radius: 2.8, class: "end") }
  return canvas.finish()
}
