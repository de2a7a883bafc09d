import GRDB

/// A source's totals over all its files.
package struct SourceSummary: Hashable, Sendable {
  package var name: String
  package var format: String
  package var files: Int
  package var read: Int
  package var accepted: Int
  package var rejected: Int
  package var deduplicated: Int
  package var firstAt: Instant?
  package var lastAt: Instant?
  package var notes: [String]
}

/// A file that was read, as reports count it.
package struct ReadFile: Hashable, Sendable {
  package var id: Int
  package var source: String
  /// The source's format, as the config spells it.
  package var format: String
  package var path: String
  package var sha256: String
  package var counts: Intake.Counts
  /// The first and last moment among its rows that were not refused; `nil` where there are none.
  package var firstAt: Instant?
  package var lastAt: Instant?

  /// Whether a row of the file can be of `[from, to)`.
  ///
  /// A file of which no row could be dated can be of any time.
  package func touches(from: Instant, to: Instant) -> Bool {
    guard let firstAt, let lastAt else { return counts.read > 0 }
    return firstAt < to && lastAt >= from
  }
}

extension Transaction {
  /// Totals of every source, by name.
  package func sourceSummaries() throws -> [SourceSummary] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT s.name, s.format, count(f.id) AS files, total(f.read) AS read,
          total(f.accepted) AS accepted, total(f.rejected) AS rejected,
          total(f.deduplicated) AS deduplicated, min(f.first_at) AS first_at,
          max(f.last_at) AS last_at, coalesce(group_concat(f.notes, char(10)), '') AS notes
        FROM source s LEFT JOIN file f ON f.source = s.id GROUP BY s.id ORDER BY s.name
        """
    ).map { row in
      SourceSummary(
        name: row["name"], format: row["format"], files: row["files"],
        read: Int(row["read"] as Double), accepted: Int(row["accepted"] as Double),
        rejected: Int(row["rejected"] as Double), deduplicated: Int(row["deduplicated"] as Double),
        firstAt: (row["first_at"] as Int?).map(Instant.init(epoch:)),
        lastAt: (row["last_at"] as Int?).map(Instant.init(epoch:)),
        notes: Set((row["notes"] as String).split(separator: "\n").map(String.init)).sorted())
    }
  }

  /// The names and formats of all sources, by name.
  package func sources() throws -> [(name: String, format: String)] {
    try Row.fetchAll(db, sql: "SELECT name, format FROM source ORDER BY name")
      .map { (name: $0[0], format: $0[1]) }
  }

  /// The names of all sources, by their ids.
  package func sourceNames() throws -> [Int: String] {
    Dictionary(
      uniqueKeysWithValues: try Row.fetchAll(db, sql: "SELECT id, name FROM source")
        .map { ($0[0], $0[1]) })
  }

  /// The zone that a source's files showed; `nil` before one did.
  package func knownZone(source: Int) throws -> Zone? {
    try state("zone.\(source)").flatMap(Zone.named)
  }

  /// Keeps the zone that a source's files showed.
  package func setKnownZone(_ zone: Zone, source: Int) throws {
    try setState("zone.\(source)", zone.name)
  }

  /// All files that were read, by source and path.
  package func files() throws -> [ReadFile] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT f.id, s.name, s.format, f.path, f.sha256, f.read, f.accepted, f.rejected,
          f.deduplicated, f.superseding, f.first_at, f.last_at
        FROM file f JOIN source s ON s.id = f.source ORDER BY s.name, f.path, f.sha256
        """
    ).map { row in
      ReadFile(
        id: row[0], source: row[1], format: row[2], path: row[3], sha256: row[4],
        counts: Intake.Counts(row),
        firstAt: (row[10] as Int?).map(Instant.init(epoch:)),
        lastAt: (row[11] as Int?).map(Instant.init(epoch:)))
    }
  }

  /// How many legs, legs with the disposition ANSWERED and queue events lie in `[from, to)`.
  package func callFacts(
    from: Instant, to: Instant
  ) throws -> (legs: Int, answeredLegs: Int, events: Int) {
    var facts = (legs: 0, answeredLegs: 0, events: 0)
    try legs(from: from, to: to) { leg, _ in
      facts.legs += 1
      if leg.disposition == .answered { facts.answeredLegs += 1 }
    }
    facts.events =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM queue_event WHERE at >= ? AND at < ?",
        arguments: [from.epoch, to.epoch]) ?? 0
    return facts
  }

  /// The rejects of some files that were kept, by file and line.
  package func rejects(of files: [Int]) throws -> [(
    file: String, line: Int, byte: Int, column: String?, reason: String, remedy: String
  )] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT f.path, r.line, r.byte, r.column, r.explanation, r.remedy
        FROM reject r JOIN file f ON f.id = r.file
        WHERE f.id IN (\(files.map(String.init).joined(separator: ","))) ORDER BY f.path, r.line, r.ordinal
        """
    ).map {
      (
        file: ($0["path"] as String), line: $0["line"], byte: $0["byte"], column: $0["column"],
        reason: $0["explanation"], remedy: $0["remedy"]
      )
    }
  }

  /// Words that no table names, with their counts, by source.
  package func unknownWords() throws -> [(source: String, word: String, count: Int)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT s.name, w.word, w.count FROM unknown_word w JOIN source s ON s.id = w.source
        ORDER BY s.name, w.word
        """
    ).map { (source: $0["name"], word: $0["word"], count: $0["count"]) }
  }
}
