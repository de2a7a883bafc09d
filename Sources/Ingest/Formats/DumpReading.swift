/// What the rows of a dump's tables are turned into.
protocol DumpRows: SendableMetatype {
  associatedtype Layout

  /// By which columns a table is found, for the message about a dump without one.
  static var expected: String { get }
  /// What is to be changed then.
  static var remedy: String { get }
  /// The layout of a table by its columns; `nil` for a table that is none of these.
  static func layout(headings: [String], overrides: [String: String]) -> Layout?
  /// What the layout is called in notes.
  static func name(of layout: Layout) -> String
  /// Adds what a row says about the zone of its times.
  static func add(
    _ bytes: Span<UInt8>, _ cells: [CSVScanner.Field], _ layout: Layout,
    to detection: inout ZoneDetection)
  /// Hands a row over.
  /// - Returns: Why the row is refused; `nil` where it was taken.
  static func take(
    _ bytes: Span<UInt8>, _ cells: [CSVScanner.Field], _ layout: Layout, in zone: Zone,
    into intake: Intake
  ) throws -> CellFault?
}

/// The fingerprint of a dump's row: its values stand without separators, so their ends are part of
/// the content.
func dumpFingerprint(_ bytes: Span<UInt8>, _ cells: [CSVScanner.Field]) -> UInt64 {
  cells.reduce(fingerprint(bytes)) { fingerprint($1.range.upperBound, into: $0) }
}

/// A dump's rows on their way into an intake.
///
/// The first rows are held back until they have told the zone: a dump may begin with megabytes of
/// other tables, so a sample of its first bytes may hold none.
struct DumpReading<Rows: DumpRows> {
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
    var layout: Rows.Layout?
    var bytes: [UInt8] = []
    var cells: [CSVScanner.Field] = []
    var fault: Reject.Reason?
  }

  private let options: SourceOptions
  private let intake: Intake
  private var tables: [Table] = []
  private var columns: [String] = []
  /// The layout of `columns`.
  private var layout: Rows.Layout?
  private var zone: Zone?
  private var detection = ZoneDetection()
  private var held: [HeldRow] = []
  private var heldBytes = 0
  private var cells: [CSVScanner.Field] = []

  private let heldRows = 4000
  /// Rows of a few hundred bytes are usual; long ones must not fill the memory.
  private let heldBytesLimit = 4 << 20
  /// Tables that are counted one by one; further ones are counted with the last.
  private let tablesKept = 100

  private init(options: SourceOptions, intake: Intake) {
    self.options = options
    self.intake = intake
  }

  /// Reads a whole dump.
  /// - Throws: ``FormatError`` for one without a table of these rows; an empty one is a table.
  static func read(
    _ stream: inout some ByteStream & ~Copyable, options: SourceOptions, into intake: Intake
  ) throws {
    let overrides = options.columns
    var reader = SQLDumpReader(
      .columns { Rows.layout(headings: $0, overrides: overrides) != nil })
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
        file: intake.file, expected: "expected a table with the columns \(Rows.expected)",
        remedy: Rows.remedy)
    }
  }

  /// Takes the reader's current row.
  private mutating func take(_ reader: borrowing SQLDumpReader) throws {
    if reader.columns != columns {
      columns = reader.columns
      layout = Rows.layout(headings: columns, overrides: options.columns)
      if let layout { noteOnce("layout: \(Rows.name(of: layout))") }
    }
    guard let layout else { return }
    let table = index(of: reader.table)
    let position = SourcePosition(file: intake.file, line: reader.line, byte: reader.byte)
    cells.removeAll(keepingCapacity: true)
    for range in reader.fields {
      cells.append(CSVScanner.Field(range: range, hasDoubledQuotes: false))
    }
    if let zone {
      return try record(
        reader.bytes.span, cells, layout, in: zone, table: table, at: position)
    }
    Rows.add(reader.bytes.span, cells, layout, to: &detection)
    try hold(
      HeldRow(
        table: table, position: position, layout: layout, bytes: reader.bytes, cells: cells))
  }

  /// Takes the place of a row that could not be read.
  private mutating func take(_ fault: SQLDumpFault, of name: String) throws {
    let row = HeldRow(
      table: index(of: name),
      position: SourcePosition(file: intake.file, line: fault.line, byte: fault.byte),
      fault: fault.reason.asReject)
    if zone == nil { try hold(row) } else { try take(row, in: options.reportZone) }
  }

  /// Records what is still held, and notes what each table gave.
  private mutating func finish() throws {
    if zone == nil { try release() }
    for table in tables {
      intake.notes.append("table \(table.name): \(table.rows) rows, \(table.refused) refused")
    }
  }

  // MARK: - The zone

  private mutating func hold(_ row: HeldRow) throws {
    held.append(row)
    heldBytes += row.bytes.count
    if held.count == heldRows || heldBytes > heldBytesLimit {
      try release()
    }
  }

  private mutating func release() throws {
    let zone = intake.take(detection.decide(options))
    self.zone = zone
    for row in held { try take(row, in: zone) }
    held = []
  }

  // MARK: - Rows

  private mutating func take(_ row: HeldRow, in zone: Zone) throws {
    if let layout = row.layout {
      try record(
        row.bytes.span, row.cells, layout, in: zone, table: row.table, at: row.position)
    } else if let fault = row.fault {
      tables[row.table].rows += 1
      refuse(Reject(position: row.position, column: nil, reason: fault), of: row.table)
    }
  }

  private mutating func record(
    _ bytes: Span<UInt8>, _ cells: [CSVScanner.Field], _ layout: Rows.Layout, in zone: Zone,
    table: Int, at position: SourcePosition
  ) throws {
    tables[table].rows += 1
    if bytes.indices.contains(where: { bytes[$0] == 0 }) {
      refuse(Reject(position: position, column: nil, reason: .nulByte), of: table)
    } else if let fault = try Rows.take(bytes, cells, layout, in: zone, into: intake) {
      refuse(
        Reject(position: position, column: fault.column, reason: fault.reason), of: table)
    }
  }

  private mutating func refuse(_ reject: Reject, of table: Int) {
    tables[table].refused += 1
    intake.reject(reject)
  }

  private mutating func index(of name: String) -> Int {
    if let known = tables.lastIndex(where: { $0.name == name }) { return known }
    if tables.count < tablesKept { tables.append(Table(name: name)) }
    return tables.count - 1
  }

  private func noteOnce(_ note: String) {
    if !intake.notes.contains(note), intake.notes.count < tablesKept {
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
