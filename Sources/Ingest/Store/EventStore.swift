import Foundation
import GRDB

/// The database of facts: legs, queue events, order events, visits, and what was read when.
///
/// The only door to GRDB together with its neighbours in this folder. It knows no measure: tallies
/// are opaque bytes to it.
package final class EventStore {
  let queue: DatabaseQueue
  /// The file, for messages; `:memory:` for a database in memory.
  package var path: String { queue.path }
  /// The zone whose days are marked as changed.
  let reportZone: Zone

  /// Opens a database, or makes one (owner-readable only), and brings its schema up to date.
  /// - Parameter path: A file, or `nil` for a database in memory.
  /// - Throws: ``StoreError`` for a file that is foreign or from a newer ringtally,
  ///   ``DatabaseFault`` for one that SQLite can't open.
  package init(path: String?, reportZone: Zone) throws {
    self.reportZone = reportZone
    var configuration = Configuration()
    // Somebody who looks into the database at night is waited for.
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA temp_store = memory; PRAGMA cache_size = -65536")
    }
    do {
      if let path {
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty {
          try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        }
        if !FileManager.default.fileExists(atPath: path) {
          // Before SQLite opens it, so that the file is never readable by others.
          _ = FileManager.default.createFile(
            atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        queue = try DatabaseQueue(path: path, configuration: configuration)
      } else {
        queue = try DatabaseQueue(configuration: configuration)
      }
      if try queue.read({ try Schema.migrator.hasBeenSuperseded($0) }) {
        throw StoreError.newer(path: path ?? "memory")
      }
      if try queue.read({ try Schema.isForeign($0) }) {
        throw StoreError.damaged(
          path: path ?? "memory", detail: "found the tables of another program")
      }
      try Schema.migrator.migrate(queue)
    } catch {
      throw DatabaseFault(error, path: path ?? "memory") ?? error
    }
  }

  /// Opens a database of this release that is only read: nothing in its file changes.
  /// - Throws: ``StoreError`` also for one that an older ringtally wrote, or that a run left
  ///   unfinished; ``DatabaseFault`` for one that SQLite can't open.
  package init(reading path: String, reportZone: Zone) throws {
    self.reportZone = reportZone
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA temp_store = memory; PRAGMA cache_size = -65536")
    }
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      let (isNewer, isForeign, isCurrent) = try queue.read {
        (
          try Schema.migrator.hasBeenSuperseded($0), try Schema.isForeign($0),
          try Schema.migrator.hasCompletedMigrations($0)
        )
      }
      if isNewer { throw StoreError.newer(path: path) }
      if isForeign {
        throw StoreError.damaged(path: path, detail: "found the tables of another program")
      }
      if !isCurrent { throw StoreError.older(path: path) }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
      throw StoreError.unfinished(path: path)
    } catch {
      throw DatabaseFault(error, path: path) ?? error
    }
  }

  /// Runs one transaction; nothing of it remains if it throws or the process dies.
  package func transaction<T>(_ body: (Transaction) throws -> T) throws -> T {
    var result: Result<T, any Error>?
    try queue.inTransaction { db in
      result = .success(try body(Transaction(db: db, zone: reportZone)))
      return .commit
    }
    guard let result else { throw StoreError.damaged(path: "", detail: "no transaction ran") }
    return try result.get()
  }

  /// Reads without writing.
  package func read<T>(_ body: (Transaction) throws -> T) throws -> T {
    var result: Result<T, any Error>?
    try queue.read { db in result = .success(try body(Transaction(db: db, zone: reportZone))) }
    guard let result else { throw StoreError.damaged(path: "", detail: "no access was given") }
    return try result.get()
  }
}

/// Why a database can't be used.
package enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It was written by a newer release.
  case newer(path: String)
  /// It was written by an older release, and was only to be read.
  case older(path: String)
  /// A run was killed while it wrote, and the database was only to be read.
  case unfinished(path: String)
  /// SQLite can't read it.
  case damaged(path: String, detail: String)
  /// A source's files were read with other settings than the config has now.
  case sourceChanged(name: String)

  package var description: String {
    switch self {
    case .newer(let path):
      "\(path): expected a database of this release or an older one, found a newer one. Install the newer ringtally, or set another \"database\"."
    case .older(let path):
      "\(path): expected a database of this release, found one that has to be brought up to date. Give ringtally run, which does it."
    case .unfinished(let path):
      "\(path): expected a database that a run has finished, found one that was killed. Give ringtally run, which repairs it."
    case .damaged(let path, let detail):
      "\(path): expected a ringtally database: \(detail). Restore it from a backup, or set another \"database\" and run again over all files."
    case .sourceChanged(let name):
      "source \"\(name)\": its format, zone, encoding or columns changed since its files were read, and what was read can't be re-read by itself. Give the source another name, or set another \"database\" and run again over all files."
    }
  }
}

/// One access to the database, within a transaction.
package struct Transaction {
  let db: Database
  let zone: Zone

  /// A stored setting of the program itself.
  package func state(_ key: String) throws -> String? {
    try String.fetchOne(db, sql: "SELECT value FROM state WHERE key = ?", arguments: [key])
  }

  /// Stores a setting.
  package func setState(_ key: String, _ value: String) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO state(key, value) VALUES (?, ?)", arguments: [key, value])
  }

  // MARK: - Names

  /// The names met so far.
  package func names() throws -> (names: NameTable, systems: NameTable) {
    func load(_ table: String) throws -> NameTable {
      var names = NameTable()
      let rows = try Row.fetchCursor(db, sql: "SELECT text FROM \(table) ORDER BY id")
      while let row = try rows.next() {
        let bytes = [UInt8](row[0] as Data)
        _ = names.intern(bytes.span)
      }
      return names
    }
    return (try load("name"), try load("system_name"))
  }

  /// Stores the names that are new since `names()`.
  package func save(_ identities: Identities) throws {
    func save(_ names: NameTable, _ table: String) throws {
      let stored = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 0
      let insert = try db.makeStatement(sql: "INSERT INTO \(table)(id, text) VALUES (?, ?)")
      for id in (stored + 1)..<max(names.count, stored + 1) {
        try insert.execute(arguments: [id, Data(names.rawBytes(NameID(number: id)))])
      }
    }
    try save(identities.names, "name")
    try save(identities.systems, "system_name")
  }

  // MARK: - Changed days

  /// Marks days on which facts changed.
  package func markChanged(_ kind: ChangeKind, _ days: some Sequence<Day>) throws {
    let insert = try db.makeStatement(
      sql: "INSERT OR IGNORE INTO changed_day(kind, day) VALUES (?, ?)")
    for day in days { try insert.execute(arguments: [kind.rawValue, day.number]) }
  }

  /// The days that are marked, ascending.
  package func changedDays(_ kind: ChangeKind) throws -> [Day] {
    try Int.fetchAll(
      db, sql: "SELECT day FROM changed_day WHERE kind = ? ORDER BY day", arguments: [kind.rawValue]
    ).map(Day.init(number:))
  }

  /// Takes the marks of days that have been computed.
  package func clearChanged(_ kind: ChangeKind, _ days: some Sequence<Day>) throws {
    for day in days {
      try db.execute(
        sql: "DELETE FROM changed_day WHERE kind = ? AND day = ?",
        arguments: [kind.rawValue, day.number])
    }
  }

  /// Orders with new events since the last time.
  package func changedOrders() throws -> [String] {
    try String.fetchAll(db, sql: "SELECT order_id FROM changed_order ORDER BY order_id")
  }

  /// Forgets which orders have new events.
  package func clearChangedOrders() throws { try db.execute(sql: "DELETE FROM changed_order") }

  // MARK: - Facts in order of time

  /// Reads legs that start in `[from, to)`, with the id of the source that told them.
  package func legs(
    from: Instant, to: Instant, body: (CallLeg, _ source: Int) throws -> Void
  ) throws {
    try LegTable.read(db, from: from, to: to, body: body)
  }

  /// Reads queue events of `[from, to)`, with the id of the source that told them.
  package func queueEvents(
    from: Instant, to: Instant, body: (QueueEvent, _ source: Int) throws -> Void
  ) throws {
    try EventTable<QueueEvent>.read(db, from: from, to: to, body: body)
  }

  /// Reads log-ons, log-offs and pauses of `[from, to)`.
  package func presenceEvents(
    from: Instant, to: Instant, body: (QueueEvent) throws -> Void
  ) throws {
    try EventTable<QueueEvent>.read(
      db, from: from, to: to,
      kinds: QueueEventKind.allCases.filter(\.concernsPresence).map(\.rawValue)
    ) { event, _ in try body(event) }
  }

  /// Reads channel events of `[from, to)`.
  package func channelEvents(
    from: Instant, to: Instant, body: (ChannelEvent, _ source: Int) throws -> Void
  ) throws {
    try EventTable<ChannelEvent>.read(db, from: from, to: to, body: body)
  }

  /// The first and last moment of any call fact; `nil` in an empty store.
  package func callSpan() throws -> (first: Instant, last: Instant)? {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT min(a), max(b) FROM (
          SELECT (SELECT first FROM leg_hour ORDER BY hour LIMIT 1) a,
            (SELECT last FROM leg_hour ORDER BY hour DESC LIMIT 1) b
          UNION ALL SELECT (SELECT min(at) FROM queue_event), (SELECT max(at) FROM queue_event)
          UNION ALL SELECT (SELECT min(at) FROM channel_event),
            (SELECT max(at) FROM channel_event))
        """)
    guard let row, let first: Int = row[0], let last: Int = row[1] else { return nil }
    return (Instant(epoch: first), Instant(epoch: last))
  }

  /// Visits of sections on the days `[from, to]`, by section.
  package func visits(from: Day, to: Day) throws -> [String: Int] {
    var result: [String: Int] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql:
        "SELECT section, sum(visits) FROM section_visit WHERE day BETWEEN ? AND ? GROUP BY section",
      arguments: [from.number, to.number])
    while let row = try rows.next() { result[row[0]] = row[1] }
    return result
  }
}

/// What of a day changed and waits for a later stage.
package enum ChangeKind: String, CaseIterable, Sendable {
  /// Legs and queue events.
  case calls
  /// Visits of the site.
  case visits
  /// Which numbers are one customer's: the days of their journeys.
  case identities
  /// The same, and the orders of customers: the days of their journeys that orders can concern.
  case customers
  /// Tallies: the periods that hold the day are to be published.
  case pages
  /// Orders of the day, by cohort or creation: the months that look back on it are to be published.
  case cohorts
}
