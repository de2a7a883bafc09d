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
    try DumpReading<CDRDumpRows>.read(&stream, options: options, into: intake)
  }
}

/// Rows of call detail records.
private enum CDRDumpRows: DumpRows {
  static let expected = "calldate, dst, duration and disposition"
  static let remedy =
    "Dump the CDR table with its CREATE TABLE or by --complete-insert, or say its columns' names under \"columns\"."

  static func layout(headings: [String], overrides: [String: String]) -> CDRLayout? {
    CDRLayout.table(headings: headings, overrides: overrides)
  }

  static func name(of layout: CDRLayout) -> String { layout.name }

  static func add(
    _ bytes: Span<UInt8>, _ cells: [CSVScanner.Field], _ layout: CDRLayout,
    to detection: inout ZoneDetection
  ) {
    let id = layout[.uniqueID]
    guard id >= 0 else { return }
    detection.add(
      start: bytes.extracting(cells[layout[.start]].range),
      uniqueID: bytes.extracting(cells[id].range))
  }

  static func take(
    _ bytes: Span<UInt8>, _ cells: [CSVScanner.Field], _ layout: CDRLayout, in zone: Zone,
    into intake: Intake
  ) throws -> CellFault? {
    let leg: CallLeg
    do throws(CDRRow.Fault) {
      leg = try CDRRow(layout: layout, zone: zone).parse(
        bytes, cells: cells, identities: &intake.identities)
    } catch {
      return CellFault(column: error.column.map(layout.heading), reason: error.reason)
    }
    try intake.take(leg, fallback: leg.uniqueID == .none ? dumpFingerprint(bytes, cells) : 0)
    return nil
  }
}
