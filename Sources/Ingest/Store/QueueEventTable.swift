import GRDB

/// Queue events in the database.
struct QueueEventTable {
  private let insert: BulkStatement
  private let source: Int

  private static let columns =
    "at, key, source, kind, call, queue, agent, word, wait, talk, ring_ms, party, peer, ordinal"

  init(_ db: Database, source: Int) throws {
    self.source = source
    insert = try BulkStatement(
      db,
      "INSERT OR IGNORE INTO queue_event(\(QueueEventTable.columns)) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
    )
  }

  /// Writes rows; tells `changed` about each that was new.
  ///
  /// The key is a fingerprint of the whole line, so a row with a known key is the same row.
  /// - Parameter ordinal: The line's place in its file: the order of events in one second.
  func write(
    _ rows: [Intake.KeyedQueueEvent], ordinal: inout Int, counts: inout Intake.Counts,
    changed: (QueueEvent) -> Void
  ) throws {
    for row in rows {
      let event = row.event
      ordinal += 1
      insert.bind(1, event.at.epoch)
      insert.bind(2, Int(bitPattern: UInt(fingerprint(source, into: row.key))))
      insert.bind(3, source)
      insert.bind(4, event.kind.rawValue)
      insert.bind(5, event.call.raw)
      insert.bind(6, event.queue.number)
      insert.bind(7, event.agent.number)
      insert.bind(8, event.word.number)
      insert.bind(9, event.wait)
      insert.bind(10, event.talk)
      insert.bind(11, event.ringMilliseconds)
      insert.bind(12, event.party.raw)
      insert.bind(13, event.peer.raw)
      insert.bind(14, ordinal)
      if try insert.run() == 1 {
        counts.accepted += 1
        changed(event)
      } else {
        counts.deduplicated += 1
      }
    }
  }

  /// Reads the events of `[from, to)` in order of time; within a second in the log's own order.
  /// - Parameter kinds: Only these; all where it is empty.
  static func read(
    _ db: Database, from: Instant, to: Instant, kinds: [QueueEventKind] = [],
    body: (QueueEvent, _ source: Int) throws -> Void
  ) throws {
    let list = kinds.map { String($0.rawValue) }.joined(separator: ",")
    let only = kinds.isEmpty ? "" : "AND kind IN (\(list)) "
    let statement = try BulkStatement(
      db,
      "SELECT \(columns) FROM queue_event WHERE at >= ? AND at < ? \(only)ORDER BY at, ordinal, key"
    )
    statement.bind(1, from.epoch)
    statement.bind(2, to.epoch)
    while try statement.step() {
      var event = QueueEvent()
      event.at = Instant(epoch: statement[0])
      event.kind = QueueEventKind(rawValue: statement[3]) ?? .other
      event.call = CallID(raw: statement[4])
      event.queue = NameID(number: statement[5])
      event.agent = NameID(number: statement[6])
      event.word = NameID(number: statement[7])
      event.wait = statement[8]
      event.talk = statement[9]
      event.ringMilliseconds = statement[10]
      event.party = Party(raw: statement[11])
      event.peer = CallID(raw: statement[12])
      try body(event, statement[2])
    }
  }
}
