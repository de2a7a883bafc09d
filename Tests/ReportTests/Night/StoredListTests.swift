import Foundation
import GRDB
import Metrics
import TestSupport
import Testing

@testable import Ingest
@testable import report

/// Legs and journeys are stored as lists; the views show them as rows, with the same values.
@Suite("Views of stored lists") struct StoredListTests {
  @Test func `the view of legs tells every cell`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "ringtally-lists-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "store.sqlite").path
    let store = try EventStore(path: path, reportZone: .utc)
    var random = SeededNumbers(seed: 4)
    let created = 1_790_000_000 - 946_684_800
    let rows = (0..<500).map { index -> Intake.Keyed<CallLeg> in
      var leg = CallLeg()
      leg.start = Instant(epoch: 1_790_000_000 + Int(random.below(20_000)))
      leg.duration = index
      leg.answerDelay = index % 3 - 1
      leg.uniqueID = CallID(
        raw: index % 5 == 0 ? Int.min + index : (index % 128) << 55 | created << 24 | index)
      leg.linkedID = index % 7 == 0 ? .none : leg.uniqueID
      leg.channel = Channel(raw: 5 << 34 | index)
      leg.caller = Party(raw: -index)
      leg.queue = NameID(number: index % 4)
      leg.target = index % 6 == 0 ? Party(raw: 79_161_234_567) : .unknown
      return Intake.Keyed(fact: leg, key: leg.key(fallback: UInt64(index)))
    }
    var expected: [[Int]] = []
    try store.transaction { transaction in
      var counts = Intake.Counts()
      let writer = try FileWriter(transaction, source: 3)
      try writer.store(legs: rows, counts: &counts)
      try writer.finish()
      try transaction.legs(from: Instant(epoch: 0), to: Instant(epoch: 1 << 40)) { leg, _ in
        expected.append([
          leg.start.epoch, 3, leg.duration, leg.answerDelay, leg.billed, leg.disposition.rawValue,
          leg.uniqueID.raw, leg.linkedID.raw, leg.sequence, leg.channel.raw, leg.destination.raw,
          leg.caller.raw, leg.dialled.raw, leg.did.raw, leg.context.number,
          leg.application.number, leg.account.number, leg.queue.number, leg.target.raw,
        ])
      }
    }
    let found = try DatabaseQueue(path: path).read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM leg").map { row in
        (0..<19).map { row[$0] as Int }
      }
    }
    #expect(found == expected)
  }

  @Test func `the view of journeys tells every cell, over several lists of a day`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "ringtally-lists-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "store.sqlite").path
    let store = try EventStore(path: path, reportZone: .utc)
    let day = Day(number: 20_700)
    let rows = (0..<9000).map { index -> JourneyRow in
      let start = Instant(epoch: 20_700 * 86_400 + index * 9)
      let usual = (start.epoch - 946_684_800) << 24 | index
      let ids: [Int] = [usual, Int.min + index, usual - (5000 << 24), 1 << 55 | usual]
      let call = CustomerCall(
        id: ids[index % 4],
        start: start, end: start + index % 100,
        direction: Direction.allCases[index % 3], outcome: Outcome.allCases[index % 9],
        missed: MissedReason(rawValue: index % 11), customer: Party(raw: 79_000_000_000 + index),
        number: Party(raw: -index), visits: [], offers: [], teamMisses: 0, talks: [],
        wait: index % 3 == 0 ? nil : index % 50, talk: index % 70, caller: nil,
        isRobot: index % 5 == 0)
      return JourneyRow(call, day: day, agents: ["", "a 1", "petrova ivanova"][index % 3])
    }
    try store.transaction { try $0.replaceJourneys(day: day, rows) }
    // Again: a day is replaced, not added to.
    try store.transaction { try $0.replaceJourneys(day: day, rows) }
    var found: [JourneyRow] = []
    try store.read { transaction in
      try transaction.journeys(
        from: Instant(epoch: 0), to: Instant(epoch: 1 << 40), customers: .empty
      ) { found.append($0) }
      #expect(try transaction.firstJourneyDay() == day)
    }
    #expect(found == rows)
    let shown = try DatabaseQueue(path: path).read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM journey").map { row in
        (0..<13).map { row[$0] as Int } + [(row[13] as String).count]
      }
    }
    let expected = rows.map { row -> [Int] in
      let missed: Int = row.missed?.rawValue ?? 0
      let robot: Int = row.isRobot ? 1 : 0
      var cells: [Int] = [row.start.epoch, row.id, 20_700, row.end.epoch]
      cells += [row.direction.rawValue, row.outcome.rawValue, missed]
      cells += [row.phone.raw, row.number.raw, row.queue.number]
      cells += [row.wait, row.talk, robot, row.agents.count]
      return cells
    }
    #expect(shown == expected)
  }
}
