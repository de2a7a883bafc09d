import Ingest
import Metrics
import Testing

@testable import report

@Suite("A CSV table's bytes") struct CSVTableTests {
  /// The one data row as text.
  func row(_ cell: CSVTable.Cell) throws -> String {
    let table = CSVTable(name: "t", columns: ["c"], rows: [[cell]])
    let config = try ConfigFixture.parse(ConfigFixture.minimal)
    let bytes = table.bytes(config.csv)
    return String(decoding: bytes.dropFirst(3).dropLast(2), as: UTF8.self)
  }

  @Test(arguments: ["=1+1", "+79161234567", "-2", "@SUM(A1)", "\tx"])
  func `text that a spreadsheet would take for a formula is neutralised`(_ text: String) throws {
    #expect(try row(.text(text)) == "'" + text)
  }

  @Test func `a masked number keeps its plus`() throws {
    let masked = PhoneNumber(digits: 79_161_231_234).masked
    #expect(try row(.verbatim(masked)) == "+7 ••• •••-12-34")
    #expect(try row(CSVTable.masked(Party(raw: 79_161_231_234))) == "+7 ••• •••-12-34")
    #expect(try row(CSVTable.masked(.unknown)) == "")
  }

  @Test func `text from outside is quoted where it must be`() throws {
    #expect(try row(.text("=a,b")) == "\"'=a,b\"")
  }
}

@Suite("sections.csv") struct SectionTablesTests {
  @Test func `all per 1000 visits leaves out calls to numbers that stand on no visited page`() {
    func calls(_ n: Int) -> SectionTally {
      var tally = SectionTally()
      tally.calls = n
      return tally
    }
    let table = SectionTables.table(
      sections: ["A": calls(10), "B": calls(30), "(general)": calls(500), "C": calls(7)],
      before: [:], customers: .empty, visits: ["A": 1000, "B": 3000, "C": 0, "D": 4000])
    let rates = Dictionary(
      uniqueKeysWithValues: table.figureRows.map {
        ($0.text("section"), $0.number("calls_per_1000_visits"))
      })
    // 10 and 30 calls over 1000 + 3000 + 0 + 4000 visits.
    #expect(rates["all"] == 5)
    #expect(rates["A"] == 10)
    #expect(rates["D"] == 0)
    #expect(rates["C"] == .some(nil))
    #expect(rates["(general)"] == .some(nil))
    #expect(table.figureRows.last?.count("calls") == 547)
  }
}
