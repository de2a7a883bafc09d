import GRDB

/// Events of one kind of log in the database, in the log's own order.
struct EventTable<Event: StoredEvent> {
  private let insert: BulkStatement
  private let source: Int

  private static var columns: [String] { ["at", "key", "source", "ordinal"] + Event.columns }
  /// How many columns of every event's table come before the event's own.
  private static var shared: Int { 4 }

  init(_ db: Database, source: Int) throws {
    self.source = source
    let columns = EventTable.columns
    let marks = Array(repeating: "?", count: columns.count).joined(separator: ",")
    insert = try BulkStatement(
      db,
      "INSERT OR IGNORE INTO \(Event.table)(\(columns.joined(separator: ", "))) VALUES (\(marks))")
  }

  /// Writes rows; tells `changed` about each that was new.
  ///
  /// The key is a fingerprint of the whole line, so a row with a known key is the same row.
  /// - Parameter ordinal: The line's place in its file: the order of events in one second.
  func write(
    _ rows: [Intake.Keyed<Event>], ordinal: inout Int, counts: inout Intake.Counts,
    changed: (Event) -> Void
  ) throws {
    for row in rows {
      ordinal += 1
      insert.bind(1, row.fact.at.epoch)
      insert.bind(2, Int(bitPattern: UInt(fingerprint(source, into: row.key))))
      insert.bind(3, source)
      insert.bind(4, ordinal)
      row.fact.bind(to: insert, from: EventTable.shared + 1)
      if try insert.run() == 1 {
        counts.accepted += 1
        changed(row.fact)
      } else {
        counts.deduplicated += 1
      }
    }
  }

  /// Reads the events of `[from, to)` in order of time; within a second in the log's own order.
  /// - Parameter kinds: The numbers of the only kinds to read; all where it is empty.
  static func read(
    _ db: Database, from: Instant, to: Instant, kinds: [Int] = [],
    body: (Event, _ source: Int) throws -> Void
  ) throws {
    let list = kinds.map(String.init).joined(separator: ",")
    let only = kinds.isEmpty ? "" : "AND kind IN (\(list)) "
    let statement = try BulkStatement(
      db,
      "SELECT \(columns.joined(separator: ", ")) FROM \(Event.table) WHERE at >= ? AND at < ? \(only)ORDER BY at, ordinal, key"
    )
    statement.bind(1, from.epoch)
    statement.bind(2, to.epoch)
    while try statement.step() {
      try body(
        Event(at: Instant(epoch: statement[0]), row: statement, from: shared), statement[2])
    }
  }
}
