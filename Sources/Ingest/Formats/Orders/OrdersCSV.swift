/// Any delimited export of orders: one row per change, columns by the config's mapping.
package struct OrdersCSV: ExportFormat {
  package static let identifier = "orders-csv"
  package static let summary = "Any delimited export of orders; say what its columns are called"

  package init() {}

  package func read(
    _ stream: inout some ByteStream & ~Copyable, sample: [UInt8], options: SourceOptions,
    into intake: Intake
  ) throws {
    var columns = OrderColumns(options: options)
    try DelimitedTable.read(
      &stream, delimiter: options.delimiter ?? UInt8(ascii: ","),
      encoding: options.encoding, intake: intake,
      start: { try columns.find(in: $0, file: intake.file) },
      body: { try intake.take(columns.parse($0, intake: intake)) })
  }
}

/// Where each field of an order stands.
private struct OrderColumns {
  let options: SourceOptions
  private var places: [String: Int] = [:]
  private let pattern: TimestampPattern?
  private let zone: Zone

  init(options: SourceOptions) {
    self.options = options
    pattern = options.times ?? TimestampPattern("yyyy-MM-dd HH:mm:ss")
    switch options.zone {
    case .fixed(let declared): zone = declared
    case .automatic: zone = options.reportZone
    }
  }

  /// The export's heading of a field.
  private func heading(_ field: String) -> String { options.columns[field] ?? field }

  mutating func find(in table: DelimitedTable, file: String) throws {
    for field in [
      "order", "status", "at", "phone", "amount", "agent", "carrier", "tracking", "payment",
      "promised", "source", "customer", "paid", "currency",
    ] {
      if let place = table.index(of: heading(field)) {
        places[field] = place
      } else if ["order", "status", "at"].contains(field) || options.columns[field] != nil {
        throw FormatError(
          file: file, expected: "expected a column \"\(heading(field))\" for \(field)",
          remedy: "Say under \"columns\" what the export calls it.")
      }
    }
  }

  func parse(_ scanner: borrowing CSVScanner, intake: Intake) throws -> OrderEvent {
    func text(_ field: String) -> String {
      guard let place = places[field] else { return "" }
      let text = scanner.text(place)
      return text.first == " " || text.last == " " ? text.trimmingBlanks : text
    }
    func range(_ field: String) -> Range<Int>? {
      guard let place = places[field], !scanner.fields[place].range.isEmpty else { return nil }
      return scanner.fields[place].range
    }
    func money(_ field: String) throws -> Int? {
      guard let range = range(field) else { return nil }
      let cell = scanner.buffer.span.extracting(range)
      guard let minor = parseMinorUnits(cell, decimal: options.decimal) else {
        throw CellFault(column: heading(field), reason: .money(expected: "1234.50"))
      }
      return minor
    }
    // What has to match a word of the config or of another row. Bytes that are no text match
    // nothing, and would count for a word or a person that does not exist.
    for field in ["order", "status", "agent"] {
      if let place = places[field], scanner.isDamaged(place) {
        throw CellFault(
          column: heading(field), reason: CSVScanner.notText(declared: options.encoding))
      }
    }
    let order = text("order")
    guard !order.isEmpty else {
      throw CellFault(column: heading("order"), reason: .missing("the order's number"))
    }
    let word = text("status")
    guard let status = options.statuses[word] else {
      intake.noteUnknown(word)
      throw CellFault(
        column: heading("status"),
        reason: .unknownWord(expected: "one of the words under \"statuses\""))
    }
    var event = OrderEvent(
      order: order, status: status, at: try moment(range("at"), scanner.buffer.span))
    if let range = range("phone") {
      event.customer = intake.identities.party(scanner.buffer.span.extracting(range))
    }
    event.customerID = text("customer")
    event.amount = try money("amount")
    event.paid = try money("paid")
    event.currency = text("currency")
    event.agent = text("agent")
    event.carrier = text("carrier")
    event.tracking = text("tracking")
    event.payment = OrderColumns.payment(text("payment"))
    event.source = text("source")
    event.isAutomatic =
      options.automaticSources.contains(event.source)
      || options.automaticAgents.contains(event.agent)
    return event
  }

  private func moment(_ range: Range<Int>?, _ bytes: Span<UInt8>) throws -> Instant {
    guard let range else {
      throw CellFault(column: heading("at"), reason: .missing("the time of the change"))
    }
    guard let pattern else {
      throw CellFault(column: heading("at"), reason: .time(expected: "2026-09-01 09:15:00"))
    }
    do throws(TimestampFault) {
      let (time, offset) = try pattern.parse(bytes.extracting(range))
      guard let offset else { return zone.instant(day: time.day, second: time.second) }
      return Instant(epoch: time.clock - offset)
    } catch {
      throw CellFault(
        column: heading("at"),
        reason: error == .placeholder ? .zeroDate : .time(expected: pattern.text))
    }
  }

  /// Shops call the two ways to pay by many words; the mix of them alone moves the headline.
  private static func payment(_ word: String) -> String {
    let lowered = word.lowercased()
    let prepaid = ["предоплата", "prepaid", "онлайн", "оплачен", "карта"]
    let onDelivery = ["наложенный", "при получении", "cod", "cash"]
    if onDelivery.contains(where: lowered.contains) { return "cod" }
    if prepaid.contains(where: lowered.contains) { return "prepaid" }
    return word
  }
}

extension String {
  /// Without blanks at both ends.
  var trimmingBlanks: String {
    let rest = drop { $0 == " " }
    guard let last = rest.lastIndex(where: { $0 != " " }) else { return "" }
    return String(rest[...last])
  }
}
