import Ingest
import TestSupport
import Testing

/// A hundred thousand numbers held against another port of the same library.
@Suite("Phone numbers against phonenumbers") struct PhoneNumberOracleTests {
  @Test(.enabled(if: Oracle.has("phonenumbers"), "make test installs phonenumbers"))
  func `each of 100,000 written and mutated numbers is what the other library says`() throws {
    let rows = try Oracle.run("phone_numbers.py", ["100000", "20261126"])
    try #require(rows.count == 100_000)
    var parser = PhoneParser(region: "RU")
    var quick = 0
    var numbers = 0
    var wrong: [String] = []
    for row in rows {
      let expected = Int64(row[1])
      let bytes = Array(row[0].utf8)
      if parser.parseQuickly(bytes.span) != .undecided { quick += 1 }
      if expected != nil { numbers += 1 }
      // Generated numbers are nobody's: they may be shown.
      let digits = parser.parse(bytes.span)?.digits
      if digits != expected {
        wrong.append("\(row[0]) → \(digits ?? 0), expected \(expected ?? 0)")
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(20))")
    // Neither way of reading, and neither answer, may go untested.
    #expect(quick > 20_000 && quick < 80_000)
    #expect(numbers > 20_000 && numbers < 80_000)
  }
}
