/// A cohort's redemption: the rate with its interval, and the bounds that open orders leave.
struct CohortPoint: Sendable {
  /// The cohort's label on the axis: `сен 26`.
  var label: String
  /// Redeemed of those that ended; `nil` where none has.
  var rate: Double?
  /// The lower end of the rate's 95 % interval.
  var low: Double?
  /// The upper end.
  var high: Double?
  /// The rate if nobody else redeems.
  var floor: Double?
  /// The rate if everybody does.
  var ceiling: Double?
  /// Whether enough of the cohort has ended to judge it.
  var state: State
  /// Orders shipped.
  var shipped: Int

  /// Whether a cohort can be judged.
  enum State: Sendable {
    case mature, immature
  }
}

/// Redemption by cohort: points with intervals over floor–ceiling bands; immature ones are dashed.
///
/// Points come oldest first; twelve fit.
func cohortChart(title: String, points: [CohortPoint], language: ReportLanguage) -> ChartSVG {
  let format = language.format
  let words = language.phrases.charts
  let values = points.flatMap { [$0.rate, $0.low, $0.high, $0.floor, $0.ceiling] }
    .compactMap { $0 }.filter(\.isFinite)
  let range = tenths(around: values)
  var legend = [
    LegendItem(swatch: "rate", text: words.rateWithInterval),
    LegendItem(swatch: "band", text: words.floorToCeiling),
  ]
  if points.contains(where: { $0.state == .immature }) {
    legend.append(LegendItem(swatch: "immature", text: words.immature))
  }
  let legendHeight = SVGCanvas.legendHeight(legend, width: ChartLayout.width)
  let left = ChartLayout.width(of: "100 %") + 6
  let plot = (top: legendHeight + 16, height: 170.0, width: ChartLayout.width - left)
  let bottom = plot.top + plot.height
  func y(_ share: Double) -> Double {
    bottom - (share - range.lowerBound) / (range.upperBound - range.lowerBound) * plot.height
  }

  var canvas = SVGCanvas(
    width: ChartLayout.width, height: bottom + 24, kind: "cohorts", title: title,
    description: points.map { "\($0.label): \(format.percent($0.rate))" }.joined(separator: "; "))
  canvas.legend(legend)
  let lines = Int((range.upperBound - range.lowerBound) * 10 + 0.5)
  for index in stride(from: 0, through: lines, by: lines > 6 ? 2 : 1) {
    let share = range.lowerBound + Double(index) / 10
    canvas.line(
      x1: left, y1: y(share), x2: ChartLayout.width, y2: y(share),
      class: index == 0 ? "axis" : "grid")
    canvas.text(
      format.percent(share, digits: 0), x: left - 6, y: y(share) + 4, class: "tick", anchor: .end)
  }

  let step = plot.width / Double(max(1, points.count))
  let mature = points.enumerated().compactMap { index, point -> (x: Double, y: Double)? in
    guard point.state == .mature, let rate = point.rate else { return nil }
    return (left + step * (Double(index) + 0.5), y(rate))
  }
  canvas.polyline(mature, class: "course")
  let labelEvery = points.count > 7 ? 2 : 1
  for (index, point) in points.enumerated() {
    let x = left + step * (Double(index) + 0.5)
    let state = point.state == .mature ? "mature" : "immature"
    let tip = describe(point, format: format)
    if let floor = point.floor, let ceiling = point.ceiling {
      canvas.rect(
        x: x - min(step * 0.36, 18), y: y(ceiling), width: min(step * 0.72, 36),
        height: max(1, y(floor) - y(ceiling)), class: "band \(state)", tip: tip)
    }
    if let low = point.low, let high = point.high {
      canvas.line(x1: x, y1: y(low), x2: x, y2: y(high), class: "interval \(state)", tip: tip)
      for end in [low, high] {
        canvas.line(x1: x - 4, y1: y(end), x2: x + 4, y2: y(end), class: "interval \(state)")
      }
    }
    if let rate = point.rate {
      canvas.circle(x: x, y: y(rate), radius: 4.5, class: "rate \(state)", tip: tip)
    } else {
      canvas.text(
        ReportFormat.undefined, x: x, y: plot.top + plot.height / 2, class: "label",
        anchor: .middle)
    }
    // Counted from the newest, so that the cohort that matters most keeps its label.
    if (points.count - 1 - index).isMultiple(of: labelEvery) {
      canvas.text(
        ChartLayout.fitted(point.label, to: step * Double(labelEvery)), x: x, y: bottom + 17,
        class: "tick", anchor: .middle)
      if let rate = point.rate {
        // An immature band reaches far above its point; the figure stays with the point.
        let band = point.state == .mature ? point.ceiling ?? rate : rate
        let above = y(max(rate, max(point.high ?? rate, band))) - 6
        canvas.text(
          format.percent(rate, digits: 0), x: x, y: max(legendHeight + 12, above),
          class: "value \(state)", anchor: .middle)
      }
    }
  }
  if points.isEmpty {
    canvas.text(
      words.noData, x: left + plot.width / 2, y: plot.top + plot.height / 2, class: "label",
      anchor: .middle)
  }
  return canvas.finish()
}

/// The axis: whole tenths around all values, at least two of them, within 0–1.
private func tenths(around values: [Double]) -> ClosedRange<Double> {
  guard let least = values.min(), let most = values.max() else { return 0...1 }
  var low = max(0, (least * 10 + 1e-9).rounded(.down))
  var high = min(10, (most * 10 - 1e-9).rounded(.up))
  if high - low < 2 { high = min(10, low + 2) }
  if high - low < 2 { low = max(0, high - 2) }
  return low / 10...high / 10
}

private func describe(_ point: CohortPoint, format: ReportFormat) -> String {
  "\(point.label): \(format.percent(point.rate)) (\(format.percentRange(point.low, point.high))); "
    + "\(format.percentRange(point.floor, point.ceiling)); n = \(format.integer(point.shipped))"
}
