/// The rows that a MySQL dump inserts into its tables of call detail records (FreePBX, Issabel,
/// cdr_mysql, cdr_adaptive_odbc).
///
/// Which tables those are is told by their columns. All of them are read: what an archive and the
/// table itself both hold is one row by its key.
package struct AsteriskCDRDump: ExportFormat {
  package static let identifier = "asterisk-cdr-dump"
  package static let summary = "a MySQL dump: the INSERT rows of its CDR tables"

  package init() {}

  package func read(
    _ stream: inout some ByteStream & ~Copyable, sample: [UInt8], options: SourceOptions,
    into intake: Intake
  ) throws {
    let overrides = options.columns
    var reader = SQLDumpReader(
      .columns { CDRLayout.table(headings: $0, overrides: overrides) != nil })
    var reading = DumpReading(options: options, intake: intake)
    while let record = try reader.next(from: &stream) {
      switch record {
      case .malformed(let fault): try reading.take(fault, of: reader.table)
      case .row: try reading.take(reader)
      }
    }
    try reading.finish()
    guard reader.hasFoundTable else {
      throw FormatError(
        file: intake.file,
        expected: "expected a table with the columns calldate, dst, duration and disposition",
        remedy:
          "Dump the CDR table with its CREATE TABLE or by --complete-insert, or say its columns' names under \"columns\"."
      )
    }
  }
}

/// A dump's rows on their way into an intake.
///
/// The first rows are held back until they have told the zone: a dump may begin with megabytes of
/// other tables, so a sample of its first bytes may hold none.
private struct DumpReading {
  /// What came of a table's rows.
  private struct Table {
    var name: String
    var rows = 0
    var refused = 0
  }

  /// A row, or the place of one that could not be read.
  private struct HeldRow {
    var table: Int
    var position: SourcePosition
    var layout: CDRLayout?
    var bytes: [UInt8] = []
    var cells: [CSVScanner.Field] = []
    var fault: Reject.Reason?
  }

  private let options: SourceOptions
  private let intake: Intake
  private var tables: [Table] = []
  private var columns: [String] = []
  /// The layout of `columns`.
  private var layout: CDRLayout?
  private var zone: Zone?
  private var detection = ZoneDetection()
  private var held: [HeldRow] = []
  private var heldBytes = 0
  private var cells: [CSVScanner.Field] = []

  private static let heldRows = 4000
  /// Rows of a few hundred bytes are usual; long ones must not fill the memory.
  private static let heldBytesLimit = 4 << 20
  /// Tables that are counted one by one; further ones are counted with the last.
  private static let tablesKept = 100

  init(options: SourceOptions, intake: Intake) {
    self.options = options
    self.intake = intake
  }

  /// Takes the reader's current row.
  mutating func take(_ reader: borrowing SQLDumpReader) throws {
    if reader.columns != columns {
      columns = reader.columns
      layout = CDRLayout.table(headings: columns, overrides: options.columns)
      if let layout { noteOnce("layout: \(layout.name)") }
    }
    guard let layout else { return }
    let table = index(of: reader.table)
    let position = SourcePosition(file: intake.file, line: reader.line, byte: reader.byte)
    cells.removeAll(keepingCapacity: true)
    for range in reader.fields {
      cells.append(CSVScanner.Field(range: range, hasDoubledQuotes: false))
    }
    if let zone {
      let row = CDRRow(layout: layout, zone: zone)
      return try record(reader.bytes.span, cells, as: row, table: table, at: position)
    }
    note(reader.bytes.span, layout)
    try hold(
      HeldRow(
        table: table, position: position, layout: layout, bytes: reader.bytes, cells: cells))
  }

  /// Takes the place of a row that could not be read.
  mutating func take(_ fault: SQLDumpFault, of name: String) throws {
    let row = HeldRow(
      table: index(of: name),
      position: SourcePosition(file: intake.file, line: fault.line, byte: fault.byte),
      fault: fault.reason.asReject)
    if zone == nil { try hold(row) } else { try take(row, in: options.reportZone) }
  }

  /// Records what is still held, and notes what each table gave.
  mutating func finish() throws {
    if zone == nil { try release() }
    for table in tables {
      intake.notes.append("table \(table.name): \(table.rows) rows, \(table.refused) refused")
    }
  }

  // MARK: - The zone

  private mutating func hold(_ row: HeldRow) throws {
    held.append(row)
    heldBytes += row.bytes.count
    if held.count == DumpReading.heldRows || heldBytes > DumpReading.heldBytesLimit {
      try release()
    }
  }

  private mutating func release() throws {
    let decision = detection.decide(options)
    zone = decision.zone
    intake.notes += decision.notes
    for row in held { try take(row, in: decision.zone) }
    held = []
  }

  private mutating func note(_ bytes: Span<UInt8>, _ layout: CDRLayout) {
    let id = layout[.uniqueID]
    guard id >= 0 else { return }
    detection.add(
      start: bytes.extracting(cells[layout[.start]].range),
      uniqueID: bytes.extracting(cells[id].range))
  }

  // MARK: - Rows

  private mutating func take(_ row: HeldRow, in zone: Zone) throws {
    if let layout = row.layout {
      try record(
        row.bytes.span, row.cells, as: CDRRow(layout: layout, zone: zone), table: row.table,
        at: row.position)
    } else if let fault = row.fault {
      tables[row.table].rows += 1
      refuse(Reject(position: row.position, column: nil, reason: fault), of: row.table)
    }
  }

  private mutating func record(
    _ bytes: Span<UInt8>, _ cells: [CSVScanner.Field], as row: CDRRow, table: Int,
    at position: SourcePosition
  ) throws {
    tables[table].rows += 1
    if bytes.indices.contains(where: { bytes[$0] == 0 }) {
      refuse(Reject(position: position, column: nil, reason: .nulByte), of: table)
      return
    }
    let leg: CallLeg
    do throws(CDRRow.Fault) {
      leg = try row.parse(bytes, cells: cells, identities: &intake.identities)
    } catch {
      let column = error.column.map(row.layout.heading)
      refuse(Reject(position: position, column: column, reason: error.reason), of: table)
      return
    }
    // The values stand in `bytes` without separators: their ends are part of the content.
    let fallback =
      leg.uniqueID == .none
      ? cells.reduce(fingerprint(bytes)) { fingerprint($1.range.upperBound, into: $0) } : 0
    try intake.take(leg, fallback: fallback)
  }

  private mutating func refuse(_ reject: Reject, of table: Int) {
    tables[table].refused += 1
    intake.reject(reject)
  }

  private mutating func index(of name: String) -> Int {
    if let known = tables.lastIndex(where: { $0.name == name }) { return known }
    if tables.count < DumpReading.tablesKept { tables.append(Table(name: name)) }
    return tables.count - 1
  }

  private func noteOnce(_ note: String) {
    if !intake.notes.contains(note), intake.notes.count < DumpReading.tablesKept {
      intake.notes.append(note)
    }
  }
}

extension SQLDumpFault.Reason {
  /// Why the row is refused.
  fileprivate var asReject: Reject.Reason {
    switch self {
    case .syntax: .malformed(expected: "rows in brackets, as mysqldump writes them")
    case .fieldCount(let expected, let found):
      .fieldCount(expected: String(expected), found: found)
    case .tooManyFields(let limit): .fieldCount(expected: "at most \(limit)", found: limit + 1)
    case .tooLong(let limit): .tooLong(limit: limit)
    case .truncated: .malformed(expected: "the rest of the row: the dump ends inside it")
    }
  }
}
