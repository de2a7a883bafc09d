import Foundation
import Testing

@Suite("ringtally status") struct StatusCommandTests {
  func status(_ shop: PaperShop, code: Int32, asOf: String = "2026-03-10") throws -> StatusReading {
    let ending = try shop.ringtally("status", "--json", "--as-of", asOf)
    #expect(ending.code == code, "\(ending.output) \(ending.errors)")
    // The keys' own spelling, which the decoder below turns into Swift's.
    for key in ["now", "stale_after_seconds", "is_publication_due", "unknown_words"] {
      #expect(ending.output.contains("\"\(key)\" :"))
    }
    return try StatusReading.decoder.decode(StatusReading.self, from: Data(ending.output.utf8))
  }

  @Test func `before the first run every source is stale, and looking makes no database`() throws {
    let shop = try PaperShop()
    defer { shop.remove() }
    let status = try status(shop, code: 1)
    #expect(status.lastRun == nil)
    #expect(status.sources.map(\.name) == ["pbx", "queues", "crm"])
    #expect(status.sources.allSatisfy { $0.isStale && $0.files == 0 && $0.ageSeconds == nil })
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: shop.folder.path)
        .filter { $0.contains("sqlite") } == [])
  }

  @Test func `after a good run it names what was read, computed and published`() throws {
    let shop = try PaperShop()
    defer { shop.remove() }
    #expect(try shop.ringtally("run", "--as-of", "2026-03-10").code == 0)
    let status = try status(shop, code: 0)
    let run = try #require(status.lastRun)
    #expect(run.command == "run" && run.asOf == "2026-03-10" && run.exitCode == 0)
    #expect(run.endedAt != nil && run.problems.isEmpty)
    // 10 legs, 19 events and 31 changes of orders, in three files.
    #expect(run.filesRead == 3 && run.filesKnown == 0)
    #expect(run.rowsRead == 60 && run.rowsRejected == 0)
    #expect(run.daysComputed == 1 && run.periodsPublished == 13)
    #expect(status.callsFrom == "2026-03-02" && status.callsTo == "2026-03-02")
    #expect(status.daysToCompute == 0 && !status.isPublicationDue)
    #expect(status.staleAfterSeconds == 864_000)

    let pbx = try #require(status.sources.first)
    #expect(pbx.rows == 10 && pbx.accepted == 10 && pbx.rejected == 0 && pbx.deduplicated == 0)
    #expect(pbx.notes == ["layout: cdr_csv of 21 columns", "zone: Europe/Moscow"])
    #expect(pbx.firstAt == "2026-03-02T08:30:00+03:00")
    #expect(pbx.lastAt == "2026-03-02T11:00:00+03:00")
    // Its calls begin in the second of their ids; the queue log's visits end with their legs.
    #expect(pbx.clockAheadSeconds == 0 && pbx.clockAgainst == "uniqueid" && !pbx.isClockOff)
    let queues = try #require(status.sources.dropFirst().first)
    #expect(queues.clockAgainst == "pbx" && !queues.isClockOff)
    // From Monday the 2nd, 11:00, to midnight before Tuesday the 10th: 7 days and 13 hours.
    #expect(pbx.ageSeconds == 651_600)
    #expect(!pbx.isStale && pbx.isInConfig && pbx.problem == nil)
  }

  @Test func `a source is stale once its last row is older than stale_after`() throws {
    // Orders end on 8 March at 10:00, calls on the 2nd: with 8 days, midnight before the 10th is
    // good for both, and before the 11th the calls are too old.
    let shop = try PaperShop(["stale_after: 10d": "stale_after: 8d"])
    defer { shop.remove() }
    #expect(try shop.ringtally("run", "--as-of", "2026-03-10").code == 0)
    #expect(try status(shop, code: 0).sources.allSatisfy { !$0.isStale })
    let later = try status(shop, code: 1, asOf: "2026-03-11")
    #expect(later.sources.filter(\.isStale).map(\.name) == ["pbx", "queues"])
  }

  @Test func `ingest leaves days to compute, and report a publication`() throws {
    let shop = try PaperShop()
    defer { shop.remove() }
    #expect(try shop.ringtally("ingest", "--as-of", "2026-03-10").code == 0)
    let read = try status(shop, code: 0)
    #expect(read.lastRun?.command == "ingest" && read.lastRun?.daysComputed == 0)
    #expect(read.daysToCompute == 1 && read.callsFrom == nil)
    #expect(
      try shop.ringtally("report", "--period", "2026-03", "--as-of", "2026-03-10").code == 0)
    let reported = try status(shop, code: 0)
    #expect(reported.lastRun?.command == "report" && reported.lastRun?.periodsPublished == 1)
    #expect(reported.daysToCompute == 0 && reported.isPublicationDue)
  }

  @Test func `refused rows and words that no table names are counted, numbers hidden`() throws {
    let shop = try PaperShop([
      "lost: [lost]": "cancelled: [cancelled]",
      "returned: [returned, refused]": "returned: [returned]",
    ])
    defer { shop.remove() }
    let orders = shop.folder.appending(path: "orders.csv")
    try
      (String(contentsOf: orders, encoding: .utf8)
      + "10,+7 916 000-00-10,2026-03-05 10:00,79160000010,1.00,x,x,cod\n")
      .write(to: orders, atomically: true, encoding: .utf8)
    let run = try shop.ringtally("run", "--as-of", "2026-03-10")
    #expect(run.code == 1)
    let status = try status(shop, code: 1)
    #expect(status.lastRun?.exitCode == 1)
    #expect(status.lastRun?.problems.count == 1)
    let crm = try #require(status.sources.last)
    // 3 of 32 rows: more than one in a hundred.
    #expect(crm.rows == 32 && crm.rejected == 3 && crm.accepted == 29 && crm.isOverLimit)
    #expect(
      crm.unknownWords.sorted { $0.word < $1.word } == [
        .init(word: "+• ••• •••-••-••", count: 1), .init(word: "lost", count: 1),
        .init(word: "refused", count: 1),
      ])
    let text = try shop.ringtally("status", "--as-of", "2026-03-10").output
    #expect(text.contains("TOO MANY REFUSED") && !text.contains("916 000"))
  }

  @Test func `a missing file, a source that left the config, and a run that failed are shown`()
    throws
  {
    let shop = try PaperShop()
    defer { shop.remove() }
    #expect(try shop.ringtally("run", "--as-of", "2026-03-10").code == 0)
    try FileManager.default.removeItem(at: shop.folder.appending(path: "queue_log"))
    let failed = try shop.ringtally("run", "--as-of", "2026-03-10")
    #expect(failed.code == 74)
    let status = try status(shop, code: 1)
    #expect(status.lastRun?.exitCode == 74)
    #expect(
      status.lastRun?.problems.joined(separator: "\n")
        == failed.errors.trimmingCharacters(in: .newlines))
    let queues = try #require(status.sources.first { $0.name == "queues" })
    #expect(queues.problem != nil && queues.rows == 19)

    let config = shop.folder.appending(path: "ringtally.yaml")
    try String(contentsOf: config, encoding: .utf8)
      .replacingOccurrences(of: "name: queues", with: "name: other")
      .replacingOccurrences(of: "[queue_log]", with: "[queue_log*]")
      .write(to: config, atomically: true, encoding: .utf8)
    let renamed = try self.status(shop, code: 1)
    #expect(renamed.sources.map(\.name) == ["pbx", "other", "crm", "queues"])
    #expect(renamed.sources.map(\.isInConfig) == [true, true, true, false])
    #expect(renamed.sources[1].isStale && !renamed.sources[3].isStale)
  }
}
