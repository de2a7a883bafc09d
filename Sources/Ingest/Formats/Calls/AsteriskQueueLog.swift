/// Asterisk's queue_log: the native file, or its table with headings.
///
/// Source: apps/app_queue.c and main/logger.c. Times are Unix seconds in the file; the table has
/// either those or a local time.
package struct AsteriskQueueLog: ExportFormat {
  package static let identifier = "asterisk-queue-log"
  package static let summary = "Asterisk queue_log: the native file, or its table with headings"
  package static let grows = true

  package init() {}

  package func read(
    _ stream: inout some ByteStream & ~Copyable, sample: [UInt8], options: SourceOptions,
    into intake: Intake
  ) throws {
    let isTable = QueueLogTable.recognises(sample)
    var scanner =
      isTable
      ? CSVScanner(delimiter: options.delimiter ?? UInt8(ascii: ","))
      : CSVScanner(delimiter: UInt8(ascii: "|"), quote: 0, startingAt: intake.start)
    var table: QueueLogTable?
    intake.notes.append(isTable ? "layout: queue_log table" : "layout: queue_log file")
    while try scanner.nextRecord(from: &stream, into: intake) {
      if isTable, table == nil {
        let headed = QueueLogTable(headings: scanner.fields.indices.map { scanner.text($0) })
        guard headed.isComplete else {
          throw FormatError(
            file: intake.file, expected: "expected the columns time, callid and event",
            remedy: "Export the table with its first line, or the native file.")
        }
        table = headed
        continue
      }
      if scanner.isUnfinished, !isTable {
        intake.rejectUnfinished(at: scanner.place)
        continue
      }
      if scanner.isRefusedForNUL(declared: options.encoding, by: intake) { continue }
      let event: QueueEvent
      do throws(QueueLogFault) {
        if let table {
          event = try table.parse(scanner, zone: options, identities: &intake.identities)
        } else {
          event = try QueueLogLine.parse(scanner, identities: &intake.identities)
        }
      } catch {
        intake.reject(scanner.reject(intake.file, error.column, error.reason))
        continue
      }
      if event.kind == .other { intake.noteUnknown(intake.identities.names.text(event.word)) }
      try intake.take(
        event, record: fingerprint(scanner.buffer.span.extracting(scanner.recordRange)))
    }
    if !isTable { intake.end(recordsAt: scanner.place) }
  }
}

/// What is wrong with a line, before it has a place.
struct QueueLogFault: Error {
  var column: String? = nil
  var reason: Reject.Reason
}

/// Events by their word.
private let kinds: [String: QueueEventKind] = Dictionary(
  uniqueKeysWithValues: QueueEventKind.allCases.filter { $0 != .other }.map { ($0.word, $0) })

/// The native line `epoch|callid|queue|agent|EVENT|params…`.
enum QueueLogLine {
  static func parse(
    _ scanner: borrowing CSVScanner, identities: inout Identities
  ) throws(QueueLogFault) -> QueueEvent {
    let cells = scanner.fields
    guard cells.count >= 5 else {
      throw QueueLogFault(reason: .fieldCount(expected: "5 or more", found: cells.count))
    }
    let bytes = scanner.buffer.span
    var event = QueueEvent()
    guard let epoch = epochSeconds(bytes.extracting(cells[0].range)) else {
      throw QueueLogFault(column: "time", reason: .number(expected: "Unix seconds"))
    }
    event.at = Instant(epoch: epoch)
    event.call = callID(bytes.extracting(cells[1].range), systems: &identities.systems)
    event.queue = name(bytes.extracting(cells[2].range), names: &identities.names)
    event.agent = name(bytes.extracting(cells[3].range), names: &identities.names)
    let word = String(decoding: scanner.buffer[cells[4].range], as: UTF8.self)
    event.kind = kinds[word] ?? .other
    if event.kind == .other { event.word = identities.names.intern(word) }

    func number(_ parameter: Int) -> Int {
      let index = 4 + parameter
      return index < cells.count ? seconds(bytes.extracting(cells[index].range)) : -1
    }
    func party(_ parameter: Int) -> Party {
      let index = 4 + parameter
      guard index < cells.count else { return .unknown }
      return identities.party(bytes.extracting(cells[index].range))
    }
    let parameters = cells.count - 5
    switch event.kind {
    case .enterQueue: event.party = party(2)
    case .connect:
      event.wait = number(1)
      if parameters >= 2 {
        event.peer = CallID(bytes.extracting(cells[6].range), systems: &identities.systems)
      }
      let ring = number(3)
      event.ringMilliseconds = ring < 0 ? -1 : ring * 1000
    case .ringNoAnswer, .ringCanceled: event.ringMilliseconds = number(1)
    case .completeCaller, .completeAgent:
      event.wait = number(1)
      event.talk = number(2)
    case .abandon, .exitEmpty, .exitWithTimeout, .withdraw: event.wait = number(3)
    case .exitWithKey:
      event.party = party(1)
      event.wait = number(4)
    case .blindTransfer, .transfer:
      event.party = party(1)
      event.wait = number(3)
      event.talk = number(4)
    case .attendedTransfer:
      // BRIDGE,<id> | APP,<app> | LINK,<channel>,<channel>, then hold, talk, position.
      let isLink =
        parameters > 0 && cells[5].range.count == 4 && bytes[cells[5].range.lowerBound] == 76
      let first = isLink ? 4 : 3
      event.wait = number(first)
      event.talk = number(first + 1)
    case .pause, .pauseAll, .addMember:
      if parameters > 0 {
        event.word = name(bytes.extracting(cells[5].range), names: &identities.names)
      }
    case .agentLogoff, .agentCallbackLogoff: event.wait = number(2)
    default: break
    }
    return event
  }

  /// A parameter's number; -1, "not known", where the switch wrote none.
  ///
  /// Parameters differ between releases. An event without its seconds still says what became of the
  /// call, so it is not refused for them.
  static func seconds(_ cell: Span<UInt8>) -> Int {
    do throws(DigitsFault) { return try parseCount(cell) } catch { return -1 }
  }

  /// Unix seconds, maybe with a fraction.
  static func epochSeconds(_ cell: Span<UInt8>) -> Int? {
    var value = 0
    var i = 0
    while i < cell.count, cell[i] &- 48 < 10, i < 11 {
      value = value * 10 + Int(cell[i] &- 48)
      i += 1
    }
    guard i >= 9, i <= 10, i == cell.count || cell[i] == 46 else { return nil }
    return value
  }

  /// A name; `NONE` is none.
  static func name(_ cell: Span<UInt8>, names: inout NameTable) -> NameID {
    isNone(cell) ? .none : names.intern(cell)
  }

  /// A call's id; `NONE`, `REALTIME`, `MANAGER` and `CLI` stand for no call.
  static func callID(_ cell: Span<UInt8>, systems: inout NameTable) -> CallID {
    guard !cell.isEmpty, !isNone(cell) else { return .none }
    let id = CallID(cell, systems: &systems)
    if id.epoch == nil, cell.count <= 8, cell[0] > 57 { return .none }
    return id
  }

  private static func isNone(_ cell: Span<UInt8>) -> Bool {
    cell.count == 4 && cell[0] == 78 && cell[1] == 79 && cell[2] == 78 && cell[3] == 69
  }
}

/// The table: `time, callid, queuename, agent, event, data1…data5`, or the wide one that some panels
/// keep with `htime` and `ttime`.
struct QueueLogTable {
  private var time = -1
  private var call = -1
  private var queue = -1
  private var agent = -1
  private var event = -1
  private var data: [Int] = []
  private var hold = -1
  private var talk = -1
  private let width: Int

  /// Whether a file begins with a heading line of such a table.
  static func recognises(_ sample: [UInt8]) -> Bool {
    let line = sample.prefix { $0 != 10 && $0 != 13 }
    let text = String(decoding: line, as: UTF8.self).lowercased()
    return text.contains("callid") && text.contains("event") && !text.contains("|")
  }

  init(headings: [String]) {
    let lowered = headings.map { $0.lowercased() }
    func index(_ names: String...) -> Int {
      for name in names { if let i = lowered.firstIndex(of: name) { return i } }
      return -1
    }
    width = headings.count
    // A numeric column beside a local one wins: it has no zone.
    time = index("date_time", "epoch", "time", "created")
    call = index("callid")
    queue = index("queuename", "queue_name", "queue")
    agent = index("agent", "type")
    event = index("event")
    hold = index("htime")
    talk = index("ttime")
    data = (1...5).map { index("data\($0)", "param\($0)") }
  }

  /// Whether it has the columns without which a row means nothing.
  var isComplete: Bool { time >= 0 && call >= 0 && event >= 0 }

  func parse(
    _ scanner: borrowing CSVScanner, zone options: SourceOptions, identities: inout Identities
  ) throws(QueueLogFault) -> QueueEvent {
    let cells = scanner.fields
    guard cells.count == width else {
      throw QueueLogFault(reason: .fieldCount(expected: String(width), found: cells.count))
    }
    let bytes = scanner.buffer.span
    var result = QueueEvent()
    let moment = bytes.extracting(cells[time].range)
    if let epoch = QueueLogLine.epochSeconds(moment) {
      result.at = Instant(epoch: epoch)
    } else {
      let local: LocalTime
      do throws(TimestampFault) {
        local = try parseTimestamp(moment)
      } catch {
        throw QueueLogFault(
          column: "time",
          reason: error == .placeholder ? .zeroDate : .time(expected: "2026-09-01 09:15:00"))
      }
      let zone: Zone
      switch options.zone {
      case .fixed(let declared): zone = declared
      case .automatic: zone = options.reportZone
      }
      let hint = CallID(bytes.extracting(cells[call].range), systems: &identities.systems).epoch
      result.at = zone.instant(day: local.day, second: local.second, hint: hint)
    }
    result.call = QueueLogLine.callID(
      bytes.extracting(cells[call].range), systems: &identities.systems)
    if queue >= 0 {
      result.queue = QueueLogLine.name(
        bytes.extracting(cells[queue].range), names: &identities.names)
    }
    if agent >= 0 {
      result.agent = QueueLogLine.name(
        bytes.extracting(cells[agent].range), names: &identities.names)
    }
    let word = scanner.text(event)
    result.kind = kinds[word] ?? .other
    if result.kind == .other { result.word = identities.names.intern(word) }
    if [.pause, .pauseAll, .addMember].contains(result.kind), data[0] >= 0 {
      result.word = QueueLogLine.name(
        bytes.extracting(cells[data[0]].range), names: &identities.names)
    }
    if hold >= 0 {
      readWide(&result, cells, bytes, &identities)
    } else {
      readNarrow(&result, cells, bytes, &identities)
    }
    return result
  }

  private func number(_ column: Int, _ cells: [CSVScanner.Field], _ bytes: Span<UInt8>) -> Int {
    guard column >= 0, column < cells.count else { return -1 }
    return QueueLogLine.seconds(bytes.extracting(cells[column].range))
  }

  private func party(
    _ column: Int, _ cells: [CSVScanner.Field], _ bytes: Span<UInt8>, _ identities: inout Identities
  ) -> Party {
    guard column >= 0, column < cells.count else { return .unknown }
    return identities.party(bytes.extracting(cells[column].range))
  }

  /// `htime` holds what the event waited (for RINGNOANSWER: rang, in ms), `ttime` the talk.
  private func readWide(
    _ result: inout QueueEvent, _ cells: [CSVScanner.Field], _ bytes: Span<UInt8>,
    _ identities: inout Identities
  ) {
    switch result.kind {
    case .enterQueue: result.party = party(data[0], cells, bytes, &identities)
    case .connect:
      result.wait = number(hold, cells, bytes)
      if data[1] >= 0 {
        result.peer = CallID(
          bytes.extracting(cells[data[1]].range), systems: &identities.systems)
      }
      let ring = number(data[2], cells, bytes)
      result.ringMilliseconds = ring < 0 ? -1 : ring * 1000
    case .ringNoAnswer, .ringCanceled: result.ringMilliseconds = number(hold, cells, bytes)
    case .completeCaller, .completeAgent, .attendedTransfer:
      result.wait = number(hold, cells, bytes)
      result.talk = number(talk, cells, bytes)
    case .blindTransfer, .transfer:
      result.party = party(data[1], cells, bytes, &identities)
      result.wait = number(hold, cells, bytes)
      result.talk = number(talk, cells, bytes)
    case .exitWithKey:
      result.party = party(data[0], cells, bytes, &identities)
      result.wait = number(hold, cells, bytes)
    case .abandon, .exitEmpty, .exitWithTimeout, .withdraw:
      result.wait = number(hold, cells, bytes)
    default: break
    }
  }

  private func readNarrow(
    _ result: inout QueueEvent, _ cells: [CSVScanner.Field], _ bytes: Span<UInt8>,
    _ identities: inout Identities
  ) {
    func n(_ parameter: Int) -> Int { number(data[parameter - 1], cells, bytes) }
    switch result.kind {
    case .enterQueue: result.party = party(data[1], cells, bytes, &identities)
    case .connect:
      result.wait = n(1)
      if data[1] >= 0 {
        result.peer = CallID(
          bytes.extracting(cells[data[1]].range), systems: &identities.systems)
      }
      result.ringMilliseconds = n(3) < 0 ? -1 : n(3) * 1000
    case .ringNoAnswer, .ringCanceled: result.ringMilliseconds = n(1)
    case .completeCaller, .completeAgent:
      result.wait = n(1)
      result.talk = n(2)
    case .abandon, .exitEmpty, .exitWithTimeout, .withdraw: result.wait = n(3)
    case .exitWithKey:
      result.party = party(data[0], cells, bytes, &identities)
      result.wait = n(4)
    case .blindTransfer, .transfer:
      result.party = party(data[0], cells, bytes, &identities)
      result.wait = n(3)
      result.talk = n(4)
    case .attendedTransfer:
      let isLink =
        data[0] >= 0 && cells[data[0]].range.count == 4
        && bytes[cells[data[0]].range.lowerBound] == 76
      result.wait = n(isLink ? 4 : 3)
      result.talk = isLink ? n(5) : n(4)
    case .agentLogoff, .agentCallbackLogoff: result.wait = n(2)
    default: break
    }
  }
}
