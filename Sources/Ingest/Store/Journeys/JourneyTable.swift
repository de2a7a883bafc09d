import GRDB

extension Transaction {
  /// Journeys per stored list.
  private static let listed = 4096

  /// Replaces the journeys of a day.
  /// - Parameter rows: In order of start and id; of equal ones the last counts.
  package func replaceJourneys(day: Day, _ rows: [JourneyRow]) throws {
    let first = JourneyLists.id(day: day, part: 0)
    try db.execute(
      sql: "DELETE FROM journey_list WHERE id >= ? AND id < ?",
      arguments: [first, JourneyLists.id(day: day + 1, part: 0)])
    guard !rows.isEmpty else { return }
    var agents = try JourneyLists.Agents(db)
    let insert = try BulkStatement(
      db, "INSERT INTO journey_list(id, first, last, rows) VALUES (?, ?, ?, ?)")
    var text = IntegerRowsWriter()
    var begin = 0
    var part = 0
    while begin < rows.count {
      let end = min(begin + Transaction.listed, rows.count)
      let base = rows[begin].start
      text.removeAll()
      for index in begin..<end {
        let row = rows[index]
        if index + 1 < rows.count, rows[index + 1].start == row.start, rows[index + 1].id == row.id
        {
          continue
        }
        row.write(to: &text, base: base, agents: try agents.number(of: row.agents))
      }
      text.finish()
      insert.bind(1, first + part)
      insert.bind(2, base.epoch)
      insert.bind(3, rows[end - 1].start.epoch)
      insert.bind(4, text: text.text)
      try insert.run()
      begin = end
      part += 1
    }
  }

  /// The day of the first journey; `nil` where there is none.
  package func firstJourneyDay() throws -> Day? {
    try Int.fetchOne(db, sql: "SELECT id FROM journey_list ORDER BY id LIMIT 1")
      .map(JourneyLists.day)
  }

  /// Reads journeys that start in `[from, to)`, in order of time.
  /// - Parameter customers: Whose number is whose.
  package func journeys(
    from: Instant, to: Instant, customers: CustomerMap, body: (JourneyRow) throws -> Void
  ) throws {
    let agents = try JourneyLists.Agents(db)
    let statement = try BulkStatement(
      db,
      """
      SELECT id, first, rows FROM journey_list
      WHERE id >= ? AND id < ? AND last >= ? AND first < ? ORDER BY id
      """)
    statement.bind(1, JourneyLists.id(day: zone.day(of: from), part: 0))
    statement.bind(2, JourneyLists.id(day: zone.day(of: to) + 1, part: 0))
    statement.bind(3, from.epoch)
    statement.bind(4, to.epoch)
    while try statement.step() {
      let day = JourneyLists.day(statement[0])
      let base = Instant(epoch: statement[1])
      try statement.readRows(2) { rows in
        while try rows.beginRow() {
          var row = try JourneyRow(&rows, base: base, day: day, agents: agents)
          guard row.start >= from, row.start < to else { continue }
          row.identify(by: customers)
          try body(row)
        }
      }
    }
  }

  /// Reads a customer's journeys that start in `[from, to)`, in order of time.
  /// - Parameters:
  ///   - number: One of his numbers.
  ///   - customers: Whose number is whose.
  package func journeys(
    of number: Party, from: Instant, to: Instant, customers: CustomerMap
  ) throws -> [JourneyRow] {
    let numbers = Set(customers.group(of: number) ?? [number])
    var rows: [JourneyRow] = []
    try journeys(from: from, to: to, customers: customers) { row in
      if numbers.contains(row.phone) { rows.append(row) }
    }
    return rows
  }

  /// When those facts and journeys of `[from, to)` began that carry one of some ids, ascending.
  package func moments(of ids: [CallID], from: Instant, to: Instant) throws -> [Instant] {
    let wanted = Set(ids)
    var moments: Set<Instant> = []
    try legs(from: from, to: to) { leg, _ in
      if wanted.contains(leg.uniqueID) || wanted.contains(leg.linkedID) {
        moments.insert(leg.start)
      }
    }
    try queueEvents(from: from, to: to) { event, _ in
      if wanted.contains(event.call) || wanted.contains(event.peer) { moments.insert(event.at) }
    }
    try journeys(from: from, to: to, customers: .empty) { row in
      if wanted.contains(CallID(raw: row.id)) { moments.insert(row.start) }
    }
    return moments.sorted()
  }
}

/// How the lists of journeys are told apart, and the agents in them.
enum JourneyLists {
  /// A day has at most this many lists.
  private static let parts = 1 << 16

  static func id(day: Day, part: Int) -> Int { day.number * parts + part }
  static func day(_ id: Int) -> Day { Day(number: id / parts) }

  /// Lists of agents' keys by number: a few hundred, whatever the journeys.
  struct Agents {
    private let db: Database
    private var texts: [String] = []
    private var numbers: [String: Int] = [:]

    init(_ db: Database) throws {
      self.db = db
      let rows = try Row.fetchCursor(db, sql: "SELECT text FROM agent_list ORDER BY id")
      while let row = try rows.next() { add(row[0]) }
    }

    /// The number of a list, which is given one if it has none yet.
    mutating func number(of text: String) throws -> Int {
      if let known = numbers[text] { return known }
      try db.execute(
        sql: "INSERT INTO agent_list(id, text) VALUES (?, ?)", arguments: [texts.count, text])
      add(text)
      return texts.count - 1
    }

    /// The list with a number.
    func text(_ number: Int) -> String { texts.indices.contains(number) ? texts[number] : "" }

    private mutating func add(_ text: String) {
      numbers[text] = texts.count
      texts.append(text)
    }
  }
}

extension JourneyRow {
  /// Writes the journey as a row of its list, in the order of `Schema`'s view `journey`.
  fileprivate func write(to rows: inout IntegerRowsWriter, base: Instant, agents: Int) {
    rows.beginRow()
    rows.append(start - base)
    // Most ids are of the second in which the call began: the rest of them is short.
    let usual = (start.epoch - CallID.epochBase) << 24
    if id >> 32 == usual >> 32 {
      rows.append(id - usual)
    } else {
      rows.append(absolute: id)
    }
    rows.append(end - start)
    rows.append(direction.rawValue)
    rows.append(outcome.rawValue)
    rows.append(missed?.rawValue ?? 0)
    rows.append(phone.raw)
    rows.append(number.raw)
    rows.append(queue.number)
    rows.append(wait)
    rows.append(talk)
    rows.append(isRobot ? 1 : 0)
    rows.append(agents)
    rows.endRow()
  }

  @inline(__always)
  fileprivate init(
    _ rows: inout IntegerRowsReader, base: Instant, day: Day, agents: JourneyLists.Agents
  ) throws {
    start = base + (try rows.number())
    let id = try rows.relative()
    self.id = id.isAbsolute ? id.value : id.value &+ (start.epoch - CallID.epochBase) << 24
    self.day = day
    end = start + (try rows.number())
    direction = Direction(rawValue: try rows.number()) ?? .internal
    outcome = Outcome(rawValue: try rows.number()) ?? .none
    missed = MissedReason(rawValue: try rows.number())
    phone = Party(raw: try rows.number())
    customer = phone
    number = Party(raw: try rows.number())
    queue = NameID(number: try rows.number())
    wait = try rows.number()
    talk = try rows.number()
    isRobot = try rows.number() == 1
    self.agents = agents.text(try rows.number())
    guard rows.endsRow() else { throw MalformedRows() }
  }
}
