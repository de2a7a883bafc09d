/// The legs of one hour while rows are added to them: found by (start, key).
struct LegHour {
  private(set) var rows: [StoredLeg] = []
  /// Whether it differs from what is stored.
  private(set) var isChanged = false
  /// When it was last written to, in batches.
  var lastUse = 0

  /// Open addressing over `rows`; -1 is free.
  private var slots: [Int32] = Array(repeating: -1, count: 64)

  /// What became of a row.
  enum Outcome {
    case new
    /// It replaced an older version of itself.
    case superseding
    case known
  }

  /// Takes in a row as it was stored.
  mutating func load(_ row: StoredLeg) {
    append(row, at: slot(of: row.leg.start, row.key))
  }

  /// Takes in a row that was read: the same row again, a newer version of it, or another row.
  mutating func add(_ row: StoredLeg) -> Outcome {
    var row = row
    while true {
      let slot = slot(of: row.leg.start, row.key)
      guard slots[slot] >= 0 else {
        append(row, at: slot)
        isChanged = true
        return .new
      }
      let index = Int(slots[slot])
      if rows[index].source == row.source {
        if rows[index].leg == row.leg { return .known }
        if rows[index].leg.isSameRow(as: row.leg) {
          rows[index] = row
          isChanged = true
          return .superseding
        }
      }
      // Another row whose hash is equal: the row gets the next key.
      row.key &+= 1
    }
  }

  /// Writes all rows in order of start and key.
  /// - Parameters:
  ///   - statement: ``LegTable/insertion``.
  ///   - text: Room that is used again.
  mutating func store(
    number: Int, by statement: BulkStatement, text: inout IntegerRowsWriter
  ) throws {
    let order = order()
    guard let first = order.first, let last = order.last else { return }
    text.removeAll()
    for index in order { rows[Int(index)].write(to: &text) }
    text.finish()
    statement.bind(1, number)
    statement.bind(2, rows[Int(first)].leg.start.epoch)
    statement.bind(3, rows[Int(last)].leg.start.epoch)
    statement.bind(4, rows.count)
    statement.bind(5, text: text.text)
    try statement.run()
    isChanged = false
  }

  /// Where the rows lie by start, then key.
  private func order() -> [Int32] {
    // Beside few rows the seconds of an hour are many.
    if rows.count < StoredLeg.span / 4 {
      return rows.indices.map { Int32(truncatingIfNeeded: $0) }.sorted { a, b in
        let (a, b) = (rows[Int(a)], rows[Int(b)])
        if a.leg.start != b.leg.start { return a.leg.start < b.leg.start }
        return Int(bitPattern: UInt(a.key)) < Int(bitPattern: UInt(b.key))
      }
    }
    return orderBySecond()
  }

  /// The same by a count of each second's rows, then the few of each.
  private func orderBySecond() -> [Int32] {
    let base = StoredLeg.hour(of: rows.first?.leg.start ?? Instant(epoch: 0)) * StoredLeg.span
    var ends = [Int32](repeating: 0, count: StoredLeg.span + 1)
    for row in rows { ends[row.leg.start.epoch - base + 1] += 1 }
    for second in 1...StoredLeg.span { ends[second] += ends[second - 1] }
    var order = [Int32](repeating: 0, count: rows.count)
    for index in rows.indices {
      let second = rows[index].leg.start.epoch - base
      order[Int(ends[second])] = Int32(truncatingIfNeeded: index)
      ends[second] += 1
    }
    func key(_ position: Int) -> Int { Int(bitPattern: UInt(rows[Int(order[position])].key)) }
    var first = 0
    for second in 0..<StoredLeg.span {
      let end = Int(ends[second])
      if end - first > 1 {
        for i in first + 1..<end {
          var j = i
          while j > first, key(j - 1) > key(j) {
            order.swapAt(j - 1, j)
            j -= 1
          }
        }
      }
      first = end
    }
    return order
  }

  @inline(__always)
  private func slot(of start: Instant, _ key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key &+ UInt64(truncatingIfNeeded: start.epoch)) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if rows[index].key == key, rows[index].leg.start == start { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func append(_ row: StoredLeg, at slot: Int) {
    slots[slot] = Int32(truncatingIfNeeded: rows.count)
    rows.append(row)
    guard rows.count * 2 > slots.count else { return }
    slots = Array(repeating: -1, count: slots.count * 2)
    for index in rows.indices {
      slots[self.slot(of: rows[index].leg.start, rows[index].key)] = Int32(
        truncatingIfNeeded: index)
    }
  }
}
