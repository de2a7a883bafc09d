import GRDB

/// The tables, by migrations; docs/operations.md describes the views for people.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(sql: tables)
      try db.execute(sql: views)
    }
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

  /// Facts are kept in order of time, so that a day is one range: legs as a list of rows for each
  /// hour, because there are millions of them; all else as rows of SQLite's.
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
    CREATE TABLE leg_hour(
      hour INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL,
      legs INTEGER NOT NULL, rows TEXT NOT NULL);
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
    CREATE TABLE agent_list(id INTEGER PRIMARY KEY, text TEXT NOT NULL);
    CREATE TABLE journey_list(
      id INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL,
      rows TEXT NOT NULL);
    CREATE TABLE tally(
      kind TEXT NOT NULL, day INTEGER NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL,
      bytes BLOB NOT NULL, PRIMARY KEY(kind, day, key)) WITHOUT ROWID;
    CREATE TABLE changed_day(
      kind TEXT NOT NULL, day INTEGER NOT NULL, PRIMARY KEY(kind, day)) WITHOUT ROWID;
    CREATE TABLE changed_order(order_id TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE published(
      period TEXT PRIMARY KEY, fingerprint TEXT NOT NULL) WITHOUT ROWID;
    """

  private static let views = """
    CREATE VIEW leg AS
      SELECT start, source, duration, answer_delay, billed, disposition, unique_id,
        CASE WHEN typeof(linked) = 'text' THEN CAST(linked AS INTEGER)
          ELSE unique_id + linked END AS linked_id,
        sequence, channel, destination, caller, dialled, did, context, application, account, queue
      FROM (
        SELECT start, r ->> 1 AS source, r ->> 2 AS duration, r ->> 3 AS answer_delay,
          r ->> 4 AS billed, r ->> 5 AS disposition,
          CASE WHEN typeof(r ->> 7) = 'text' THEN CAST(r ->> 7 AS INTEGER)
            ELSE ((r ->> 7) >> 24 << 55) | ((start + (r ->> 6) - 946684800) << 24)
              | ((r ->> 7) & 16777215) END AS unique_id,
          r ->> 8 AS linked, r ->> 9 AS sequence, r ->> 10 AS channel, r ->> 11 AS destination,
          r ->> 12 AS caller, r ->> 13 AS dialled, r ->> 14 AS did, r ->> 15 AS context,
          r ->> 16 AS application, r ->> 17 AS account, r ->> 18 AS queue
        FROM (
          SELECT h.hour * 3600 + (l.value ->> 0) AS start, l.value AS r
          FROM leg_hour h, json_each(h.rows) l));
    CREATE VIEW journey AS
      SELECT j.start,
        CASE WHEN typeof(r ->> 1) = 'text' THEN CAST(r ->> 1 AS INTEGER)
          ELSE (r ->> 1) + ((j.start - 946684800) << 24) END AS id,
        j.day, j.start + (r ->> 2) AS finish, r ->> 3 AS direction, r ->> 4 AS class,
        r ->> 5 AS missed, r ->> 6 AS customer, r ->> 7 AS number, r ->> 8 AS queue,
        r ->> 9 AS wait, r ->> 10 AS talk, r ->> 11 AS flags, a.text AS agents
      FROM (
        SELECT l.id / 65536 AS day, l.first + (v.value ->> 0) AS start, v.value AS r
        FROM journey_list l, json_each(l.rows) v) j
        LEFT JOIN agent_list a ON a.id = r ->> 12;
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
