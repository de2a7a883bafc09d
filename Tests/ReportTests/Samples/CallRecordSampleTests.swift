import TestSupport
import Testing

/// Call detail records of real PBXs on the whole way: config, ingest, journeys, CSV.
///
/// The expected numbers are those of `Tests/oracle/cdr_counts.py`, which parses the files with
/// Python's own csv and literals, joins legs by union-find and decides by the text of
/// docs/metrics.md#outcomes. They stand here as well, so that a change of both is seen.
@Suite(
  "A night over real call records",
  .enabled(if: SampleNight.samples != nil, SampleNight.missing))
struct CallRecordSampleTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var format: String
    var path: String
    var trunks: [String]
    /// Rows, accepted, rejected, deduplicated.
    var rows: [Int]
    /// Legs, journeys, outbound, internal, inbound, left in the menu, answered, missed, voicemail.
    var months: [String: [Int]]
    var testDescription: String { path }
  }

  static let steps = [
    "legs", "journeys", "outbound", "internal", "inbound", "ivr_left", "answered", "missed",
    "missed_voicemail",
  ]

  static let cases = [
    Case(
      format: "asterisk-cdr-table", path: "asterisk/pbx_2018_cdr_broken_quotes.csv",
      trunks: SampleNight.trunks, rows: [1000, 1000, 0, 0],
      months: [
        "2018-11": [415, 269, 84, 133, 52, 32, 14, 6, 0],
        "2018-12": [585, 367, 78, 236, 53, 34, 7, 12, 0],
      ]),
    // cdr: 574 rows, 38 of them junk. replicate_cdr: the same, five more of junk and one more call.
    Case(
      format: "asterisk-cdr-dump", path: "asterisk/freepbx17_cdr_cel_2024.sql",
      trunks: ["PJSIP/TRUNK200-"], rows: [1154, 537, 81, 536],
      months: [
        "2024-04": [455, 324, 84, 135, 105, 19, 24, 62, 13],
        "2024-05": [82, 47, 4, 40, 3, 0, 0, 3, 2],
      ]),
    Case(
      format: "asterisk-cdr", path: "asterisk/cdr_custom_Master.csv", trunks: ["PJSIP/none-"],
      rows: [14, 14, 0, 0], months: ["2023-07": [14, 14, 0, 14, 0, 0, 0, 0, 0]]),
  ]

  @Test(arguments: cases)
  func `rows, journeys and outcomes are what another implementation counts`(_ c: Case) throws {
    let samples = try #require(SampleNight.samples)
    let oracle = try Oracle.run(
      "cdr_counts.py", ["\(samples)/\(c.path)", SampleNight.zone] + c.trunks)
    #expect(oracle.prefix(4).map { Int($0[1]) } == [c.rows[0], c.rows[2], c.rows[3], c.rows[1]])
    let counted = oracle.dropFirst(6).map { ($0[0], $0.dropFirst().compactMap { Int($0) }) }
    #expect(Dictionary(uniqueKeysWithValues: counted) == c.months)

    let night = try SampleNight([(c.format, c.path)], trunks: c.trunks)
    let quality = try night.quality("s0")
    #expect(quality == c.rows)
    #expect(quality[0] == quality[1] + quality[2] + quality[3])
    #expect(night.months == c.months.keys.sorted())
    for (month, expected) in c.months {
      let bridge = try night.bridge(month, Self.steps)
      #expect(bridge == expected.map(String.init), "\(month)")
      // Nothing that needs a queue log, a calendar or a list of test numbers is in these files.
      #expect(
        try night.bridge(month, ["test", "ivr_served", "closed", "unknown", "missed_timeout"])
          == ["0", "0", "0", "0", "0"])
    }
    #expect(try night.total("legs") == c.rows[1])
  }

  @Test func `a dump's junk is refused by place and reason, and the night says so once`() throws {
    let dump = Self.cases[1]
    let night = try SampleNight([(dump.format, dump.path)], trunks: dump.trunks)
    // Over limits.rejects: done, and told.
    #expect(night.status == 1)
    #expect(night.messages.contains("81 of 1154 rows were refused"))
    let rejects = try #require(night.files["/2024-04/csv/rejects.csv"])
    #expect(rejects.rows.count == 81)
    let column = try #require(rejects.columns.firstIndex(of: "column"))
    #expect(rejects.rows.allSatisfy { $0[column] == "calldate" })
    // `grep -n "INTO .*cdr. VALUES ('[01]000-"` begins and ends with these lines.
    let line = try #require(rejects.columns.firstIndex(of: "line"))
    #expect(rejects.rows.first?[line] == "463")
    #expect(rejects.rows.last?[line] == "5419")
  }
}
