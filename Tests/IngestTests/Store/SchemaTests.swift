import Foundation
import GRDB
import TestSupport
import Testing

@testable import Ingest

/// A database of an earlier release, opened by this one.
@Suite("Schema") struct SchemaTests {
  /// A folder for one database, removed with the test.
  private static func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "ringtally-schema-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appending(path: "store.sqlite").path)
  }

  @Test func `legs kept as rows are moved into lists, and their days are computed anew`() throws {
    try Self.withFolder { path in
      var random = SeededNumbers(seed: 3)
      let rows = LegTableTests.legs(&random, count: 2000)
      let queue = try DatabaseQueue(path: path)
      try Schema.migrator.migrate(queue, upTo: "customer_number")
      try queue.write { db in
        for row in rows {
          let leg = row.fact
          let cells: [Int] = [
            leg.start.epoch, Int(bitPattern: UInt(row.key)), 4, leg.duration, leg.answerDelay,
            leg.billed, leg.disposition.rawValue, leg.uniqueID.raw, leg.linkedID.raw, leg.sequence,
            leg.channel.raw, leg.destination.raw, leg.caller.raw, leg.dialled.raw, leg.did.raw,
            leg.context.number, leg.application.number, leg.account.number, leg.queue.number,
            leg.target.raw,
          ]
          let marks = cells.map { _ in "?" }.joined(separator: ",")
          try db.execute(
            sql: "INSERT INTO leg VALUES (\(marks))", arguments: StatementArguments(cells))
        }
        for day in [20_717, 20_717, 20_719] {
          try db.execute(
            sql: """
              INSERT OR IGNORE INTO journey VALUES (?, 1, ?, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '')
              """, arguments: [day * 86_400, day])
        }
      }
      try queue.close()

      let store = try EventStore(path: path, reportZone: .utc)
      try store.read { transaction in
        var found: [CallLeg] = []
        try transaction.legs(from: Instant(epoch: 0), to: Instant(epoch: 1 << 40)) { leg, source in
          found.append(leg)
          #expect(source == 4)
        }
        let expected = rows.sorted {
          ($0.fact.start.epoch, Int(bitPattern: UInt($0.key)))
            < ($1.fact.start.epoch, Int(bitPattern: UInt($1.key)))
        }
        #expect(found == expected.map(\.fact))
        #expect(try transaction.changedDays(.calls).map(\.number) == [20_717, 20_719])
        #expect(try transaction.firstJourneyDay() == nil)
      }
      // A row that is read again is the row that was moved.
      var counts = Intake.Counts()
      try store.transaction { transaction in
        let writer = try FileWriter(transaction, source: 4)
        try writer.store(legs: rows, counts: &counts)
        try writer.finish()
      }
      #expect(counts.deduplicated == rows.count)
    }
  }
}
