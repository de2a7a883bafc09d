import Ingest
import Metrics
import Testing

/// Expected values: the published vector, 100 inbound calls = 2 closed + 98 offered = 80 answered
/// (60 within 20 s) + abandons 6 (≤ 5 s), 4 (5–20 s], 5 (> 20 s) + 3 time-outs (> 20 s).
@Suite("Service level") struct ServiceLevelFormulaTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var formula: ServiceLevelFormula
    var numerator: Int
    var denominator: Int
    var testDescription: String { "\(formula.rawValue) \(numerator)/\(denominator)" }
  }

  static let vector = [
    Case(formula: .ringtally, numerator: 60, denominator: 92),
    Case(formula: .asteriskSL, numerator: 60, denominator: 80),
    Case(formula: .asteriskSL2Documented, numerator: 70, denominator: 95),
    Case(formula: .asteriskSL2, numerator: 70, denominator: 98),
    Case(formula: .amazonConnect, numerator: 70, denominator: 98),
    Case(formula: .xcally, numerator: 60, denominator: 85),
    Case(formula: .genesysNoShort, numerator: 60, denominator: 89),
    Case(formula: .genesys, numerator: 60, denominator: 95),
    Case(formula: .vonage, numerator: 60, denominator: 98),
  ]

  /// Waits at the edges: exactly 5 s is short, exactly 20 s is inside.
  static var journeys: CallTally {
    var calls = CallTally()
    calls.journeys = 100
    calls.inbound = 100
    calls.closed = 2
    calls.answered = 80
    calls.missed = 18
    calls.latency.record(20, count: 60)
    calls.latency.record(21, count: 20)
    calls.missedReasons.record(MissedReason.abandonShort.rawValue, count: 6)
    calls.missedReasons.record(MissedReason.abandonLong.rawValue, count: 9)
    calls.missedReasons.record(MissedReason.timeout.rawValue, count: 3)
    calls.abandonWaits.record(5, count: 6)
    calls.abandonWaits.record(20, count: 4)
    calls.abandonWaits.record(21, count: 5)
    calls.timeoutWaits.record(120, count: 3)
    return calls
  }

  @Test func `every named formula is in the published vector`() {
    #expect(Set(Self.vector.map(\.formula)) == Set(ServiceLevelFormula.allCases))
  }

  @Test(arguments: vector)
  func `journeys give the published vector`(_ c: Case) {
    let ratio = c.formula(Self.journeys.serviceLevelCounts(within: 20))
    #expect(ratio == Ratio(c.numerator, of: c.denominator))
  }

  @Test(arguments: vector)
  func `a queue's visits give the published vector`(_ c: Case) {
    var queue = QueueTally()
    queue.answered = 80
    queue.abandoned = 9
    queue.shortAbandoned = 6
    queue.timeouts = 3
    queue.latency = Self.journeys.latency
    queue.abandonWaits = Self.journeys.abandonWaits
    queue.timeoutWaits = Self.journeys.timeoutWaits
    #expect(
      c.formula(queue.serviceLevelCounts(within: 20)) == Ratio(c.numerator, of: c.denominator))
  }

  @Test(arguments: vector)
  func `a call whose end is unknown changes no formula`(_ c: Case) {
    var calls = Self.journeys
    calls.inbound += 1
    calls.unknown += 1
    #expect(
      c.formula(calls.serviceLevelCounts(within: 20)) == Ratio(c.numerator, of: c.denominator))
  }

  @Test(arguments: ServiceLevelFormula.allCases)
  func `without a call the share is undefined`(_ formula: ServiceLevelFormula) {
    #expect(formula(CallTally().serviceLevelCounts(within: 20)) == nil)
    var onlyUnknown = CallTally()
    onlyUnknown.unknown = 3
    #expect(formula(onlyUnknown.serviceLevelCounts(within: 20)) == nil)
  }

  @Test func `Asterisk's own count takes a time-out in threshold for an abandon in threshold`() {
    var calls = Self.journeys
    calls.timeoutWaits = Histogram()
    calls.timeoutWaits.record(20, count: 1)
    calls.timeoutWaits.record(21, count: 2)
    let counts = calls.serviceLevelCounts(within: 20)
    #expect(ServiceLevelFormula.asteriskSL2(counts) == Ratio(71, of: 98))
    #expect(ServiceLevelFormula.asteriskSL2Documented(counts) == Ratio(70, of: 95))
  }

  @Test func `a threshold one second lower leaves the waits at its edge out`() {
    let counts = Self.journeys.serviceLevelCounts(within: 19)
    #expect(ServiceLevelFormula.ringtally(counts) == Ratio(0, of: 92))
    #expect(ServiceLevelFormula.amazonConnect(counts) == Ratio(6, of: 98))
  }
}
