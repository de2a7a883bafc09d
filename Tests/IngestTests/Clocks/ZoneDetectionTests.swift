import Testing

@testable import Ingest

/// A source's zone is found from its uniqueids, kept, and held against what comes later.
@Suite("A source's zone") struct ZoneDetectionTests {
  /// A CDR of some calls, an hour apart, written by a clock so far ahead of UTC.
  static func master(rows: Int, offset: Int, day: Int = 10) -> [UInt8] {
    let lines = (0..<rows).map { i -> String in
      // 10 March 2026, 00:00 UTC is 1,773,100,800.
      let epoch = 1_773_100_800 + (day - 10) * 86_400 + i * 60
      let local = epoch + offset
      let second = (local % 86_400 + 86_400) % 86_400
      let date = Day(number: (local - second) / 86_400)
      func two(_ n: Int) -> String { (n < 10 ? "0" : "") + String(n) }
      let clock = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
      return
        #""","79160000001","201","x","<79160000001>","PJSIP/p-0000000\#(i % 10)","","Dial","","\#(date) \#(clock)",,"\#(date) \#(clock)",0,0,"NO ANSWER","3","\#(epoch).\#(i)","""#
    }
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  func read(
    rows: Int = 30, offset: Int, zone: SourceZone = .automatic, known: Zone? = nil,
    report: Zone? = Zone("Europe/Moscow")
  ) throws -> FormatReading {
    try FormatReading(of: Self.master(rows: rows, offset: offset), as: AsteriskCDR()) {
      $0.zone = zone
      $0.knownZone = known
      $0.reportZone = report ?? .utc
    }
  }

  @Test func `the report's zone, UTC, or a fixed distance`() throws {
    for (offset, name) in [(3, "Europe/Moscow"), (0, "UTC"), (5, "UTC+05:00"), (-5, "UTC-05:00")] {
      let reading = try read(offset: offset * 3600)
      #expect(reading.zoneFound?.name == name)
      #expect(reading.contradictions.isEmpty)
      #expect(reading.legs.first?.start.epoch == 1_773_100_800)
    }
  }

  @Test func `fewer than ten rows are read by what they show, and keep nothing`() throws {
    for (rows, isKept) in [(9, false), (10, true)] {
      let reading = try read(rows: rows, offset: 5 * 3600)
      #expect((reading.zoneFound != nil) == isKept)
      #expect(reading.legs.first?.start.epoch == 1_773_100_800)
    }
  }

  @Test func `a later file is read in the kept zone, whatever its own rows show, and that is told`()
    throws
  {
    let same = try read(offset: 5 * 3600, known: Zone(fixed: 5 * 3600))
    #expect(same.contradictions.isEmpty && same.legs.first?.start.epoch == 1_773_100_800)
    let other = try read(offset: 4 * 3600, known: Zone(fixed: 5 * 3600))
    // Read as +5, a clock that was at +4 seems an hour early.
    #expect(other.legs.first?.start.epoch == 1_773_100_800 - 3600)
    let told = try #require(other.contradictions.first)
    #expect(told.contains("UTC+05:00") && told.contains("UTC+04:00"))
    #expect(other.zoneFound == nil)
    let few = try read(rows: 9, offset: 4 * 3600, known: Zone(fixed: 5 * 3600))
    #expect(few.contradictions.isEmpty)
  }

  @Test func `a declared zone is used, and told with the right one where it is wrong`() throws {
    let yekaterinburg = try #require(Zone("Asia/Yekaterinburg"))
    let right = try read(offset: 5 * 3600, zone: .fixed(yekaterinburg))
    #expect(right.contradictions.isEmpty)
    for (offset, spelling) in [(3, "Europe/Moscow"), (0, "utc"), (7, "auto")] {
      let wrong = try read(offset: offset * 3600, zone: .fixed(yekaterinburg))
      #expect(wrong.contradictions.count == 1)
      #expect(wrong.contradictions[0].contains("timezone: \(spelling)"))
      #expect(wrong.contradictions[0].contains("Asia/Yekaterinburg"))
    }
    let few = try read(rows: 9, offset: 3 * 3600, zone: .fixed(yekaterinburg))
    #expect(few.contradictions.isEmpty)
  }

  @Test func `a zone is found again by its name`() throws {
    for zone in [
      .utc, Zone(fixed: 5 * 3600), Zone(fixed: -(4 * 3600 + 1800)),
      try #require(Zone("America/New_York")),
    ] {
      #expect(Zone.named(zone.name) == zone)
    }
    for text in ["", "UTC+5", "Mars/Olympus", "UTC*05:00", "GMT+05:00"] {
      #expect(Zone.named(text) == nil)
    }
  }
}
