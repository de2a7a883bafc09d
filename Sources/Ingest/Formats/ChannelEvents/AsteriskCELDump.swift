/// The rows that a MySQL dump inserts into its tables of channel events (FreePBX, cel_odbc).
package struct AsteriskCELDump: ExportFormat {
  package static let identifier = "asterisk-cel-dump"
  package static let summary = "a MySQL dump: the INSERT rows of its channel event tables"

  package init() {}

  package func read(
    _ stream: inout some ByteStream & ~Copyable, sample: [UInt8], options: SourceOptions,
    into intake: Intake
  ) throws {
    try DumpReading<CELDumpRows>.read(&stream, options: options, into: intake)
  }
}

/// Rows of channel events.
private enum CELDumpRows: DumpRows {
  static let expected = "eventtype, eventtime, channame and uniqueid"
  static let remedy =
    "Dump the table cel with its CREATE TABLE or by --complete-insert, or say its columns' names under \"columns\"."

  static func layout(headings: [String], overrides: [String: String]) -> CELLayout? {
    CELLayout.table(headings: headings, overrides: overrides)
  }

  static func name(of layout: CELLayout) -> String { layout.name }

  static func add(
    _ bytes: Span<UInt8>, _ cells: [CSVScanner.Field], _ layout: CELLayout,
    to detection: inout ZoneDetection
  ) {
    detection.add(event: bytes, cells, layout)
  }

  static func take(
    _ bytes: Span<UInt8>, _ cells: [CSVScanner.Field], _ layout: CELLayout, in zone: Zone,
    into intake: Intake
  ) throws -> CellFault? {
    let event: ChannelEvent
    do throws(CellFault) {
      event = try CELRow(layout: layout, zone: zone).parse(
        bytes, cells: cells, identities: &intake.identities)
    } catch {
      return error
    }
    try intake.take(event, record: dumpFingerprint(bytes, cells))
    return nil
  }
}
