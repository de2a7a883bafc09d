import Foundation
import Testing

@testable import Ingest

/// Real exports, which are not part of the repository.
enum Samples {
  static let folder = ProcessInfo.processInfo.environment["RINGTALLY_SAMPLES"]

  /// Why the tests skip.
  static let missing: Comment = "RINGTALLY_SAMPLES names no folder of sample exports"

  /// Reads a sample into a database in memory and takes it back out in order of time.
  static func read(_ name: String, as format: some ExportFormat) throws -> FormatReading {
    let path = try #require(folder) + "/" + name
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    return try FormatReading(of: bytes, as: format, region: "US")
  }
}

/// Expected counts are those of the files' own event column, taken with `cut | sort | uniq -c`.
@Suite("Asterisk's real exports", .enabled(if: Samples.folder != nil, Samples.missing))
struct AsteriskSampleTests {
  @Test(arguments: ["asterisk/pbx_2018_queue_log", "asterisk/pbx_2018_queue_log_table.csv"])
  func `every event of the queue log is read`(_ name: String) throws {
    let reading = try Samples.read(name, as: AsteriskQueueLog())
    #expect(reading.counts.read == 1000)
    #expect(reading.counts.rejected == 0)
    func count(_ kind: QueueEventKind) -> Int { reading.events.count { $0.kind == kind } }
    #expect(count(.enterQueue) == 108)
    #expect(count(.connect) == 93)
    #expect(count(.abandon) == 12)
    #expect(count(.exitWithTimeout) == 1)
    #expect(count(.ringNoAnswer) == 360)
    #expect(count(.completeAgent) == 51)
    #expect(count(.completeCaller) == 38)
    #expect(
      reading.unknownWords == [
        "OUTDIAL": 128, "OUTANSWER": 77, "OUTCANCEL": 24, "OUTCHANUNAVAIL": 18,
        "OUTCONGESTION": 9, "OUTTRANSFER": 1,
      ])
  }

  @Test(arguments: ["asterisk/pbx_2018_queue_log", "asterisk/pbx_2018_queue_log_table.csv"])
  func `every entry of the queue log becomes a visit with its end`(_ name: String) throws {
    let reading = try Samples.read(name, as: AsteriskQueueLog())
    let byCall = Dictionary(
      grouping: reading.events.filter { $0.kind.concernsCaller && $0.call != .none }, by: \.call)
    let visits = byCall.values.flatMap { VisitReading.read($0) }.filter(\.hasEntry)
    #expect(visits.count == 108)
    #expect(visits.count { $0.visitEnd == .connected } == 93)
    #expect(visits.count { $0.visitEnd == .abandoned } == 12)
    #expect(visits.count { $0.visitEnd == .timeout } == 1)
    #expect(visits.count { $0.visitEnd == .unknown } == 2)
  }

  @Test func `a table with broken quotes loses no row, and its zone is found`() throws {
    let reading = try Samples.read("asterisk/pbx_2018_cdr_broken_quotes.csv", as: AsteriskCDR())
    #expect(reading.counts.read == 1000)
    #expect(reading.counts.rejected == 0)
    #expect(reading.notes.contains { $0.contains("UTC-05:00") }, "\(reading.notes)")
  }

  @Test func `cdr_custom is recognised by the caller id in front`() throws {
    let reading = try Samples.read("asterisk/cdr_custom_Master.csv", as: AsteriskCDR())
    #expect(reading.counts.read == 14)
    #expect(reading.counts.rejected == 0)
    #expect(reading.legs.count == 14)
    #expect(reading.notes.contains { $0.contains("cdr_custom") }, "\(reading.notes)")
  }

  /// Counted by hand.
  ///
  /// With `grep -c "^INSERT INTO .cdr."`, and the junk with `grep -c "VALUES ('[01]000-"`
  /// on top. `comm -13` of both tables' sorted values says that `replicate_cdr` holds all rows of
  /// `cdr`, five more of junk and one more call.
  @Test func `the dump's CDR tables are read, junk is refused, copies are deduplicated`() throws {
    let reading = try Samples.read("asterisk/freepbx17_cdr_cel_2024.sql", as: AsteriskCDRDump())
    #expect(reading.notes.contains("table cdr: 574 rows, 38 refused"), "\(reading.notes)")
    #expect(reading.notes.contains("table replicate_cdr: 580 rows, 43 refused"))
    #expect(reading.counts.read == 1154)
    #expect(reading.counts.rejected == 81)
    #expect(reading.counts.accepted == 537)
    #expect(reading.counts.deduplicated == 536)
    #expect(reading.rejects.allSatisfy { $0.reason == .zeroDate && $0.column == "calldate" })
    #expect(reading.legs.count == 537)
  }
}
