import Foundation
import GRDB

extension Transaction {
  /// Replaces a kind's tallies of a day.
  ///
  /// The bytes mean nothing here.
  package func replaceTallies(
    kind: String, day: Day, version: Int, _ tallies: [(key: String, bytes: [UInt8])]
  ) throws {
    try db.execute(
      sql: "DELETE FROM tally WHERE kind = ? AND day = ?", arguments: [kind, day.number])
    let insert = try db.cachedStatement(
      sql: "INSERT INTO tally(kind, day, key, version, bytes) VALUES (?, ?, ?, ?, ?)")
    for tally in tallies {
      try insert.execute(
        arguments: [kind, day.number, tally.key, version, Data(tally.bytes)])
    }
  }

  /// Reads a kind's tallies of the days `[from, to]` in order of key and day.
  package func tallies(
    kind: String, from: Day, to: Day, version: Int, body: (String, Day, [UInt8]) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT key, day, bytes FROM tally
        WHERE kind = ? AND day BETWEEN ? AND ? AND version = ? ORDER BY key, day
        """, arguments: [kind, from.number, to.number, version])
    while let row = try rows.next() {
      try body(row[0], Day(number: row[1]), [UInt8](row[2] as Data))
    }
  }

  /// The days that a kind has tallies of, ascending.
  package func tallyDays(kind: String) throws -> [Day] {
    try Int.fetchAll(
      db, sql: "SELECT DISTINCT day FROM tally WHERE kind = ? ORDER BY day", arguments: [kind]
    ).map(Day.init(number:))
  }

  /// Removes all tallies of a kind.
  package func deleteTallies(kind: String) throws {
    try db.execute(sql: "DELETE FROM tally WHERE kind = ?", arguments: [kind])
  }

  /// What told the files apart that a period was made of when it was published; `nil` for a period
  /// that never was.
  package func publishedFingerprint(_ period: String) throws -> String? {
    try String.fetchOne(
      db, sql: "SELECT fingerprint FROM published WHERE period = ?", arguments: [period])
  }

  /// Notes that a period was published.
  package func setPublished(_ period: String, fingerprint: String) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO published(period, fingerprint) VALUES (?, ?)",
      arguments: [period, fingerprint])
  }
}
