import Ingest
import Metrics
import Testing

@testable import report

/// Which periods a night publishes again: each that shows what changed, and no month before it.
@Suite("Periods concerned by a change") @MainActor struct ConcernedPeriodTests {
  static let months = (1...12).map { Period("2026-\($0 < 10 ? "0" : "")\($0)") }
  static var known: Set<Period> { Set(months.compactMap(\.self)) }

  private func names(pages: [String] = [], cohorts: [String] = []) -> [String] {
    Night.concerned(
      pages: pages.compactMap { Day($0) }, cohorts: cohorts.compactMap { Day($0) },
      known: Self.known
    ).map(\.name).sorted()
  }

  @Test func `a cohort stands in its own month and in the eleven after it`() {
    #expect(names(cohorts: ["2026-02-10"]) == (2...12).map { "2026-\($0 < 10 ? "0" : "")\($0)" })
    // The week of 2 February has its Thursday in February, that of 1 February in January.
    #expect(names(cohorts: ["2026-11-01"]).first == "2026-10")
  }

  @Test func `a day's calls stand in its month, the neighbours and those that look back on it`() {
    // Links and comparison: February, March, April; silence looks 120 days back: to the end of June.
    #expect(
      names(pages: ["2026-03-15"]) == ["2026-02", "2026-03", "2026-04", "2026-05", "2026-06"])
    #expect(names() == [])
  }
}
