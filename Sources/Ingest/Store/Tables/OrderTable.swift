import GRDB

/// What storing a row came to.
enum StoreOutcome {
  case new
  case changed
  case known
}

extension Transaction {
  /// Stores a change of an order; the same order, time, status and source is the same row.
  func store(_ event: OrderEvent, source: Int) throws -> StoreOutcome {
    let values: [(any DatabaseValueConvertible)?] = [
      source, event.order, event.at.epoch, event.status.rawValue, event.customer.raw,
      event.customerID, event.amount, event.paid, event.currency, event.agent, event.carrier,
      event.tracking, event.payment, event.source, event.promised?.number, event.isAutomatic,
    ]
    // Prepared once: SQLite's and GRDB's work on the text costs ten times the row's.
    let find = try db.cachedStatement(
      sql: """
        SELECT source, order_id, at, status, customer, customer_id, amount, paid, currency, agent,
          carrier, tracking, payment, origin, promised, automatic
        FROM order_event WHERE order_id = ? AND at = ? AND status = ? AND source = ?
        """)
    let stored = try Row.fetchOne(
      find, arguments: [event.order, event.at.epoch, event.status.rawValue, source])
    if let stored {
      let same = zip(stored.databaseValues, values).allSatisfy { a, b in
        a == (b?.databaseValue ?? .null)
      }
      if same { return .known }
    }
    let replace = try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO order_event(source, order_id, at, status, customer, customer_id,
          amount, paid, currency, agent, carrier, tracking, payment, origin, promised, automatic)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try replace.execute(arguments: StatementArguments(values))
    let change = try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO changed_order(order_id) VALUES (?)")
    try change.execute(arguments: [event.order])
    return stored == nil ? .new : .changed
  }

  /// Stores a day's visits; false where they were known.
  func store(_ visit: SectionVisit, source: Int) throws -> Bool {
    let stored = try Int.fetchOne(
      db, sql: "SELECT visits FROM section_visit WHERE day = ? AND section = ? AND source = ?",
      arguments: [visit.day.number, visit.section, source])
    if stored == visit.visits { return false }
    try db.execute(
      sql: "INSERT OR REPLACE INTO section_visit(day, section, source, visits) VALUES (?, ?, ?, ?)",
      arguments: [visit.day.number, visit.section, source, visit.visits])
    return true
  }

  /// All orders of which something is known before a moment, by their ids.
  package func orderTimelines(before: Instant, body: (OrderTimeline) throws -> Void) throws {
    var events: [OrderEvent] = []
    func close() throws {
      guard let first = events.first else { return }
      try body(OrderTimeline(order: first.order, events: events))
      events.removeAll(keepingCapacity: true)
    }
    try orderEvents(before: before) { event in
      if event.order != events.first?.order { try close() }
      events.append(event)
    }
    try close()
  }

  /// The events of all orders before a moment; by order, then time.
  private func orderEvents(before: Instant, body: (OrderEvent) throws -> Void) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT order_id, at, status, customer, customer_id, amount, paid, currency, agent, carrier,
          tracking, payment, origin, promised, automatic
        FROM order_event WHERE at < ? ORDER BY order_id, at, status, source
        """, arguments: [before.epoch])
    while let row = try rows.next() {
      guard let status = OrderStatus(rawValue: row[2]) else { continue }
      var event = OrderEvent(order: row[0], status: status, at: Instant(epoch: row[1]))
      event.customer = Party(raw: row[3])
      event.customerID = row[4]
      event.amount = row[5]
      event.paid = row[6]
      event.currency = row[7]
      event.agent = row[8]
      event.carrier = row[9]
      event.tracking = row[10]
      event.payment = row[11]
      event.source = row[12]
      event.promised = (row[13] as Int?).map(Day.init(number:))
      event.isAutomatic = row[14]
      try body(event)
    }
  }
}
