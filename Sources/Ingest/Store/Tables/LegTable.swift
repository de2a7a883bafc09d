import GRDB

/// Legs in the database: written in bulk, read in order of time.
struct LegTable {
  private let insertMany: BulkStatement
  private let insertOne: BulkStatement
  private let find: BulkStatement
  private let replace: BulkStatement
  private let source: Int

  private static let columns =
    "start, key, source, duration, answer_delay, billed, disposition, unique_id, linked_id, sequence, channel, destination, caller, dialled, did, context, application, account, queue, target"
  private static let width = 20
  /// Rows per statement: the gain flattens there.
  private static let group = 32

  init(_ db: Database, source: Int) throws {
    self.source = source
    let row = "(" + Array(repeating: "?", count: LegTable.width).joined(separator: ",") + ")"
    let rows = Array(repeating: row, count: LegTable.group).joined(separator: ",")
    insertMany = try BulkStatement(
      db, "INSERT OR IGNORE INTO leg(\(LegTable.columns)) VALUES \(rows)")
    insertOne = try BulkStatement(
      db, "INSERT OR IGNORE INTO leg(\(LegTable.columns)) VALUES \(row)")
    find = try BulkStatement(db, "SELECT \(LegTable.columns) FROM leg WHERE start = ? AND key = ?")
    replace = try BulkStatement(
      db, "INSERT OR REPLACE INTO leg(\(LegTable.columns)) VALUES \(row)")
  }

  /// Writes rows; tells `changed` about each that was new or changed.
  func write(
    _ rows: [Intake.Keyed<CallLeg>], counts: inout Intake.Counts, changed: (CallLeg) -> Void
  ) throws {
    var first = 0
    while first + LegTable.group <= rows.count {
      for i in 0..<LegTable.group { bind(insertMany, rows[first + i], at: i * LegTable.width) }
      let inserted = try insertMany.run()
      if inserted == LegTable.group {
        counts.accepted += inserted
        for i in 0..<LegTable.group { changed(rows[first + i].fact) }
      } else {
        try settle(
          rows[first..<first + LegTable.group], inserted: inserted, counts: &counts,
          changed: changed)
      }
      first += LegTable.group
    }
    for row in rows[first...] {
      bind(insertOne, row, at: 0)
      let inserted = try insertOne.run()
      if inserted == 1 {
        counts.accepted += 1
        changed(row.fact)
      } else {
        try settle([row], inserted: 0, counts: &counts, changed: changed)
      }
    }
  }

  /// Some rows met a row with their key: the same row again, a newer version of it, or another row
  /// whose hash is equal.
  private func settle(
    _ rows: ArraySlice<Intake.Keyed<CallLeg>>, inserted: Int, counts: inout Intake.Counts,
    changed: (CallLeg) -> Void
  ) throws {
    var differing = 0
    for row in rows {
      var key = row.key
      while true {
        guard let stored = try stored(row.fact.start, key) else {
          // Free after a collision: the row gets the next key.
          bind(insertOne, Intake.Keyed(fact: row.fact, key: key), at: 0)
          try insertOne.run()
          differing += 1
          changed(row.fact)
          break
        }
        if stored.leg == row.fact, stored.source == source { break }
        if stored.source == source, stored.leg.isSameRow(as: row.fact) {
          bind(replace, Intake.Keyed(fact: row.fact, key: key), at: 0)
          try replace.run()
          differing += 1
          counts.superseding += 1
          changed(row.fact)
          break
        }
        key &+= 1
      }
    }
    if inserted > 0 { for row in rows { changed(row.fact) } }
    counts.accepted += inserted + differing
    counts.deduplicated += rows.count - inserted - differing
  }

  private func stored(_ start: Instant, _ key: UInt64) throws -> (leg: CallLeg, source: Int)? {
    find.bind(1, start.epoch)
    find.bind(2, Int(bitPattern: UInt(key)))
    defer { find.reset() }
    return try find.step() ? (LegTable.leg(find), find[2]) : nil
  }

  @inline(__always)
  private func bind(_ statement: BulkStatement, _ row: Intake.Keyed<CallLeg>, at base: Int) {
    let leg = row.fact
    statement.bind(base + 1, leg.start.epoch)
    statement.bind(base + 2, Int(bitPattern: UInt(row.key)))
    statement.bind(base + 3, source)
    statement.bind(base + 4, leg.duration)
    statement.bind(base + 5, leg.answerDelay)
    statement.bind(base + 6, leg.billed)
    statement.bind(base + 7, leg.disposition.rawValue)
    statement.bind(base + 8, leg.uniqueID.raw)
    statement.bind(base + 9, leg.linkedID.raw)
    statement.bind(base + 10, leg.sequence)
    statement.bind(base + 11, leg.channel.raw)
    statement.bind(base + 12, leg.destination.raw)
    statement.bind(base + 13, leg.caller.raw)
    statement.bind(base + 14, leg.dialled.raw)
    statement.bind(base + 15, leg.did.raw)
    statement.bind(base + 16, leg.context.number)
    statement.bind(base + 17, leg.application.number)
    statement.bind(base + 18, leg.account.number)
    statement.bind(base + 19, leg.queue.number)
    statement.bind(base + 20, leg.target.raw)
  }

  /// Reads the legs that start in `[from, to)`, in order of start.
  static func read(
    _ db: Database, from: Instant, to: Instant, body: (CallLeg, _ source: Int) throws -> Void
  ) throws {
    let statement = try BulkStatement(
      db, "SELECT \(columns) FROM leg WHERE start >= ? AND start < ? ORDER BY start, key")
    statement.bind(1, from.epoch)
    statement.bind(2, to.epoch)
    while try statement.step() { try body(leg(statement), statement[2]) }
  }

  private static func leg(_ row: BulkStatement) -> CallLeg {
    var leg = CallLeg()
    leg.start = Instant(epoch: row[0])
    leg.duration = row[3]
    leg.answerDelay = row[4]
    leg.billed = row[5]
    leg.disposition = Disposition(rawValue: row[6]) ?? .unknown
    leg.uniqueID = CallID(raw: row[7])
    leg.linkedID = CallID(raw: row[8])
    leg.sequence = row[9]
    leg.channel = Channel(raw: row[10])
    leg.destination = Channel(raw: row[11])
    leg.caller = Party(raw: row[12])
    leg.dialled = Party(raw: row[13])
    leg.did = Party(raw: row[14])
    leg.context = NameID(number: row[15])
    leg.application = NameID(number: row[16])
    leg.account = NameID(number: row[17])
    leg.queue = NameID(number: row[18])
    leg.target = Party(raw: row[19])
    return leg
  }
}
