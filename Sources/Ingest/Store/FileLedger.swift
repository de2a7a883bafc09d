import Foundation
import GRDB

/// What is known of a file that was read.
package struct FileRecord: Hashable, Sendable {
  package var path: String
  /// SHA-256 of the (unpacked) content.
  package var sha256: String
  package var bytes: Int
  /// Size, time of change and inode when it was read: equal means unchanged, without reading it.
  package var stamp: String
  package var counts: Intake.Counts
  package var rejects: [Reject]
  package var unknownWords: [String: Int]
  package var notes: [String]
  package var firstAt: Instant?
  package var lastAt: Instant?

  package init(
    path: String, sha256: String, bytes: Int, stamp: String, counts: Intake.Counts,
    rejects: [Reject], unknownWords: [String: Int], notes: [String], firstAt: Instant?,
    lastAt: Instant?
  ) {
    self.path = path
    self.sha256 = sha256
    self.bytes = bytes
    self.stamp = stamp
    self.counts = counts
    self.rejects = rejects
    self.unknownWords = unknownWords
    self.notes = notes
    self.firstAt = firstAt
    self.lastAt = lastAt
  }
}

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

extension Transaction {
  /// The id of a source, which is given one if it is new.
  /// - Parameter reading: A hash of everything that decides how its files are read.
  /// - Throws: ``StoreError/sourceChanged(name:)`` where that hash is another one.
  package func source(name: String, format: String, reading: String) throws -> Int {
    if let row = try Row.fetchOne(
      db, sql: "SELECT id, reading FROM source WHERE name = ?", arguments: [name])
    {
      guard row["reading"] == reading else { throw StoreError.sourceChanged(name: name) }
      return row["id"]
    }
    try db.execute(
      sql: "INSERT INTO source(name, format, reading) VALUES (?, ?, ?)",
      arguments: [name, format, reading])
    return Int(db.lastInsertedRowID)
  }

  /// Whether a file of this size, time and inode was read already.
  package func isKnown(source: Int, stamp: String) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS(SELECT 1 FROM file WHERE source = ? AND stamp = ?)",
      arguments: [source, stamp]) ?? false
  }

  /// Whether this content was read already.
  package func isKnown(source: Int, sha256: String) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS(SELECT 1 FROM file WHERE source = ? AND sha256 = ?)",
      arguments: [source, sha256]) ?? false
  }

  /// Notes that known content is now found under another stamp (rotated, copied).
  package func restamp(source: Int, sha256: String, stamp: String) throws {
    try db.execute(
      sql: "UPDATE file SET stamp = ? WHERE source = ? AND sha256 = ?",
      arguments: [stamp, source, sha256])
  }

  /// Records a file that was read, with its rejects.
  ///
  /// A growing file is recorded anew each time; what it was before is replaced, so that rows are
  /// counted once.
  package func record(_ file: FileRecord, source: Int) throws {
    let earlier = try Row.fetchAll(
      db, sql: "SELECT id, bytes FROM file WHERE source = ? AND path = ?",
      arguments: [source, file.path])
    for row in earlier where (row["bytes"] as Int) <= file.bytes {
      let id: Int = row["id"]
      try db.execute(sql: "DELETE FROM reject WHERE file = ?", arguments: [id])
      try db.execute(sql: "DELETE FROM file WHERE id = ?", arguments: [id])
    }
    try db.execute(
      sql: """
        INSERT INTO file(source, path, sha256, bytes, stamp, read, accepted, rejected,
          deduplicated, superseding, first_at, last_at, notes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        source, file.path, file.sha256, file.bytes, file.stamp, file.counts.read,
        file.counts.accepted, file.counts.rejected, file.counts.deduplicated,
        file.counts.superseding, file.firstAt?.epoch, file.lastAt?.epoch,
        file.notes.joined(separator: "\n"),
      ])
    let id = db.lastInsertedRowID
    for (ordinal, reject) in file.rejects.enumerated() {
      try db.execute(
        sql: """
          INSERT INTO reject(file, ordinal, line, byte, column, reason, explanation, remedy)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          id, ordinal, reject.position.line, reject.position.byte, reject.column,
          reject.reason.code, reject.reason.explanation, reject.reason.remedy,
        ])
    }
    for (word, count) in file.unknownWords.sorted(by: { $0.key < $1.key }) {
      try db.execute(
        sql: """
          INSERT INTO unknown_word(source, word, count) VALUES (?, ?, ?)
          ON CONFLICT(source, word) DO UPDATE SET count = max(count, excluded.count)
          """, arguments: [source, word, count])
    }
  }

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

  /// All rejects that were kept, by file and line.
  package func rejects() throws -> [(
    file: String, line: Int, byte: Int, column: String?, reason: String, remedy: String
  )] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT f.path, r.line, r.byte, r.column, r.explanation, r.remedy
        FROM reject r JOIN file f ON f.id = r.file ORDER BY f.path, r.line, r.ordinal
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
