import Testing

@testable import report

@Suite("Latency bins") struct LatencyBinsTests {
  @Test(arguments: [
    (0, 0), (5, 0), (6, 1), (10, 1), (11, 2), (15, 2), (19, 3), (20, 3), (21, 4), (30, 4), (90, 7),
    (91, 8), (120, 8), (121, 9), (86_400, 9),
  ])
  func `a wait at an edge belongs to the bin below it`(seconds: Int, bin: Int) {
    #expect(LatencyBins(threshold: 20).index(of: seconds) == bin)
  }

  @Test(arguments: [5, 20, 23, 120, 300])
  func `exactly at the threshold is inside, a second later outside`(threshold: Int) {
    var bins = LatencyBins(threshold: threshold)
    bins.add(seconds: threshold - 1, count: 1)
    bins.add(seconds: threshold, count: 10)
    bins.add(seconds: threshold + 1, count: 100)
    #expect(bins.withinThreshold == 11)
    #expect(bins.total == 111)
    #expect(bins.edges.contains(threshold))
  }

  @Test func `bins partition all waits`() {
    var bins = LatencyBins(threshold: 23)
    for seconds in 0...400 { bins.add(seconds: seconds) }
    #expect(bins.total == 401)
    // 0–5 are six seconds; then (5, 10] five, (20, 23] three, (23, 30] seven, > 120 from 121 on.
    #expect(bins.counts == [6, 5, 5, 5, 3, 7, 10, 20, 30, 30, 280])
  }

  @Test func `the label at the threshold tells the share up to it`() {
    var bins = LatencyBins(threshold: 20)
    bins.add(seconds: 20, count: 3)
    bins.add(seconds: 21, count: 1)
    let chart = latencyHistogramChart(title: "T", bins: bins, language: .en)
    #expect(chart.markup.contains("within 20\u{A0}s: 75.0\u{202F}%</text>"))
    #expect(chart.markup.contains("class=\"bar outside\""))
  }

  @Test func `bins name their ends`() {
    let names = (0...3).map { binName($0, edges: [5, 10, 20]) }
    #expect(names == ["[0, 5]", "(5, 10]", "(10, 20]", "> 20"])
  }
}
