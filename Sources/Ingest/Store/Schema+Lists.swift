import GRDB

/// Legs and journeys as lists of rows: for each hour the legs that began in it, for each day its
/// journeys, in parts.
///
/// There are millions of them, and a row of its own for each costs SQLite ten times as much. The
/// lists are text, so that `sqlite3` and any other program can read them; views show them as rows.
extension Schema {
  /// Moves what earlier releases kept as rows into lists.
  static func moveToLists(_ db: Database) throws {
    try db.execute(sql: lists)
    let insert = try BulkStatement(db, LegTable.insertion)
    var text = IntegerRowsWriter()
    var legs = LegHour()
    var number = Int.min
    let rows = try BulkStatement(db, "SELECT \(legColumns) FROM leg ORDER BY start, key")
    while try rows.step() {
      let row = StoredLeg(row: rows)
      let hour = StoredLeg.hour(of: row.leg.start)
      if hour != number {
        try legs.store(number: number, by: insert, text: &text)
        legs = LegHour()
        number = hour
      }
      legs.load(row)
    }
    try legs.store(number: number, by: insert, text: &text)
    // Journeys come from the facts: they are made anew.
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO changed_day(kind, day)
          SELECT DISTINCT '\(ChangeKind.calls.rawValue)', day FROM journey;
        DROP VIEW legs;
        DROP TABLE leg;
        DROP TABLE journey;
        \(listViews)
        """)
  }

  private static let legColumns =
    "start, key, source, duration, answer_delay, billed, disposition, unique_id, linked_id, sequence, channel, destination, caller, dialled, did, context, application, account, queue, target"

  private static let lists = """
    CREATE TABLE leg_hour(
      hour INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL,
      legs INTEGER NOT NULL, rows TEXT NOT NULL);
    CREATE TABLE agent_list(id INTEGER PRIMARY KEY, text TEXT NOT NULL);
    CREATE TABLE journey_list(
      id INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL,
      rows TEXT NOT NULL);
    """

  private static let listViews = """
    CREATE VIEW leg AS
      SELECT start, source, duration, answer_delay, billed, disposition, unique_id,
        CASE WHEN typeof(linked) = 'text' THEN CAST(linked AS INTEGER)
          ELSE unique_id + linked END AS linked_id,
        sequence, channel, destination, caller, dialled, did, context, application, account, queue,
        target
      FROM (
        SELECT start, r ->> 1 AS source, r ->> 2 AS duration, r ->> 3 AS answer_delay,
          r ->> 4 AS billed, r ->> 5 AS disposition,
          CASE WHEN typeof(r ->> 7) = 'text' THEN CAST(r ->> 7 AS INTEGER)
            ELSE ((r ->> 7) >> 24 << 55) | ((start + (r ->> 6) - 946684800) << 24)
              | ((r ->> 7) & 16777215) END AS unique_id,
          r ->> 8 AS linked, r ->> 9 AS sequence, r ->> 10 AS channel, r ->> 11 AS destination,
          r ->> 12 AS caller, r ->> 13 AS dialled, r ->> 14 AS did, r ->> 15 AS context,
          r ->> 16 AS application, r ->> 17 AS account, r ->> 18 AS queue,
          r ->> 19 AS target
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
    """
}

extension StoredLeg {
  /// A leg as earlier releases kept it, by `Schema.legColumns`.
  fileprivate init(row: BulkStatement) {
    leg = CallLeg()
    key = UInt64(UInt(bitPattern: row[1]))
    source = row[2]
    leg.start = Instant(epoch: row[0])
    leg.duration = row[3]
    leg.answerDelay = row[4]
    leg.billed = row[5]
    leg.disposition = Disposition(rawValue: row[6]) ?? .unknown
    leg.uniqueID = CallID(raw: row[7])
    leg.linkedID = CallID(raw: row[8])
    leg.sequence = row[9]
    leg.channel = Channel(raw: row[10])
    leg.destination = Channel(raw: row[11])
    leg.caller = Party(raw: row[12])
    leg.dialled = Party(raw: row[13])
    leg.did = Party(raw: row[14])
    leg.context = NameID(number: row[15])
    leg.application = NameID(number: row[16])
    leg.account = NameID(number: row[17])
    leg.queue = NameID(number: row[18])
    leg.target = Party(raw: row[19])
  }
}
