import Ingest
import Metrics
import Testing

@Suite("Scorecard versions") struct ScorecardTests {
  static func version(from: Day, teams: [String], bonus: Int) -> Scorecard {
    Scorecard(
      from: from, teams: teams, period: .month, bonus: bonus, cap: DecimalFraction(1),
      minimumScoredWeight: DecimalFraction(0), shrinkage: 0, rounding: .kopeckHalfUp,
      payout: .linear, measures: [])
  }

  @Test func `the latest version that began by a day holds, each team has its own`() throws {
    let october = try #require(Day("2026-10-01"))
    let middle = try #require(Day("2026-10-16"))
    let versions = [
      Self.version(from: middle, teams: ["calls"], bonus: 2),
      Self.version(from: october, teams: ["calls", "sales"], bonus: 1),
    ]
    #expect(versions.version(for: "calls", on: october - 1) == nil)
    #expect(versions.version(for: "calls", on: october)?.bonus == 1)
    #expect(versions.version(for: "calls", on: middle - 1)?.bonus == 1)
    #expect(versions.version(for: "calls", on: middle)?.bonus == 2)
    #expect(versions.version(for: "sales", on: middle)?.bonus == 1)
    #expect(versions.version(for: "night", on: middle) == nil)
  }

  @Test func `less is better where the target lies under the floor`() throws {
    func measure(floor: Int, target: Int) -> ScoredMeasure {
      ScoredMeasure(
        measure: .pickupP90, weight: DecimalFraction(1), floor: DecimalFraction(floor),
        target: DecimalFraction(target), gate: nil, cap: DecimalFraction(1), minimum: 0, lag: 0)
    }
    #expect(measure(floor: 12, target: 5).isLowerBetter)
    #expect(!measure(floor: 5, target: 12).isLowerBetter)
  }

  @Test func `redemption alone is paid two months late`() {
    for measure in ScorecardMeasure.allCases {
      #expect(measure.defaultLag == (measure == .redemptionRate ? 2 : 0))
    }
  }
}
