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
  /// Where a later run may take it up.
  package var resumePoint: ResumePoint?
  /// The SHA-256 of the content up to there.
  package var consumedSHA256 = ""

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

extension FileRecord {
  /// Adds what an earlier run counted, its unfinished line not included.
  fileprivate mutating func add(_ earlier: Row) {
    let unfinished = (earlier["bytes"] as Int) > (earlier["consumed"] as Int) ? 1 : 0
    counts += Intake.Counts(earlier)
    counts.read -= unfinished
    counts.rejected -= unfinished
    func moment(_ column: String) -> Instant? {
      (earlier[column] as Int?).map(Instant.init(epoch:))
    }
    firstAt = [moment("first_at"), firstAt].compactMap(\.self).min()
    lastAt = [moment("last_at"), lastAt].compactMap(\.self).max()
  }
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

  /// Where to take up a file that has grown, and the digest of what was read of it; `nil` where it
  /// has to be read from its start.
  package func resumePoint(
    source: Int, path: String
  ) throws -> (point: ResumePoint, sha256: String, file: Int)? {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT checkpoint_byte, checkpoint_line, consumed, read, bytes, consumed_sha256, id
        FROM file WHERE source = ? AND path = ? AND consumed > 0 ORDER BY id DESC LIMIT 1
        """, arguments: [source, path])
    return row.map {
      (
        point: ResumePoint(
          checkpoint: FilePlace(byte: $0[0], line: $0[1]), consumed: $0[2], events: $0[3],
          contentEnd: $0[4]),
        sha256: $0[5], file: $0[6]
      )
    }
  }

  /// How much of a file a run read.
  package enum Reading: Sendable {
    case whole
    /// What came since the resume point of an earlier record of the file.
    case continued(file: Int)
  }

  /// Records a file that was read, with its rejects.
  ///
  /// A file that has grown is recorded anew, so that its rows are counted once: what was known of
  /// it is added where the file was taken up. Where it was read again whole, what was new then is
  /// still the file's own, not a repetition.
  package func record(_ file: FileRecord, source: Int, reading: Reading) throws {
    var file = file
    let earlier = try Row.fetchAll(
      db, sql: "SELECT * FROM file WHERE source = ? AND path = ?", arguments: [source, file.path])
    var replaced: [Int] = []
    switch reading {
    case .continued(let id):
      for row in earlier where row["id"] == id { file.add(row) }
      try db.execute(
        sql: "DELETE FROM reject WHERE file = ? AND reason = ?",
        arguments: [id, Reject.Reason.unfinishedLine.code])
      replaced = [id]
    case .whole:
      for row in earlier {
        // A file that begins later is another one: the log was rotated.
        let began = (row["first_at"] as Int?).map(Instant.init(epoch:))
        let isContinued = began.map { began in file.firstAt.map { $0 <= began } ?? false } ?? true
        guard isContinued, (row["bytes"] as Int) <= file.bytes else { continue }
        file.counts.takeOver(Intake.Counts(row))
        let id: Int = row["id"]
        try db.execute(sql: "DELETE FROM reject WHERE file = ?", arguments: [id])
        replaced.append(id)
      }
    }
    let resume = file.resumePoint
    try db.execute(
      sql: """
        INSERT INTO file(source, path, sha256, bytes, stamp, read, accepted, rejected,
          deduplicated, superseding, first_at, last_at, notes, consumed, consumed_sha256,
          checkpoint_byte, checkpoint_line)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        source, file.path, file.sha256, file.bytes, file.stamp, file.counts.read,
        file.counts.accepted, file.counts.rejected, file.counts.deduplicated,
        file.counts.superseding, file.firstAt?.epoch, file.lastAt?.epoch,
        file.notes.joined(separator: "\n"), resume?.consumed ?? 0, file.consumedSHA256,
        resume?.checkpoint.byte ?? 0, resume?.checkpoint.line ?? 1,
      ])
    let id = db.lastInsertedRowID
    for old in replaced {
      try db.execute(sql: "UPDATE reject SET file = ? WHERE file = ?", arguments: [id, old])
      try db.execute(sql: "DELETE FROM file WHERE id = ?", arguments: [old])
    }
    try save(file.rejects, file: id)
    for (word, count) in file.unknownWords.sorted(by: { $0.key < $1.key }) {
      let known =
        if case .continued = reading { "count + excluded.count" } else {
          "max(count, excluded.count)"
        }
      try db.execute(
        sql: """
          INSERT INTO unknown_word(source, word, count) VALUES (?, ?, ?)
          ON CONFLICT(source, word) DO UPDATE SET count = \(known)
          """, arguments: [source, word, count])
    }
  }

  private func save(_ rejects: [Reject], file: Int64) throws {
    let first =
      try Int.fetchOne(
        db, sql: "SELECT max(ordinal) + 1 FROM reject WHERE file = ?", arguments: [file]) ?? 0
    for (ordinal, reject) in rejects.enumerated() {
      try db.execute(
        sql: """
          INSERT INTO reject(file, ordinal, line, byte, column, reason, explanation, remedy)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          file, first + ordinal, reject.position.line, reject.position.byte, reject.column,
          reject.reason.code, reject.reason.explanation, reject.reason.remedy,
        ])
    }
  }
}

extension Intake.Counts {
  /// The counts of a row of the table `file`.
  init(_ row: Row) {
    self.init()
    read = row["read"]
    accepted = row["accepted"]
    rejected = row["rejected"]
    deduplicated = row["deduplicated"]
    superseding = row["superseding"]
  }

  /// Counts rows that an earlier reading of the same file accepted as accepted, not as repeated.
  ///
  /// Facts gained (accepted − superseding) are those of both readings, whatever was read twice.
  mutating func takeOver(_ earlier: Intake.Counts) {
    let gained = accepted - superseding + earlier.accepted - earlier.superseding
    let again = max(0, min(earlier.accepted, deduplicated - earlier.deduplicated))
    accepted += again
    deduplicated -= again
    superseding = max(0, accepted - gained)
  }
}
