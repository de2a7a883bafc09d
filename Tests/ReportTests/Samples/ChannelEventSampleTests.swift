import TestSupport
import Testing

/// Who talked with callers, by the bridges of a real FreePBX: its CDR gives them a fifth more.
///
/// The expected numbers are those of `Tests/oracle/cel_talk.py`, which walks over the dump's table
/// with sets of who is in which bridge. They stand here as well, so that a change of both is seen.
@Suite(
  "A night over a real channel event log",
  .enabled(if: SampleNight.samples != nil, SampleNight.missing))
struct ChannelEventSampleTests {
  static let path = "asterisk/freepbx17_cdr_cel_2024.sql"
  static let trunk = "PJSIP/TRUNK200-"
  /// Talks and seconds by device.
  static let expected = [
    "PJSIP/201": [4, 96], "PJSIP/202": [2, 55], "PJSIP/6873728894": [1, 32],
    "PJSIP/TRUNK200": [17, 883],
  ]

  /// Handled talks and their seconds, by device.
  func talks(_ night: SampleNight) throws -> [String: [Int]] {
    try night.table("calls_by_agent", of: "2024-04").reduce(into: [:]) { talks, row in
      let numbers = ["handled", "talk_seconds"].compactMap { Int(row.value[$0] ?? "") }
      guard row.key.hasPrefix("?"), numbers.count == 2, numbers[0] > 0 else { return }
      talks[String(row.key.dropFirst())] = numbers
    }
  }

  @Test func `talks are those of the bridges, to the second of two logs' rounding`() throws {
    let samples = try #require(SampleNight.samples)
    let oracle = try Oracle.run("cel_talk.py", ["\(samples)/\(Self.path)", Self.trunk])
    let counted = Dictionary(
      uniqueKeysWithValues: oracle.map { ($0[0], $0.dropFirst().compactMap { Int($0) }) })
    #expect(counted == Self.expected)

    let night = try SampleNight(
      [("asterisk-cdr-dump", Self.path), ("asterisk-cel-dump", Self.path)], trunks: [Self.trunk])
    let found = try talks(night)
    #expect(Set(found.keys) == Set(Self.expected.keys))
    for (device, numbers) in Self.expected {
      let talk = try #require(found[device])
      #expect(talk[0] == numbers[0], "\(device)")
      #expect(abs(talk[1] - numbers[1]) <= numbers[0], "\(device): \(talk)")
    }
    // 4,100 rows of the log are no rows of the bridge, and make no journey.
    #expect(try night.quality("s1") == [4100, 4100, 0, 0])
    #expect(try night.bridge("2024-04", ["legs", "journeys", "answered"]) == ["455", "324", "24"])
    let clocks = try night.table("data_quality", of: "2024-04")
    #expect(clocks["s1"]?["skew_s"] == "0" && clocks["s1"]?["skew_against"] == "uniqueid")
  }

  @Test func `without the CDR the same calls are answered, and those it leaves out are there`()
    throws
  {
    let night = try SampleNight([("asterisk-cel-dump", Self.path)], trunks: [Self.trunk])
    let found = try talks(night)
    for (device, numbers) in Self.expected {
      let talk = try #require(found[device])
      #expect(talk[0] == numbers[0], "\(device)")
      #expect(abs(talk[1] - numbers[1]) <= numbers[0], "\(device): \(talk)")
    }
    #expect(try night.bridge("2024-04", ["legs", "answered"]) == ["0", "24"])
    let journeys = try #require(Int(try night.bridge("2024-04", ["journeys"])[0]))
    #expect(journeys > 324)
  }
}
