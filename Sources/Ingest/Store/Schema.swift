import GRDB

/// The tables, by migrations; docs/operations.md describes the views for people.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(sql: tables)
      try db.execute(sql: views)
    }
    migrator.registerMigration("leg.target") { db in
      try db.execute(sql: "ALTER TABLE leg ADD COLUMN target INTEGER NOT NULL DEFAULT 0")
    }
    migrator.registerMigration("channel events") { db in try db.execute(sql: channelEvents) }
    migrator.registerMigration("customer_number") { db in
      try db.execute(
        sql: """
          CREATE TABLE customer_number(
            number INTEGER PRIMARY KEY, customer INTEGER NOT NULL, standing INTEGER NOT NULL,
            orders TEXT NOT NULL);
          """)
    }
    migrator.registerMigration("lists") { db in try moveToLists(db) }
    return migrator
  }

  /// Whether the file holds tables and none of this program's migrations.
  static func isForeign(_ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS(SELECT 1 FROM sqlite_master WHERE type = 'table')
          AND NOT EXISTS(SELECT 1 FROM sqlite_master WHERE name = 'grdb_migrations')
        """) ?? false
  }

  /// Facts are rows in order of time (`WITHOUT ROWID`), so that a day is one range.
  private static let tables = """
    CREATE TABLE state(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE name(id INTEGER PRIMARY KEY, text BLOB NOT NULL);
    CREATE TABLE system_name(id INTEGER PRIMARY KEY, text BLOB NOT NULL);
    CREATE TABLE source(
      id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, format TEXT NOT NULL,
      reading TEXT NOT NULL);
    CREATE TABLE file(
      id INTEGER PRIMARY KEY, source INTEGER NOT NULL, path TEXT NOT NULL,
      sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, stamp TEXT NOT NULL,
      read INTEGER NOT NULL, accepted INTEGER NOT NULL, rejected INTEGER NOT NULL,
      deduplicated INTEGER NOT NULL, superseding INTEGER NOT NULL,
      first_at INTEGER, last_at INTEGER, notes TEXT NOT NULL,
      consumed INTEGER NOT NULL, consumed_sha256 TEXT NOT NULL,
      checkpoint_byte INTEGER NOT NULL, checkpoint_line INTEGER NOT NULL,
      UNIQUE(source, sha256));
    CREATE TABLE reject(
      file INTEGER NOT NULL, ordinal INTEGER NOT NULL, line INTEGER NOT NULL,
      byte INTEGER NOT NULL, column TEXT, reason TEXT NOT NULL, explanation TEXT NOT NULL,
      remedy TEXT NOT NULL, PRIMARY KEY(file, ordinal)) WITHOUT ROWID;
    CREATE TABLE unknown_word(
      source INTEGER NOT NULL, word TEXT NOT NULL, count INTEGER NOT NULL,
      PRIMARY KEY(source, word)) WITHOUT ROWID;
    CREATE TABLE leg(
      start INTEGER NOT NULL, key INTEGER NOT NULL, source INTEGER NOT NULL,
      duration INTEGER NOT NULL, answer_delay INTEGER NOT NULL, billed INTEGER NOT NULL,
      disposition INTEGER NOT NULL, unique_id INTEGER NOT NULL, linked_id INTEGER NOT NULL,
      sequence INTEGER NOT NULL, channel INTEGER NOT NULL, destination INTEGER NOT NULL,
      caller INTEGER NOT NULL, dialled INTEGER NOT NULL, did INTEGER NOT NULL,
      context INTEGER NOT NULL, application INTEGER NOT NULL, account INTEGER NOT NULL,
      queue INTEGER NOT NULL, PRIMARY KEY(start, key)) WITHOUT ROWID;
    CREATE TABLE queue_event(
      at INTEGER NOT NULL, key INTEGER NOT NULL, source INTEGER NOT NULL,
      kind INTEGER NOT NULL, call INTEGER NOT NULL, queue INTEGER NOT NULL,
      agent INTEGER NOT NULL, word INTEGER NOT NULL, wait INTEGER NOT NULL,
      talk INTEGER NOT NULL, ring_ms INTEGER NOT NULL, party INTEGER NOT NULL,
      peer INTEGER NOT NULL, ordinal INTEGER NOT NULL, PRIMARY KEY(at, key)) WITHOUT ROWID;
    CREATE TABLE order_event(
      source INTEGER NOT NULL, order_id TEXT NOT NULL, at INTEGER NOT NULL,
      status TEXT NOT NULL, customer INTEGER NOT NULL, customer_id TEXT NOT NULL,
      amount INTEGER, paid INTEGER, currency TEXT NOT NULL, agent TEXT NOT NULL,
      carrier TEXT NOT NULL, tracking TEXT NOT NULL, payment TEXT NOT NULL,
      origin TEXT NOT NULL, promised INTEGER, automatic INTEGER NOT NULL,
      PRIMARY KEY(order_id, at, status, source)) WITHOUT ROWID;
    CREATE INDEX order_event_at ON order_event(at, order_id);
    CREATE TABLE section_visit(
      day INTEGER NOT NULL, section TEXT NOT NULL, source INTEGER NOT NULL,
      visits INTEGER NOT NULL, PRIMARY KEY(day, section, source)) WITHOUT ROWID;
    CREATE TABLE journey(
      start INTEGER NOT NULL, id INTEGER NOT NULL, day INTEGER NOT NULL,
      finish INTEGER NOT NULL, direction INTEGER NOT NULL, class INTEGER NOT NULL,
      missed INTEGER NOT NULL, customer INTEGER NOT NULL, number INTEGER NOT NULL,
      queue INTEGER NOT NULL, wait INTEGER NOT NULL, talk INTEGER NOT NULL,
      flags INTEGER NOT NULL, agents TEXT NOT NULL,
      PRIMARY KEY(start, id)) WITHOUT ROWID;
    CREATE TABLE tally(
      kind TEXT NOT NULL, day INTEGER NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL,
      bytes BLOB NOT NULL, PRIMARY KEY(kind, day, key)) WITHOUT ROWID;
    CREATE TABLE changed_day(
      kind TEXT NOT NULL, day INTEGER NOT NULL, PRIMARY KEY(kind, day)) WITHOUT ROWID;
    CREATE TABLE changed_order(order_id TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE published(
      period TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) WITHOUT ROWID;
    """

  private static let channelEvents = """
    CREATE TABLE channel_event(
      at INTEGER NOT NULL, key INTEGER NOT NULL, source INTEGER NOT NULL,
      kind INTEGER NOT NULL, call INTEGER NOT NULL, linked_id INTEGER NOT NULL,
      channel INTEGER NOT NULL, bridge INTEGER NOT NULL, bridge_kind INTEGER NOT NULL,
      peer INTEGER NOT NULL, caller INTEGER NOT NULL, dialled INTEGER NOT NULL,
      context INTEGER NOT NULL, application INTEGER NOT NULL, queue INTEGER NOT NULL,
      account INTEGER NOT NULL, cause INTEGER NOT NULL, word INTEGER NOT NULL,
      ordinal INTEGER NOT NULL, PRIMARY KEY(at, key)) WITHOUT ROWID;
    """

  private static let views = """
    CREATE VIEW legs AS
      SELECT datetime(l.start, 'unixepoch') AS start_utc, s.name AS source, l.duration,
        CASE WHEN l.disposition = 1 THEN 1 ELSE 0 END AS answered, l.billed,
        CAST(c.text AS TEXT) AS device, CAST(d.text AS TEXT) AS destination_device,
        CAST(x.text AS TEXT) AS context, CAST(a.text AS TEXT) AS application,
        l.unique_id, l.linked_id, l.sequence
      FROM leg l JOIN source s ON s.id = l.source
        LEFT JOIN name c ON c.id = l.channel >> 34 LEFT JOIN name d ON d.id = l.destination >> 34
        LEFT JOIN name x ON x.id = l.context LEFT JOIN name a ON a.id = l.application;
    CREATE VIEW order_events AS
      SELECT order_id, datetime(at, 'unixepoch') AS at_utc, status, amount / 100.0 AS amount,
        agent, carrier, payment, origin FROM order_event;
    """
}
