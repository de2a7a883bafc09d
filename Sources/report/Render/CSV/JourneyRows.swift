import Ingest
import Metrics

/// Rows of calls.csv, with customers' numbers masked.
struct JourneyRows {
  static let name = "calls"
  static let columns = [
    "started_at", "direction", "kind", "number", "section", "customer", "queue", "outcome",
    "wait_s", "talk_s", "agents", "order", "call_id",
  ]

  private let names: NameTable
  private let systems: NameTable
  private let numbers: NumberDirectory
  private let orders: [Int: [String]]
  private var times: TimestampText
  private var queues: [NameID: String] = [:]

  /// - Parameter orders: Those that a call made or confirmed, by the call's id.
  init(
    names: (names: NameTable, systems: NameTable), numbers: NumberDirectory,
    orders: [Int: [String]], zone: Zone
  ) {
    self.names = names.names
    systems = names.systems
    self.orders = orders
    self.numbers = numbers
    times = TimestampText(zone: zone)
  }

  /// Appends one journey.
  mutating func append(_ row: JourneyRow, kind: CallKind?, to writer: inout CSVWriter) {
    writer.verbatim { times.append(row.start, to: &$0) }
    writer.text(row.direction.word)
    if let kind { writer.text(kind.word) } else { writer.empty() }
    writer.ours(row.number)
    if row.direction == .inbound {
      writer.text(SectionKey.of(row.number, on: row.day, in: numbers))
    } else {
      writer.empty()
    }
    writer.masked(row.phone)
    writer.text(queue(row.queue))
    writer.text(row.missed?.outcomeWord ?? row.outcome.word)
    if row.wait >= 0 { writer.count(row.wait) } else { writer.empty() }
    writer.count(row.talk)
    writer.text(row.agents)
    writer.text(orders[row.id]?.joined(separator: " ") ?? "")
    let id = CallID(raw: row.id)
    if id.hasSystem {
      writer.text(id.text(systems: systems))
    } else {
      writer.verbatim { id.append(to: &$0, systems: systems) }
    }
    writer.endRow()
  }

  private mutating func queue(_ id: NameID) -> String {
    if let known = queues[id] { return known }
    let text = names.text(id)
    queues[id] = text
    return text
  }
}

/// Rows of missed_calls.csv.
struct EpisodeRows {
  static let name = "missed_calls"
  static let columns = [
    "kind", "first_missed_at", "customer", "number", "section", "outcome", "caller_attempts",
    "our_attempts", "callback_latency_open_s", "callback_latency_s", "agent",
  ]

  private let numbers: NumberDirectory
  private var times: TimestampText

  init(numbers: NumberDirectory, zone: Zone) {
    self.numbers = numbers
    times = TimestampText(zone: zone)
  }

  /// Appends one episode.
  mutating func append(_ episode: Episode, to writer: inout CSVWriter) {
    writer.text(episode.kind.word)
    writer.verbatim { times.append(episode.first.start, to: &$0) }
    writer.masked(episode.first.phone)
    writer.ours(episode.first.number)
    writer.text(SectionKey.of(episode.first.number, on: episode.first.day, in: numbers))
    writer.text(episode.outcome.word)
    writer.count(episode.callerAttempts)
    writer.count(episode.ourAttempts)
    for latency in [episode.latencyOpen, episode.latency] {
      if let latency { writer.count(latency) } else { writer.empty() }
    }
    writer.text(episode.agent ?? "")
    writer.endRow()
  }
}

extension CSVWriter {
  /// A customer's number, `+7 ••• •••-12-34`; empty for nobody.
  fileprivate mutating func masked(_ party: Party) {
    guard party.isNumber else { return empty() }
    verbatim { PhoneNumber(digits: Int64(party.raw)).appendMasked(to: &$0) }
  }

  /// A number of the shop is no secret.
  fileprivate mutating func ours(_ party: Party) {
    if party.isNumber { count(party.raw) } else { empty() }
  }
}

extension MissedReason {
  /// The word of a missed journey in calls.csv.
  var outcomeWord: String {
    switch self {
    case .callbackRequested: "missed_callback_requested"
    case .voicemail: "missed_voicemail"
    case .keyExit: "missed_key_exit"
    case .lineBusy: "missed_line_busy"
    case .full: "missed_full"
    case .empty: "missed_empty"
    case .timeout: "missed_timeout"
    case .abandonShort: "missed_abandon_short"
    case .abandonLong: "missed_abandon_long"
    case .technical: "missed_technical"
    }
  }
}
