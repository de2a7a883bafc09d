import Ingest
import TestSupport
import Testing

@testable import Metrics

@Suite("Status calls, and what the bot saved") struct StatusFoldTests {
  @Test(arguments: 0..<20)
  func `the fold finds what the definition finds`(seed: Int) {
    let scene = CustomerScene(seed: seed)
    var expected: [Day: StatusTally] = [:]
    let inbound = scene.rows.filter { $0.direction == .inbound && $0.outcome != .test }
    for (index, row) in inbound.enumerated() {
      var tally = StatusTally()
      tally.calls = 1
      let spans = scene.orders[row.customer]?.spans ?? []
      let isOpen = spans.contains { $0.created <= row.start && row.start < $0.end }
      if row.customer.isNumber, isOpen {
        tally.status = 1
        if row.outcome == .answered || row.outcome == .closedAnswered {
          tally.answered = 1
          tally.talk = row.talk
        }
        if row.outcome == .ivrServed {
          tally.bot = 1
          if row.end + 86_400 <= scene.asOf {
            tally.judged = 1
            let next = inbound[(index + 1)...].first { $0.customer == row.customer }
            if let next, next.start <= row.end + 86_400 { tally.cameBack = 1 }
          }
        }
      }
      expected[row.day, default: StatusTally()].merge(tally)
    }
    let found = scene.status(scene.rows)
    #expect(found == expected)
  }

  @Test(arguments: 0..<12)
  func `any split of customers gives the same days`(seed: Int) {
    let scene = CustomerScene(seed: seed)
    let halves = scene.halves.map { scene.status($0) }
    #expect(halves[0].merging(halves[1]) == scene.status(scene.rows))
  }

  @Test func `the scenes hold what the fold can go wrong on`() {
    let found = (0..<20).map { seed in
      let scene = CustomerScene(seed: seed)
      return scene.status(scene.rows).values.reduce(StatusTally()) { $0.merging($1) }
    }
    let all = found.reduce(StatusTally()) { $0.merging($1) }
    #expect(all.status > 200 && all.bot > 20 && all.cameBack > 0 && all.judged > all.cameBack)
  }

  @Test func `what the bot saved is the mean talk of those whom people served`() {
    var tally = StatusTally()
    tally.judged = 5
    tally.cameBack = 1
    tally.answered = 3
    tally.talk = 400
    // 4 × 400 / 3 s
    #expect(tally.savedSeconds == Ratio(1600, of: 3))
    tally.answered = 0
    #expect(tally.savedSeconds == nil)
    tally.answered = 3
    tally.judged = 0
    #expect(tally.savedSeconds == nil)
  }
}
