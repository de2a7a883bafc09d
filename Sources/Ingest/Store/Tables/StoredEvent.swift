/// An event of a log with a table of its own, all columns of which are integers.
protocol StoredEvent {
  /// When it happened.
  var at: Instant { get }
  /// The table's name.
  static var table: String { get }
  /// The event's own columns; those of every event's table are `EventTable`'s.
  static var columns: [String] { get }

  /// Binds the values of `columns` in their order.
  /// - Parameter first: The 1-based index of the first of them.
  func bind(to statement: BulkStatement, from first: Int)

  /// Takes the values of `columns` from the current row.
  /// - Parameter first: The 0-based index of the first of them.
  init(at: Instant, row: BulkStatement, from first: Int)
}

extension QueueEvent: StoredEvent {
  static var table: String { "queue_event" }

  static var columns: [String] {
    ["kind", "call", "queue", "agent", "word", "wait", "talk", "ring_ms", "party", "peer"]
  }

  func bind(to statement: BulkStatement, from first: Int) {
    statement.bind(first, kind.rawValue)
    statement.bind(first + 1, call.raw)
    statement.bind(first + 2, queue.number)
    statement.bind(first + 3, agent.number)
    statement.bind(first + 4, word.number)
    statement.bind(first + 5, wait)
    statement.bind(first + 6, talk)
    statement.bind(first + 7, ringMilliseconds)
    statement.bind(first + 8, party.raw)
    statement.bind(first + 9, peer.raw)
  }

  init(at: Instant, row: BulkStatement, from first: Int) {
    self.init()
    self.at = at
    kind = QueueEventKind(rawValue: row[first]) ?? .other
    call = CallID(raw: row[first + 1])
    queue = NameID(number: row[first + 2])
    agent = NameID(number: row[first + 3])
    word = NameID(number: row[first + 4])
    wait = row[first + 5]
    talk = row[first + 6]
    ringMilliseconds = row[first + 7]
    party = Party(raw: row[first + 8])
    peer = CallID(raw: row[first + 9])
  }
}

extension ChannelEvent: StoredEvent {
  static var table: String { "channel_event" }

  static var columns: [String] {
    [
      "kind", "call", "linked_id", "channel", "bridge", "bridge_kind", "peer", "caller", "dialled",
      "context", "application", "queue", "account", "cause", "word",
    ]
  }

  func bind(to statement: BulkStatement, from first: Int) {
    statement.bind(first, kind.rawValue)
    statement.bind(first + 1, call.raw)
    statement.bind(first + 2, linkedID.raw)
    statement.bind(first + 3, channel.raw)
    statement.bind(first + 4, bridge.raw)
    statement.bind(first + 5, bridgeKind.rawValue)
    statement.bind(first + 6, peer.raw)
    statement.bind(first + 7, caller.raw)
    statement.bind(first + 8, dialled.raw)
    statement.bind(first + 9, context.number)
    statement.bind(first + 10, application.number)
    statement.bind(first + 11, queue.number)
    statement.bind(first + 12, account.number)
    statement.bind(first + 13, cause)
    statement.bind(first + 14, word.number)
  }

  init(at: Instant, row: BulkStatement, from first: Int) {
    self.init()
    self.at = at
    kind = ChannelEventKind(rawValue: row[first]) ?? .other
    call = CallID(raw: row[first + 1])
    linkedID = CallID(raw: row[first + 2])
    channel = Channel(raw: row[first + 3])
    bridge = CallID(raw: row[first + 4])
    bridgeKind = BridgeKind(rawValue: row[first + 5]) ?? .none
    peer = CallID(raw: row[first + 6])
    caller = Party(raw: row[first + 7])
    dialled = Party(raw: row[first + 8])
    context = NameID(number: row[first + 9])
    application = NameID(number: row[first + 10])
    queue = NameID(number: row[first + 11])
    account = NameID(number: row[first + 12])
    cause = row[first + 13]
    word = NameID(number: row[first + 14])
  }
}
