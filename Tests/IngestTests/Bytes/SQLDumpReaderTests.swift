import Foundation
import Ingest
import Testing

/// What each line of the dumps means is written down by hand from MySQL's manual, 9.1.1.
@Suite("SQL dump") struct SQLDumpReaderTests {
  /// A row as its line and values, `nil` for NULL, or the damage found instead.
  enum Entry: Equatable {
    case row(line: Int, byte: Int, [String?])
    case fault(SQLDumpFault)
  }

  static func read(
    _ dump: [UInt8], table: String = "cdr", chunk: Int = .max, limits: IngestLimits = .standard
  ) throws -> (entries: [Entry], columns: [String]) {
    var source = MemorySource(dump, chunk: chunk)
    var reader = SQLDumpReader(.table(table), limits: limits)
    var entries: [Entry] = []
    while let record = try reader.next(from: &source) {
      switch record {
      case .malformed(let fault): entries.append(.fault(fault))
      case .row:
        var values: [String?] = []
        for index in reader.fields.indices {
          let text = String(decoding: reader.bytes[reader.fields[index]], as: UTF8.self)
          values.append(reader.isNull(index) ? nil : text)
        }
        entries.append(.row(line: reader.line, byte: reader.byte, values))
      }
    }
    return (entries, reader.columns)
  }

  static func rows(_ dump: String, table: String = "cdr") throws -> [[String?]] {
    try read(Array(dump.utf8), table: table).entries.compactMap {
      if case .row(_, _, let values) = $0 { values } else { nil }
    }
  }

  static let dump = #"""
    -- MySQL dump 10.19; INSERT INTO `cdr` VALUES ('comment');
    /*!40101 SET NAMES utf8 */;
    # it's a remark
    CREATE TABLE `cdr` (
      `calldate` datetime NOT NULL DEFAULT '1000-01-01, 00:00:00',
      `clid` varchar(80) DEFAULT 'a)b',
      amount decimal(10,2) DEFAULT NULL,
      PRIMARY KEY (`calldate`,`clid`),
      KEY `clid` (`clid`(20))
    ) ENGINE=InnoDB COMMENT='it''s; fine';
    INSERT INTO `cel` VALUES ('INSERT INTO `cdr` VALUES (1,2,3);');
    LOCK TABLES `cdr` WRITE;
    INSERT INTO `cdr` VALUES ('2026-11-21 09:00:00','\"Anna\" <201>',1.50),
    ('2026-11-21 09:00:01','it''s, (a) \\ \n;',NULL);
    insert ignore into asteriskcdrdb.cdr (clid, `calldate`) values ("two "" quotes", -7e3);
    INSERT INTO `cdr` VALUES ('','Иван\t\Z\0\%',0x4142);

    """#

  @Test func `rows of one table, with the columns that belong to them`() throws {
    let expected: [[String?]] = [
      ["2026-11-21 09:00:00", "\"Anna\" <201>", "1.50"],
      ["2026-11-21 09:00:01", "it's, (a) \\ \n;", nil],
      ["two \" quotes", "-7e3"],
      ["", "Иван\t\u{1A}\0%", "AB"],
    ]
    #expect(try Self.rows(Self.dump) == expected)
    #expect(try Self.read(Array(Self.dump.utf8)).columns == ["calldate", "clid", "amount"])
    let upToColumns = Self.dump.components(separatedBy: "INSERT INTO `cdr` VALUES ('','")[0]
    #expect(try Self.read(Array(upToColumns.utf8)).columns == ["clid", "calldate"])
  }

  @Test func `tables are chosen by their columns, wherever those are named`() throws {
    let dump = """
      CREATE TABLE IF NOT EXISTS `a`.`One` (`x` int, `y` int);
      CREATE TABLE IF NOT EXISTS index_of (`x` int, z int);
      INSERT INTO `One` VALUES (1,2);
      INSERT INTO index_of VALUES (3,4);
      INSERT INTO two (z, y, x) VALUES (5,6,7);
      INSERT INTO index_of (y) VALUES (8);
      INSERT INTO unknown VALUES (9,9);
      INSERT INTO a.one VALUES (10,11);

      """
    var source = MemorySource(Array(dump.utf8), chunk: 5)
    var reader = SQLDumpReader(.columns { $0.contains("y") })
    var found: [String] = []
    while try reader.next(from: &source) == .row {
      let values = reader.fields.map { String(decoding: reader.bytes[$0], as: UTF8.self) }
      found.append("\(reader.table) \(reader.columns) \(values)")
    }
    #expect(
      found == [
        #"One ["x", "y"] ["1", "2"]"#, #"two ["z", "y", "x"] ["5", "6", "7"]"#,
        #"index_of ["y"] ["8"]"#, #"one ["x", "y"] ["10", "11"]"#,
      ])
    let hasFoundTable = reader.hasFoundTable
    #expect(hasFoundTable)
  }

  @Test func `each row knows its line and byte`() throws {
    let dump = "SET x = 1;\nINSERT INTO `cdr` VALUES (1),\n  (2);\n"
    // Counted by hand: the first row's bracket is byte 11 + 25, the second's 11 + 25 + 5 + 2.
    #expect(
      try Self.read(Array(dump.utf8)).entries == [
        .row(line: 2, byte: 36, ["1"]), .row(line: 3, byte: 43, ["2"]),
      ])
  }

  @Test(arguments: [1, 2, 3, 7, 64])
  func `any split gives the same rows`(chunk: Int) throws {
    let dump = Array(Self.dump.utf8) + Array("INSERT INTO cdr VALUES (1,);\n".utf8)
    let whole = try Self.read(dump)
    let split = try Self.read(dump, chunk: chunk)
    #expect(whole.entries.count == 5)
    #expect(split.entries == whole.entries)
    #expect(split.columns == whole.columns)
  }

  @Test func `a malformed row is reported and the next statement is read`() throws {
    let dump = """
      INSERT INTO cdr VALUES (1,'a'),(2,oops!),(3,'c');
      INSERT INTO cdr VALUES (4,'d');

      """
    let entries = try Self.read(Array(dump.utf8)).entries
    #expect(
      entries == [
        .row(line: 1, byte: 23, ["1", "a"]),
        .fault(SQLDumpFault(line: 1, byte: 31, reason: .syntax)),
        .row(line: 2, byte: 73, ["4", "d"]),
      ])
  }

  @Test func `a row of another width is reported and its neighbours are kept`() throws {
    let dump = "INSERT INTO cdr (a,b) VALUES (1,2),(3),(4,5);\n"
    let entries = try Self.read(Array(dump.utf8)).entries
    #expect(
      entries == [
        .row(line: 1, byte: 29, ["1", "2"]),
        .fault(SQLDumpFault(line: 1, byte: 35, reason: .fieldCount(expected: 2, found: 1))),
        .row(line: 1, byte: 39, ["4", "5"]),
      ])
  }

  @Test func `damage behind a sound row does not cost the row`() throws {
    let dump =
      "INSERT INTO cdr VALUES (1) (2);\nINSERT INTO cdr VALUES (3) ON DUPLICATE KEY UPDATE a=1;"
    #expect(
      try Self.read(Array(dump.utf8)).entries == [
        .row(line: 1, byte: 23, ["1"]),
        .fault(SQLDumpFault(line: 1, byte: 27, reason: .syntax)),
        .row(line: 2, byte: 55, ["3"]),
      ])
  }

  @Test(arguments: [
    "INSERT INTO cdr VALUES (1),", "INSERT INTO cdr VALUES (1),(2,'ab",
    "INSERT INTO cdr VALUES (1),(2,'a\\",
    "INSERT INTO cdr VALUES (1),(2",
  ])
  func `an unfinished dump gives its rows and one fault`(dump: String) throws {
    let entries = try Self.read(Array(dump.utf8)).entries
    #expect(
      entries == [
        .row(line: 1, byte: 23, ["1"]),
        .fault(SQLDumpFault(line: 1, byte: 27, reason: .truncated)),
      ])
  }

  @Test func `long rows and many fields are refused, memory stays`() throws {
    var limits = IngestLimits.standard
    limits.recordBytes = 1000
    limits.fields = 4
    let long = String(repeating: "x", count: 2_000_000)
    let dump = """
      INSERT INTO cdr VALUES ('\(long)');
      INSERT INTO cdr VALUES (\(long));
      INSERT INTO cdr VALUES (1,2,3,4,5);
      INSERT INTO cdr VALUES ('ok');

      """
    let entries = try Self.read(Array(dump.utf8), limits: limits).entries
    #expect(entries.count == 4)
    #expect(entries[0] == .fault(SQLDumpFault(line: 1, byte: 23, reason: .tooLong(limit: 1000))))
    guard case .fault(let second) = entries[1], case .fault(let third) = entries[2],
      case .row(_, _, let last) = entries[3]
    else {
      Issue.record("expected two more faults and a row")
      return
    }
    #expect(second.reason == .tooLong(limit: 1000))
    #expect(third.reason == .tooManyFields(limit: 4))
    #expect(last == ["ok"])
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `any bytes are read to their end, in any split alike`(seed: UInt64) throws {
    var random = Seeded(state: seed)
    let pieces = [
      "INSERT INTO cdr VALUES ", "(", ")", ",", ";", "\n", "'", "\\", "\"", "`", "NULL", "0x4",
      "--",
      "/*", "*/", "1", "CREATE TABLE cdr (", "a int", "\u{0}", "#",
    ]
    var text = ""
    for _ in 0..<60 { text += pieces.randomElement(using: &random) ?? "" }
    let whole = try Self.read(Array(text.utf8))
    let split = try Self.read(Array(text.utf8), chunk: 1)
    #expect(split.entries == whole.entries)
    #expect(split.columns == whole.columns)
  }

  @Test func `an error of the source ends the reading`() throws {
    let failure = SourceError.cannotRead(path: "memory", code: 5)
    let dump = Array("INSERT INTO cdr VALUES (1),(2".utf8)
    var source = MemorySource(dump, chunk: 4, failure: failure)
    var reader = SQLDumpReader(.table("cdr"))
    let first = try reader.next(from: &source)
    #expect(first == .row)
    var found: SourceError?
    do throws(SourceError) { _ = try reader.next(from: &source) } catch { found = error }
    #expect(found == failure)
  }

  static let samples = ProcessInfo.processInfo.environment["RINGTALLY_SAMPLES"]

  @Test(
    .enabled(if: samples != nil, "RINGTALLY_SAMPLES names no folder"),
    arguments: [("cdr", 574, 26), ("cel", 4100, 20)])
  func `a FreePBX dump has the rows that grep counts`(
    table: String, count: Int, width: Int
  ) throws {
    let path = try #require(Self.samples) + "/asterisk/freepbx17_cdr_cel_2024.sql"
    var source = try ByteSource(path: path)
    var reader = SQLDumpReader(.table(table))
    var rows = 0
    while let record = try reader.next(from: &source) {
      #expect(record == .row)
      rows += 1
      let found = reader.fields.count
      #expect(found == width)
    }
    #expect(rows == count)
    let columns = reader.columns
    #expect(columns.count == width)
    #expect(columns.first == (table == "cdr" ? "calldate" : "id"))
  }
}
