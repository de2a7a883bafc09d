import GRDB

/// A journey as it is kept for what needs more than its own day: callbacks, orders, calls.csv.
package struct JourneyRow: Hashable, Sendable {
  package var start: Instant
  package var id: Int
  package var day: Day
  package var end: Instant
  package var direction: Direction
  package var outcome: Outcome
  package var missed: MissedReason?
  /// The customer: by himself his number, with a ``CustomerMap`` the lowest of his numbers.
  package var customer: Party
  /// The customer's number in this journey.
  package let phone: Party
  /// What a ``CustomerMap`` knows of that number.
  package var standing: CustomerMap.Standing = .alone
  package var number: Party
  /// The first queue.
  package var queue: NameID
  /// -1 where nobody was waited for.
  package var wait: Seconds
  package var talk: Seconds
  package var isRobot: Bool
  /// Keys of the agents who talked, or who called, in order, separated by blanks.
  package var agents: String

  /// The row of a journey.
  package init(_ call: CustomerCall, day: Day, agents: String) {
    start = call.start
    id = call.id
    self.day = day
    end = call.end
    direction = call.direction
    outcome = call.outcome
    missed = call.missed
    customer = call.customer
    phone = call.customer
    number = call.number
    queue = call.visits.first?.queue ?? .none
    wait = call.wait ?? -1
    talk = call.talk
    isRobot = call.isRobot
    self.agents = agents
  }

  init(_ row: BulkStatement) {
    start = Instant(epoch: row[0])
    id = row[1]
    day = Day(number: row[2])
    end = Instant(epoch: row[3])
    direction = Direction(rawValue: row[4]) ?? .internal
    outcome = Outcome(rawValue: row[5]) ?? .none
    missed = MissedReason(rawValue: row[6])
    customer = Party(raw: row[7])
    phone = customer
    number = Party(raw: row[8])
    queue = NameID(number: row[9])
    wait = row[10]
    talk = row[11]
    isRobot = row[12] & 1 == 1
    agents = row.text(13)
  }

  /// Whether a person talked with the customer: an answered call, or ours with at least `contact`
  /// seconds of talk.
  package func isHumanContact(from contact: Seconds) -> Bool {
    switch direction {
    case .inbound: outcome == .answered || outcome == .closedAnswered
    case .outbound: !isRobot && talk >= contact
    case .internal: false
    }
  }
}

extension Transaction {
  private static let journeyColumns =
    "start, id, day, finish, direction, class, missed, customer, number, queue, wait, talk, flags, agents"

  /// Replaces the journeys of a day.
  package func replaceJourneys(day: Day, _ rows: [JourneyRow]) throws {
    try db.execute(
      sql: "DELETE FROM journey WHERE start >= ? AND start < ?",
      arguments: [zone.start(of: day).epoch, zone.start(of: day + 1).epoch])
    let insert = try BulkStatement(
      db,
      "INSERT OR REPLACE INTO journey(\(Transaction.journeyColumns)) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
    )
    for row in rows {
      insert.bind(1, row.start.epoch)
      insert.bind(2, row.id)
      insert.bind(3, row.day.number)
      insert.bind(4, row.end.epoch)
      insert.bind(5, row.direction.rawValue)
      insert.bind(6, row.outcome.rawValue)
      insert.bind(7, row.missed?.rawValue ?? 0)
      insert.bind(8, row.phone.raw)
      insert.bind(9, row.number.raw)
      insert.bind(10, row.queue.number)
      insert.bind(11, row.wait)
      insert.bind(12, row.talk)
      insert.bind(13, row.isRobot ? 1 : 0)
      insert.bind(14, row.agents)
      try insert.run()
    }
  }

  /// The day of the first journey; `nil` where there is none.
  package func firstJourneyDay() throws -> Day? {
    try Int.fetchOne(db, sql: "SELECT day FROM journey ORDER BY start, id LIMIT 1")
      .map(Day.init(number:))
  }

  /// Reads journeys that start in `[from, to)`, in order of time.
  /// - Parameter customers: Whose number is whose.
  package func journeys(
    from: Instant, to: Instant, customers: CustomerMap, body: (JourneyRow) throws -> Void
  ) throws {
    let statement = try BulkStatement(
      db,
      "SELECT \(Transaction.journeyColumns) FROM journey WHERE start >= ? AND start < ? ORDER BY start, id"
    )
    statement.bind(1, from.epoch)
    statement.bind(2, to.epoch)
    while try statement.step() {
      var row = JourneyRow(statement)
      row.identify(by: customers)
      try body(row)
    }
  }

  /// Reads a customer's journeys that start in `[from, to)`, in order of time.
  /// - Parameters:
  ///   - number: One of his numbers.
  ///   - customers: Whose number is whose.
  package func journeys(
    of number: Party, from: Instant, to: Instant, customers: CustomerMap
  ) throws -> [JourneyRow] {
    let numbers = (customers.group(of: number) ?? [number]).map { String($0.raw) }.sorted()
    let statement = try BulkStatement(
      db,
      "SELECT \(Transaction.journeyColumns) FROM journey WHERE start >= ? AND start < ? AND customer IN (\(numbers.joined(separator: ","))) ORDER BY start, id"
    )
    statement.bind(1, from.epoch)
    statement.bind(2, to.epoch)
    var rows: [JourneyRow] = []
    while try statement.step() {
      var row = JourneyRow(statement)
      row.identify(by: customers)
      rows.append(row)
    }
    return rows
  }

  /// When those facts and journeys of `[from, to)` began that carry one of some ids, ascending.
  package func moments(of ids: [CallID], from: Instant, to: Instant) throws -> [Instant] {
    let list = ids.map { String($0.raw) }.joined(separator: ",")
    return try Int.fetchAll(
      db,
      sql: """
        SELECT start FROM leg WHERE start >= :from AND start < :to
          AND (unique_id IN (\(list)) OR linked_id IN (\(list)))
        UNION SELECT at FROM queue_event WHERE at >= :from AND at < :to
          AND (call IN (\(list)) OR peer IN (\(list)))
        UNION SELECT start FROM journey WHERE start >= :from AND start < :to AND id IN (\(list))
        ORDER BY 1
        """, arguments: ["from": from.epoch, "to": to.epoch]
    ).map(Instant.init(epoch:))
  }
}
