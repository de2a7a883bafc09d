import GRDB

/// A number that stands in orders, as it was when customers were told apart the last time.
package struct StoredNumber: Hashable, Sendable {
  package var number: Party
  /// The lowest of the customer's numbers.
  package var customer: Party
  package var standing: CustomerMap.Standing
  /// What measures keep of the customer's orders; empty unless `number` is `customer`.
  package var orders: String

  package init(number: Party, customer: Party, standing: CustomerMap.Standing, orders: String) {
    self.number = number
    self.customer = customer
    self.standing = standing
    self.orders = orders
  }
}

extension Transaction {
  /// Which numbers order systems have under which ids, as far as it is known before a moment.
  package func customerListings(before: Instant) throws -> [CustomerMap.Listing] {
    var listings: [CustomerMap.Listing] = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT DISTINCT source, customer_id, customer FROM order_event
        WHERE at < ? AND customer > 0 AND customer_id <> ''
        """, arguments: [before.epoch])
    while let row = try rows.next() {
      listings.append(
        CustomerMap.Listing(source: row[0], id: row[1], number: Party(raw: row[2])))
    }
    return listings
  }

  /// The numbers that stand in orders, ascending.
  package func storedNumbers() throws -> [StoredNumber] {
    let rows = try Row.fetchCursor(
      db,
      sql: "SELECT number, customer, standing, orders FROM customer_number ORDER BY number")
    var numbers: [StoredNumber] = []
    while let row = try rows.next() {
      numbers.append(
        StoredNumber(
          number: Party(raw: row[0]), customer: Party(raw: row[1]),
          standing: CustomerMap.Standing(rawValue: row[2]) ?? .alone, orders: row[3]))
    }
    return numbers
  }

  /// Replaces what is stored of some numbers.
  /// - Parameters:
  ///   - gone: Numbers that stand in no order any more, as of another "now".
  ///   - numbers: New and changed ones.
  package func replaceNumbers(
    gone: some Sequence<Party>, _ numbers: some Sequence<StoredNumber>
  ) throws {
    for number in gone {
      try db.execute(
        sql: "DELETE FROM customer_number WHERE number = ?", arguments: [number.raw])
    }
    let insert = try db.makeStatement(
      sql: """
        INSERT OR REPLACE INTO customer_number(number, customer, standing, orders)
        VALUES (?, ?, ?, ?)
        """)
    for number in numbers {
      try insert.execute(
        arguments: [
          number.number.raw, number.customer.raw, number.standing.rawValue, number.orders,
        ])
    }
  }

  /// The days on which somebody spoke or tried to speak with some numbers.
  /// - Parameter numbers: Each with the moment from which on its journeys concern.
  /// - Complexity: Reads all journeys from the earliest of these moments on.
  package func journeyDays(of numbers: [Party: Instant]) throws -> Set<Day> {
    guard let earliest = numbers.values.min(), let last = try callSpan()?.last else { return [] }
    var days: Set<Day> = []
    try journeys(from: earliest, to: last + 1, customers: .empty) { row in
      if row.phone.isNumber, let from = numbers[row.phone], row.start >= from {
        days.insert(row.day)
      }
    }
    return days
  }
}
