/// Turns the cells of one row of the channel event log into an event.
struct CELRow {
  let layout: CELLayout
  let zone: Zone

  /// Events by their word.
  private static let kinds: [String: ChannelEventKind] = Dictionary(
    uniqueKeysWithValues: ChannelEventKind.allCases.filter { $0 != .other }.map { ($0.word, $0) })

  /// Whether a cell is the name of an event.
  static func isKind(_ cell: Span<UInt8>) -> Bool { kinds[text(cell)] != nil }

  /// Reads a row.
  /// - Parameters:
  ///   - bytes: The buffer that the cells lie in.
  ///   - cells: As many as one of the layout's widths.
  func parse(
    _ bytes: Span<UInt8>, cells: [CSVScanner.Field], identities: inout Identities
  ) throws(CellFault) -> ChannelEvent {
    func cell(_ column: CELLayout.Column) -> Range<Int> {
      layout.index(column, width: cells.count).map { cells[$0].range } ?? 0..<0
    }
    func name(_ column: CELLayout.Column) -> NameID {
      identities.names.intern(bytes.extracting(cell(column)))
    }
    var event = ChannelEvent()
    let word = CELRow.text(bytes.extracting(cell(.kind)))
    guard !word.isEmpty else {
      throw CellFault(
        column: CELLayout.Column.kind.rawValue, reason: .missing("the name of an event"))
    }
    event.kind = CELRow.kinds[word] ?? .other
    if event.kind == .other { event.word = identities.names.intern(word) }
    event.call = CallID(bytes.extracting(cell(.uniqueID)), systems: &identities.systems)
    event.linkedID = CallID(bytes.extracting(cell(.linkedID)), systems: &identities.systems)
    event.at = try moment(bytes.extracting(cell(.time)), hint: event.call.epoch)
    event.channel = Channel(bytes.extracting(cell(.channel)), names: &identities.names)
    event.caller = identities.party(bytes.extracting(cell(.number)))
    let dialled = cell(.dialled).isEmpty ? cell(.dialledNumber) : cell(.dialled)
    event.dialled = identities.party(bytes.extracting(dialled))
    event.context = name(.context)
    event.application = name(.application)
    event.account = name(.account)
    if CELRow.text(bytes.extracting(cell(.application))).lowercased() == "queue" {
      event.queue = CDRRow.queueName(bytes, cell(.applicationData), names: &identities.names)
    }
    if let extra = layout.index(.extra, width: cells.count) {
      read(CELRow.json(bytes, cells[extra]), into: &event, identities: &identities)
    }
    return event
  }

  /// What a kind of event adds of its own.
  ///
  /// Source: the `ast_json_pack` calls of main/cel.c.
  private func read(
    _ extra: FlatJSON, into event: inout ChannelEvent, identities: inout Identities
  ) {
    func id(_ key: String) -> CallID {
      guard let value = extra.value(key), !value.elementsEqual("N/A".utf8) else { return .none }
      return CallID(value.span, systems: &identities.systems)
    }
    switch event.kind {
    case .bridgeEnter, .bridgeExit:
      event.bridge = id("bridge_id")
      if event.bridge != .none {
        event.bridgeKind = CELRow.bridgeKind(extra.value("bridge_technology") ?? [])
      }
    case .blindTransfer: event.peer = id("transferee_channel_uniqueid")
    case .attendedTransfer:
      event.peer = id("transferee_channel_uniqueid")
      if event.peer == .none { event.peer = id("channel2_uniqueid") }
    case .pickup: event.peer = id("pickup_channel_uniqueid")
    case .localOptimize, .localOptimizeBegin: event.peer = id("local_two_uniqueid")
    case .hangup:
      let cause = extra.value("hangupcause") ?? []
      event.cause = QueueLogLine.seconds(cause.span)
    default: break
    }
  }

  private static func bridgeKind(_ technology: [UInt8]) -> BridgeKind {
    if technology.starts(with: "holding".utf8) { return .holding }
    if technology.starts(with: "simple".utf8) || technology.starts(with: "native".utf8) {
      return .twoParty
    }
    return .mixing
  }

  /// Unix seconds with a fraction, or a wall clock's time, maybe with its distance to UTC.
  private func moment(_ cell: Span<UInt8>, hint: Instant?) throws(CellFault) -> Instant {
    if let epoch = QueueLogLine.epochSeconds(cell) { return Instant(epoch: epoch) }
    let column = CELLayout.Column.time.rawValue
    guard !cell.isEmpty else {
      throw CellFault(column: column, reason: .missing("the time of the event"))
    }
    // `parseTimestamp` knows a fraction behind a time, and no distance.
    let hasDistance = cell.count > 19 && (cell[19] == 43 || cell[19] == 45)
    let clock = hasDistance ? cell.extracting(0..<19) : cell
    let local: LocalTime
    do throws(TimestampFault) {
      local = try parseTimestamp(clock)
    } catch {
      throw CellFault(
        column: column,
        reason: error == .placeholder ? .zeroDate : .time(expected: "2026-09-01 09:15:00"))
    }
    if let offset = CELRow.offset(cell) { return Instant(epoch: local.clock - offset) }
    return zone.instant(day: local.day, second: local.second, hint: hint)
  }

  /// The distance to UTC behind a time, as PostgreSQL writes it: `-04`, `+05:30`; `nil` without one.
  private static func offset(_ cell: Span<UInt8>) -> Seconds? {
    var i = 19
    while i < cell.count, cell[i] != 43, cell[i] != 45 { i += 1 }
    guard i + 2 < cell.count else { return nil }
    func two(_ at: Int) -> Int? {
      guard at + 1 < cell.count, cell[at] &- 48 < 10, cell[at + 1] &- 48 < 10 else { return nil }
      return Int(cell[at] &- 48) * 10 + Int(cell[at + 1] &- 48)
    }
    guard let hours = two(i + 1), hours <= 14 else { return nil }
    let rest = i + 3 < cell.count && cell[i + 3] == 58 ? i + 4 : i + 3
    let seconds = hours * 3600 + (two(rest) ?? 0) * 60
    return cell[i] == 45 ? -seconds : seconds
  }

  /// A cell's JSON; in a quoted cell `""` stands for one quote.
  private static func json(_ bytes: Span<UInt8>, _ field: CSVScanner.Field) -> FlatJSON {
    var text: [UInt8] = []
    text.reserveCapacity(field.range.count)
    var i = field.range.lowerBound
    while i < field.range.upperBound {
      text.append(bytes[i])
      let isDoubled =
        field.hasDoubledQuotes && bytes[i] == 34 && i + 1 < field.range.upperBound
        && bytes[i + 1] == 34
      i += isDoubled ? 2 : 1
    }
    return FlatJSON(text)
  }

  private static func text(_ cell: Span<UInt8>) -> String {
    var bytes: [UInt8] = []
    for i in cell.indices { bytes.append(cell[i]) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
