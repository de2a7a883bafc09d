import Foundation
import Testing

@testable import Ingest

/// Expected values are read off the dumps by eye.
@Suite("Asterisk's CDR in a MySQL dump") struct AsteriskCDRDumpTests {
  /// 1790834400 is 2026-10-01 06:00:00 UTC, 11:00 at five hours east.
  static let dump = #"""
    -- MariaDB dump
    DROP TABLE IF EXISTS `cdr`;
    CREATE TABLE `cdr` (
      `calldate` datetime NOT NULL DEFAULT '1000-01-01 00:00:00',
      `clid` varchar(80) NOT NULL DEFAULT '',
      `src` varchar(80) NOT NULL DEFAULT '',
      `dst` varchar(80) NOT NULL DEFAULT '',
      `channel` varchar(80) NOT NULL DEFAULT '',
      `dstchannel` varchar(80) NOT NULL DEFAULT '',
      `duration` int(11) NOT NULL DEFAULT 0,
      `billsec` int(11) NOT NULL DEFAULT 0,
      `disposition` varchar(45) NOT NULL DEFAULT '',
      `uniqueid` varchar(32) NOT NULL DEFAULT '',
      `did` varchar(50) DEFAULT NULL,
      KEY `calldate` (`calldate`)
    ) ENGINE=InnoDB;
    INSERT INTO `cdr` VALUES
    ('2026-10-01 11:00:00','\"Anna O\'Hara\" <89161234567>','','74951112233','PJSIP/trunk-00000001','PJSIP/201-00000002',42,30,'ANSWERED','1790834400.1',NULL),
    ('0000-00-00 00:00:00','','','','','',0,0,'','',NULL),
    ('2026-10-01 11:05:00','','89160000000','74951112233','PJSIP/trunk-00000003','',7,0,'NO ANSWER','1790834700.3','74951112233'),
    ('2026-10-01 11:06:00','','x','y','PJSIP/trunk-00000004','','seven',0,'NO ANSWER','1790834760.4',NULL),
    ('2026-10-01 11:07:00','a\0b','x','y','PJSIP/trunk-00000005','',7,0,'NO ANSWER','1790834820.5',NULL),
    ('2026-10-01 11:08:00');
    INSERT INTO `cel` VALUES (1,'CHAN_START','2026-10-01 11:00:00');

    """#

  @Test(arguments: [Int.max, 100, 1])
  func `rows become legs, what is refused has its place`(pieceSize: Int) throws {
    let reading = try FormatReading(
      of: Array(Self.dump.utf8), as: AsteriskCDRDump(), pieceSize: pieceSize)
    #expect(reading.counts.read == 6)
    #expect(reading.counts.accepted == 2)
    #expect(reading.counts.rejected == 4)
    // The INSERT is on line 17; each row has its own line.
    #expect(
      reading.rejects.map { "\($0.position.line) \($0.column ?? "-") \($0.reason.code)" } == [
        "19 calldate zero-date", "21 duration number", "22 - nul-byte", "23 - field-count",
      ])
    let zeroDate = try #require(reading.rejects.first).position.byte
    #expect(Array(Self.dump.utf8)[zeroDate...].starts(with: Array("('0000".utf8)))
    #expect(reading.notes.contains { $0.contains("UTC+05:00") }, "\(reading.notes)")
    #expect(reading.notes.contains("table cdr: 6 rows, 4 refused"))

    let first = try #require(reading.legs.first)
    #expect(first.start == Instant(epoch: 1_790_834_400))
    #expect(first.duration == 42)
    #expect(first.billed == 30)
    #expect(first.disposition == .answered)
    #expect(first.caller.raw == 79_161_234_567)
    #expect(first.dialled.raw == 74_951_112_233)
    #expect(!first.did.isNumber)
    #expect(reading.names.text(first.destination.device) == "PJSIP/201")
    let second = try #require(reading.legs.last)
    #expect(second.did.raw == 74_951_112_233)
    #expect(second.destination == .none)
  }

  @Test func `all tables of call records are read, and a row in two of them counts once`() throws {
    let row = "('2026-10-01 06:00:00','201',42,'ANSWERED','1790834400.1')"
    let other = "('2026-10-01 07:00:00','202',9,'ANSWERED','1790838000.1')"
    let columns = "(calldate,dst,duration,disposition,uniqueid)"
    let dump = """
      INSERT INTO cdr \(columns) VALUES \(row);
      INSERT INTO asteriskcdrdb.cdr_2025 \(columns) VALUES \(row),\(other);

      """
    let reading = try FormatReading(of: Array(dump.utf8), as: AsteriskCDRDump())
    #expect(reading.counts.accepted == 2)
    #expect(reading.counts.deduplicated == 1)
    #expect(reading.legs.map(\.duration) == [42, 9])
    #expect(reading.notes.contains("table cdr_2025: 2 rows, 0 refused"))
  }

  @Test func `a declared zone is used, and the config may name the columns`() throws {
    let dump =
      "INSERT INTO calls (t,wohin,duration,disposition) VALUES ('2026-10-01 11:00:00','201',42,'BUSY');\n"
    let zone = Zone(fixed: 5 * 3600)
    let reading = try FormatReading(of: Array(dump.utf8), as: AsteriskCDRDump()) {
      $0.columns = ["start": "t", "dst": "wohin"]
      $0.zone = .fixed(zone)
    }
    #expect(reading.legs.map(\.start) == [Instant(epoch: 1_790_834_400)])
    #expect(reading.legs.map(\.disposition) == [.busy])
  }

  @Test func `the zone is found behind megabytes of other tables`() throws {
    let filler = String(repeating: "x", count: 300_000)
    let dump = "INSERT INTO notes VALUES ('\(filler)');\n" + Self.dump
    let reading = try FormatReading(of: Array(dump.utf8), as: AsteriskCDRDump())
    #expect(reading.legs.first?.start == Instant(epoch: 1_790_834_400))
  }

  @Test func `more rows than are held back all arrive, in their order`() throws {
    var dump = "CREATE TABLE cdr (calldate datetime, dst text, duration int, disposition text);\n"
    for second in 0..<9000 {
      let clock = String(
        format: "%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60)
      dump += "INSERT INTO cdr VALUES ('2026-10-01 \(clock)','201',\(second),'ANSWERED');\n"
    }
    let reading = try FormatReading(of: Array(dump.utf8), as: AsteriskCDRDump())
    #expect(reading.counts.accepted == 9000)
    #expect(reading.legs.map(\.duration) == Array(0..<9000))
  }

  @Test func `equal rows without an id are several calls, and shifted values are others`() throws {
    let columns = "(calldate,src,dst,duration,disposition)"
    let time = "'2026-10-01 11:00:00'"
    let dump = """
      INSERT INTO cdr \(columns) VALUES (\(time),'12','3',4,'BUSY'),(\(time),'12','3',4,'BUSY'),(\(time),'1','23',4,'BUSY');

      """
    let reading = try FormatReading(of: Array(dump.utf8), as: AsteriskCDRDump())
    #expect(reading.counts.accepted == 3)
    #expect(reading.counts.deduplicated == 0)
  }

  @Test func `a dump that was cut off loses its last row and says so`() throws {
    let cut = Self.dump.components(separatedBy: "00','','89160000000'")[0]
    let reading = try FormatReading(of: Array(cut.utf8), as: AsteriskCDRDump())
    #expect(reading.counts.read == 3)
    #expect(reading.legs.count == 1)
    #expect(reading.rejects.last?.reason.code == "malformed")
    #expect(reading.rejects.last?.position.line == 20)
  }

  @Test func `a dump without a table of call records is refused`() throws {
    for dump in ["", "INSERT INTO cdr VALUES (1,2,3);\n", "CREATE TABLE cel (id int);\n"] {
      #expect(throws: FormatError.self, "\(dump)") {
        try FormatReading(of: Array(dump.utf8), as: AsteriskCDRDump())
      }
    }
    let empty = "CREATE TABLE cdr (calldate int, dst int, duration int, disposition int);\n"
    let reading = try FormatReading(of: Array(empty.utf8), as: AsteriskCDRDump())
    #expect(reading.counts.read == 0)
  }
}
