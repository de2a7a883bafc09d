import Foundation
import Testing

@testable import report

/// The shapes of a chart, read back from its markup.
private struct Shapes {
  var markup: String

  /// A number of each element whose class is `name`, in order.
  func values(_ attribute: String, tag: String, class name: String) throws -> [Double] {
    let pattern = try Regex("<\(tag) ([^>]*?)class=\"\(name)\"")
    return try markup.matches(of: pattern).map { match in
      let attributes = String(try #require(match.output[1].substring))
      let value = try Regex(" ?\\b\(attribute)=\"([^\"]*)\"")
      let found = try #require(attributes.firstMatch(of: value)?.output[1].substring)
      return try #require(Double(found))
    }
  }
}

@Suite("Charts") struct ChartTests {
  private func columns(_ answered: [Int], _ missed: [Int], mean: Double? = nil) -> ChartSVG {
    dailyTrendChart(
      title: "T", days: answered.indices.map { .init(label: "\($0)", name: "day \($0)") },
      series: [
        StackedColumns.Series(role: .answered, name: "Answered", values: answered),
        StackedColumns.Series(role: .missed, name: "Missed", values: missed),
      ], previousMean: mean, language: .en)
  }

  @Test func `heights are proportional to counts and stacks have no gap`() throws {
    let shapes = Shapes(markup: columns([10, 40], [5, 20]).markup)
    let answered = try shapes.values("height", tag: "rect", class: "bar answered")
    let missed = try shapes.values("height", tag: "rect", class: "bar missed")
    #expect(abs(answered[1] / answered[0] - 4) < 0.01)
    #expect(abs(answered[0] / missed[0] - 2) < 0.01)
    let tops = try shapes.values("y", tag: "rect", class: "bar answered")
    let above = try shapes.values("y", tag: "rect", class: "bar missed")
    #expect(abs(above[1] + missed[1] - tops[1]) < 0.02)
    #expect(abs(tops[0] + answered[0] - tops[1] - answered[1]) < 0.02)
  }

  @Test func `the previous mean lies on the scale of the bars`() throws {
    let shapes = Shapes(markup: columns([40, 20], [0, 0], mean: 20).markup)
    let line = try shapes.values("y1", tag: "line", class: "reference")
    let bar = try shapes.values("y", tag: "rect", class: "bar answered")
    // The first is the legend's; a mean of 20 lies at the top of a bar of 20.
    #expect(abs(try #require(line.last) - bar[1]) < 0.02)
  }

  @Test func `hours are labelled every three and all 24 have their own place`() throws {
    let chart = hourlyCallsChart(
      title: "T",
      series: [
        StackedColumns.Series(role: .answered, name: "A", values: Array(repeating: 1, count: 24))
      ], language: .en)
    for hour in stride(from: 0, through: 21, by: 3) {
      #expect(chart.markup.contains(">\(hour)</text>"))
    }
    #expect(chart.markup.contains("23:00–24:00: A – 1"))
    let places = try Shapes(markup: chart.markup).values("x", tag: "rect", class: "bar answered")
    #expect(places.count == 24)
    #expect(zip(places, places.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func `a chart without calls says so and divides by nothing`() {
    for chart in [
      columns([0, 0], [0, 0]), columns([], []),
      latencyHistogramChart(title: "T", bins: LatencyBins(threshold: 20), language: .en),
      cohortChart(title: "T", points: [], language: .en),
      sectionBarsChart(title: "T", bars: [], language: .en),
    ] {
      #expect(chart.markup.contains(">No data</text>"))
      #expect(!chart.markup.contains("nan"))
    }
  }

  @Test func `every chart has a role, a title and a description`() {
    for chart in [
      SampleCharts.hourly(.ru), SampleCharts.daily(.ru), SampleCharts.latency(.ru),
      SampleCharts.cohorts(.ru), SampleCharts.sections(.ru),
      sparkline([1, 2], title: "T", language: .ru),
    ] {
      #expect(chart.markup.contains("role=\"img\""))
      #expect(
        chart.markup.firstMatch(of: /<svg [^>]*><title>[^<]+<\/title><desc>[^<]+<\/desc>/) != nil)
    }
  }

  @Test(arguments: [
    (0, [0, 1]), (1, [0, 1]), (4, [0, 1, 2, 3, 4]), (5, [0, 2, 4, 6]), (13, [0, 5, 10, 15]),
    (400, [0, 100, 200, 300, 400]), (401, [0, 200, 400, 600]),
  ])
  func `an axis has about four round steps up to the highest count`(maximum: Int, ticks: [Int]) {
    #expect(ChartLayout.ticks(upTo: maximum) == ticks)
  }

  @Test func `a cohort without an end is undefined, an immature one is not drawn as mature`() throws
  {
    let chart = cohortChart(
      title: "T",
      points: [
        CohortPoint(
          label: "Sep", rate: 0.75, low: 0.7, high: 0.8, floor: 0.6, ceiling: 0.8, state: .mature,
          shipped: 100),
        CohortPoint(
          label: "Oct", rate: 0.5, low: 0.3, high: 0.7, floor: 0.1, ceiling: 0.9, state: .immature,
          shipped: 80),
        CohortPoint(label: "Nov", rate: nil, state: .immature, shipped: 0),
      ], language: .en)
    let shapes = Shapes(markup: chart.markup)
    #expect(try shapes.values("cy", tag: "circle", class: "rate mature").count == 1)
    #expect(try shapes.values("cy", tag: "circle", class: "rate immature").count == 1)
    #expect(chart.markup.contains(">–</text>"))
    // 0.75 lies halfway between the interval's ends, 0.7 and 0.8.
    let point = try shapes.values("cy", tag: "circle", class: "rate mature")[0]
    let low = try shapes.values("y1", tag: "line", class: "interval mature")[0]
    let high = try shapes.values("y2", tag: "line", class: "interval mature")[0]
    #expect(abs((low + high) / 2 - point) < 0.02)
    // Floor to ceiling spans four times the interval of ±5 points / 2: 0.2 against 0.1.
    let band = try shapes.values("height", tag: "rect", class: "band mature")[0]
    #expect(abs(band / (low - high) - 2) < 0.01)
  }

  @Test func `a section's bar and its previous mark share a scale`() throws {
    let chart = sectionBarsChart(
      title: "T",
      bars: [
        SectionBar(name: "Blog", value: 100, previous: 50, change: "+100 %"),
        SectionBar(name: "Cart", value: 50),
      ], language: .en)
    let shapes = Shapes(markup: chart.markup)
    let lengths = try shapes.values("width", tag: "rect", class: "bar answered")
    let marks = try shapes.values("x1", tag: "line", class: "previous")
    #expect(abs(lengths[0] / lengths[1] - 2) < 0.01)
    // The first mark is the legend's.
    #expect(abs(try #require(marks.last) - lengths[1]) < 0.02)
    #expect(chart.markup.contains(">+100 %</text>"))
  }

  @Test func `a sparkline breaks where a value is missing`() {
    let whole = sparkline([1, 2, 3, 4], title: "T", language: .en).markup
    let broken = sparkline([1, 2, nil, 3, 4], title: "T", language: .en).markup
    #expect(whole.components(separatedBy: "<polyline").count == 2)
    #expect(broken.components(separatedBy: "<polyline").count == 3)
    #expect(!sparkline([5, 5], title: "T", language: .en).markup.contains("nan"))
    #expect(!sparkline([nil], title: "T", language: .en).markup.contains("<circle"))
  }
}
