import GRDB

/// Channel events in the database.
struct ChannelEventTable {
  private let insert: BulkStatement
  private let source: Int

  private static let columns =
    "at, key, source, kind, call, linked_id, channel, bridge, bridge_kind, peer, caller, dialled, context, application, queue, account, cause, word, ordinal"

  init(_ db: Database, source: Int) throws {
    self.source = source
    insert = try BulkStatement(
      db,
      "INSERT OR IGNORE INTO channel_event(\(ChannelEventTable.columns)) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
    )
  }

  /// Writes rows; tells `changed` about each that was new.
  ///
  /// The key is a fingerprint of the whole row, so a row with a known key is the same row.
  /// - Parameter ordinal: The row's place in its file: the order of events in one second.
  func write(
    _ rows: [Intake.KeyedChannelEvent], ordinal: inout Int, counts: inout Intake.Counts,
    changed: (ChannelEvent) -> Void
  ) throws {
    for row in rows {
      let event = row.event
      ordinal += 1
      insert.bind(1, event.at.epoch)
      insert.bind(2, Int(bitPattern: UInt(fingerprint(source, into: row.key))))
      insert.bind(3, source)
      insert.bind(4, event.kind.rawValue)
      insert.bind(5, event.call.raw)
      insert.bind(6, event.linkedID.raw)
      insert.bind(7, event.channel.raw)
      insert.bind(8, event.bridge.raw)
      insert.bind(9, event.bridgeKind.rawValue)
      insert.bind(10, event.peer.raw)
      insert.bind(11, event.caller.raw)
      insert.bind(12, event.dialled.raw)
      insert.bind(13, event.context.number)
      insert.bind(14, event.application.number)
      insert.bind(15, event.queue.number)
      insert.bind(16, event.account.number)
      insert.bind(17, event.cause)
      insert.bind(18, event.word.number)
      insert.bind(19, ordinal)
      if try insert.run() == 1 {
        counts.accepted += 1
        changed(event)
      } else {
        counts.deduplicated += 1
      }
    }
  }

  /// Reads the events of `[from, to)` in order of time; within a second in the log's own order.
  static func read(
    _ db: Database, from: Instant, to: Instant,
    body: (ChannelEvent, _ source: Int) throws -> Void
  ) throws {
    let statement = try BulkStatement(
      db, "SELECT \(columns) FROM channel_event WHERE at >= ? AND at < ? ORDER BY at, ordinal, key")
    statement.bind(1, from.epoch)
    statement.bind(2, to.epoch)
    while try statement.step() {
      var event = ChannelEvent()
      event.at = Instant(epoch: statement[0])
      event.kind = ChannelEventKind(rawValue: statement[3]) ?? .other
      event.call = CallID(raw: statement[4])
      event.linkedID = CallID(raw: statement[5])
      event.channel = Channel(raw: statement[6])
      event.bridge = CallID(raw: statement[7])
      event.bridgeKind = BridgeKind(rawValue: statement[8]) ?? .none
      event.peer = CallID(raw: statement[9])
      event.caller = Party(raw: statement[10])
      event.dialled = Party(raw: statement[11])
      event.context = NameID(number: statement[12])
      event.application = NameID(number: statement[13])
      event.queue = NameID(number: statement[14])
      event.account = NameID(number: statement[15])
      event.cause = statement[16]
      event.word = NameID(number: statement[17])
      try body(event, statement[2])
    }
  }
}
