import GRDB

/// Legs in the database: a list for each hour in which one began, in order of start.
///
/// Rows are taken in while their hours are in memory, so that an hour of a file in order of time is
/// written once; hours that were not heard of for longest go first.
final class LegTable {
  private let source: Int
  private let find: BulkStatement
  private let replace: BulkStatement
  private var hours: [Int: LegHour] = [:]
  private var rowsHeld = 0
  private var batches = 0
  private var text = IntegerRowsWriter()

  /// 170 bytes each; several hours of the busiest shop.
  private static let rowsHeldAtMost = 1 << 17

  init(_ db: Database, source: Int) throws {
    self.source = source
    find = try BulkStatement(db, "SELECT rows FROM leg_hour WHERE hour = ?")
    replace = try BulkStatement(db, LegTable.insertion)
  }

  /// The statement of ``LegHour/store(number:by:text:)``.
  static let insertion =
    "INSERT OR REPLACE INTO leg_hour(hour, first, last, legs, rows) VALUES (?, ?, ?, ?, ?)"

  /// Takes rows in; tells `changed` about each that was new or changed.
  ///
  /// They are in the database after ``finish()``.
  func write(
    _ rows: [Intake.Keyed<CallLeg>], counts: inout Intake.Counts, changed: (CallLeg) -> Void
  ) throws {
    batches += 1
    var first = 0
    while first < rows.count {
      let number = StoredLeg.hour(of: rows[first].fact.start)
      var last = first + 1
      while last < rows.count, StoredLeg.hour(of: rows[last].fact.start) == number { last += 1 }
      // Taken out, so that it is the only reference and grows in place.
      var hour = try hours.removeValue(forKey: number) ?? load(number)
      let before = hour.rows.count
      hour.lastUse = batches
      for row in rows[first..<last] {
        switch hour.add(StoredLeg(leg: row.fact, key: row.key, source: source)) {
        case .new:
          counts.accepted += 1
          changed(row.fact)
        case .superseding:
          counts.accepted += 1
          counts.superseding += 1
          changed(row.fact)
        case .known: counts.deduplicated += 1
        }
      }
      rowsHeld += hour.rows.count - before
      hours[number] = hour
      first = last
    }
    if rowsHeld > LegTable.rowsHeldAtMost { try letGo() }
  }

  /// Writes what is in memory.
  func finish() throws {
    for number in hours.keys.sorted() { try close(number) }
  }

  private func letGo() throws {
    for (number, _) in hours.sorted(by: { ($0.value.lastUse, $0.key) < ($1.value.lastUse, $1.key) })
    where rowsHeld > LegTable.rowsHeldAtMost / 2 { try close(number) }
  }

  private func load(_ number: Int) throws -> LegHour {
    var hour = LegHour()
    find.bind(1, number)
    defer { find.reset() }
    guard try find.step() else { return hour }
    try find.readRows(0) { rows in
      try LegTable.read(&rows, hour: number) { leg, source, key in
        hour.load(StoredLeg(leg: leg, key: key ?? leg.key(fallback: 0), source: source))
      }
    }
    rowsHeld += hour.rows.count
    return hour
  }

  private func close(_ number: Int) throws {
    guard var hour = hours.removeValue(forKey: number) else { return }
    rowsHeld -= hour.rows.count
    if hour.isChanged { try hour.store(number: number, by: replace, text: &text) }
  }

  // MARK: - Reading

  /// Reads the legs that start in `[from, to)`, in order of start.
  static func read(
    _ db: Database, from: Instant, to: Instant, body: (CallLeg, _ source: Int) throws -> Void
  ) throws {
    let statement = try BulkStatement(
      db, "SELECT hour, rows FROM leg_hour WHERE hour BETWEEN ? AND ? ORDER BY hour")
    statement.bind(1, StoredLeg.hour(of: from))
    statement.bind(2, StoredLeg.hour(of: to))
    while try statement.step() {
      let hour = statement[0]
      try statement.readRows(1) { rows in
        try read(&rows, hour: hour) { leg, source, _ in
          if leg.start >= from, leg.start < to { try body(leg, source) }
        }
      }
    }
  }

  private static func read(
    _ rows: inout IntegerRowsReader, hour: Int, body: (CallLeg, Int, UInt64?) throws -> Void
  ) throws {
    let start = hour * StoredLeg.span
    while try rows.beginRow() {
      let row = try StoredLeg.read(&rows, hourStart: start)
      try body(row.leg, row.source, row.key)
    }
  }
}
