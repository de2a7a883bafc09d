import Ingest
import Testing

@Suite("A day") struct DayTests {
  @Test(arguments: ["2026-11-21", "0001-01-01", "9999-12-31", "2024-02-29"])
  func `is read as year, month and day, and written the same`(_ text: String) {
    #expect(Day(text)?.description == text)
  }

  @Test(arguments: [
    "+026-01-01", "2026-+1-01", "2026-01-+1", "-026-01-01", "2026-1-01", "2026-02-29",
    "2026-13-01", "2026-00-10", "2026-01-00", "0000-01-01", "2026-01-01 ", "20260101", "",
  ])
  func `is nothing else, signs included`(_ text: String) {
    #expect(Day(text) == nil)
  }
}
