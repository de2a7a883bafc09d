/// Waits of answered calls in bins that partition all whole seconds.
///
/// The first bin is `[0, edges[0]]`, each further one `(edges[i − 1], edges[i]]`, the last holds
/// what is longer than every edge. The threshold is always an edge: a wait of exactly the threshold
/// is inside.
struct LatencyBins: Sendable {
  /// The upper ends of all bins but the last, ascending.
  let edges: [Int]
  /// The count of each bin; one more than there are edges.
  private(set) var counts: [Int]
  /// The service level's threshold, s.
  let threshold: Int

  /// The edges of a report where nothing else is asked for, s.
  static let standardEdges = [5, 10, 15, 20, 30, 40, 60, 90, 120]

  /// Empty bins.
  ///
  /// - Parameters:
  ///   - edges: Upper ends in any order; those not positive are left out.
  ///   - threshold: Joins the edges if it is not among them.
  init(edges: [Int] = LatencyBins.standardEdges, threshold: Int) {
    let all = Set(edges + [threshold]).filter { $0 > 0 }
    self.edges = all.sorted()
    self.threshold = threshold
    counts = Array(repeating: 0, count: all.count + 1)
  }

  /// The bin that a wait falls into.
  func index(of seconds: Int) -> Int {
    edges.firstIndex { seconds <= $0 } ?? edges.count
  }

  /// Counts `count` calls that waited `seconds`.
  mutating func add(seconds: Int, count: Int = 1) {
    counts[index(of: seconds)] += count
  }

  /// All calls counted.
  var total: Int { counts.reduce(0, +) }

  /// Calls that waited up to the threshold, those at it included.
  var withinThreshold: Int { counts[...index(of: threshold)].reduce(0, +) }
}

/// The histogram of answer latency, with the threshold as a line and the share that it cuts off.
func latencyHistogramChart(
  title: String, bins: LatencyBins, language: ReportLanguage
) -> ChartSVG {
  let format = language.format
  let words = language.phrases.charts
  let within = format.percent(bins.withinThreshold, of: bins.total)
  let threshold = format.duration(seconds: bins.threshold)
  let share = "\(words.withinThreshold) \(threshold): \(within)"
  let ticks = ChartLayout.ticks(upTo: bins.counts.max() ?? 0)
  let top = Double(ticks.last ?? 1)
  let left = ticks.map { ChartLayout.width(of: format.integer($0)) }.max().map { $0 + 6 } ?? 6
  let plot = (top: 26.0, height: 160.0, width: ChartLayout.width - left)
  let bottom = plot.top + plot.height
  let step = plot.width / Double(bins.counts.count)
  let cut = bins.index(of: bins.threshold)

  var canvas = SVGCanvas(
    width: ChartLayout.width, height: bottom + 38, kind: "histogram", title: title,
    description: "\(words.answeredCalls): \(format.integer(bins.total)); \(share)")
  for tick in ticks {
    let y = bottom - Double(tick) / top * plot.height
    canvas.line(x1: left, y1: y, x2: ChartLayout.width, y2: y, class: "grid")
    canvas.text(format.integer(tick), x: left - 6, y: y + 4, class: "tick", anchor: .end)
  }
  for (index, count) in bins.counts.enumerated() {
    let height = Double(count) / top * plot.height
    let side = index <= cut ? "inside" : "outside"
    canvas.rect(
      x: left + step * Double(index) + 1, y: bottom - height, width: step - 2, height: height,
      class: "bar \(side)",
      tip: "\(binName(index, edges: bins.edges)) \(language.phrases.units.second): "
        + "\(format.integer(count)), \(format.percent(count, of: bins.total))")
  }
  canvas.line(x1: left, y1: bottom, x2: ChartLayout.width, y2: bottom, class: "axis")
  // Labels stand at the edges, between the bars, where the scale's numbers belong.
  for (index, edge) in bins.edges.enumerated() {
    canvas.text(
      String(edge), x: left + step * Double(index + 1), y: bottom + 16, class: "tick",
      anchor: .middle)
  }
  canvas.text("0", x: left, y: bottom + 16, class: "tick", anchor: .middle)
  canvas.text(
    words.waitSeconds, x: ChartLayout.width, y: bottom + 33, class: "tick", anchor: .end)

  let x = left + step * Double(cut + 1)
  canvas.line(x1: x, y1: plot.top - 6, x2: x, y2: bottom, class: "threshold", tip: share)
  let room = ChartLayout.width(of: share)
  let fitsRight = x + room <= ChartLayout.width
  canvas.text(
    share, x: fitsRight ? x - 2 : ChartLayout.width, y: 13, class: "label strong",
    anchor: fitsRight ? .start : .end)
  if bins.total == 0 {
    canvas.text(
      words.noData, x: left + plot.width / 2, y: plot.top + plot.height / 2, class: "label",
      anchor: .middle)
  }
  return canvas.finish()
}

/// A bin in interval notation: `[0, 5]`, `(5, 10]`, `> 120`.
func binName(_ index: Int, edges: [Int]) -> String {
  guard let first = edges.first, let last = edges.last else { return "≥ 0" }
  if index == 0 { return "[0, \(first)]" }
  guard edges.indices.contains(index) else { return "> \(last)" }
  return "(\(edges[index - 1]), \(edges[index])]"
}
