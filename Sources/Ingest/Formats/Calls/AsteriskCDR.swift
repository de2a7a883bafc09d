/// Asterisk's call detail records as text: cdr_csv in every width, cdr_custom's default mapping,
/// and tables with headings (FreePBX, Issabel, own exports).
package struct AsteriskCDR: ExportFormat {
  package static let identifier = "asterisk-cdr"
  package static let summary =
    "Asterisk Master.csv of 16 to 21 columns, cdr_custom, or a CDR table with headings"
  package static let grows = true

  package init() {}

  package func read(
    _ stream: inout some ByteStream & ~Copyable, sample: [UInt8], options: SourceOptions,
    into intake: Intake
  ) throws {
    let delimiter = options.delimiter ?? UInt8(ascii: ",")
    let shape = try CDRShape(
      sample: sample, delimiter: delimiter, options: options, intake: intake)
    var scanner = CSVScanner(delimiter: delimiter, startingAt: intake.start)
    var isFirst = intake.start == .start
    while try scanner.nextRecord(from: &stream, into: intake) {
      if isFirst {
        isFirst = false
        if shape.hasHeadings { continue }
      }
      if scanner.spansLines, shape.layout(for: scanner) == nil {
        try scanner.cutAtFirstLine(from: &stream)
      }
      // The switch is still writing it; the next run reads it whole.
      if scanner.isUnfinished, !shape.hasHeadings {
        intake.rejectUnfinished(at: scanner.place)
        continue
      }
      guard let layout = shape.layout(for: scanner) else {
        intake.reject(
          scanner.reject(
            intake.file, nil,
            .fieldCount(expected: shape.expected, found: scanner.fields.count)))
        continue
      }
      if scanner.isRefusedForNUL(declared: options.encoding, by: intake) { continue }
      let leg: CallLeg
      do throws(CDRRow.Fault) {
        leg = try CDRRow(layout: layout, zone: shape.zone).parse(
          scanner.buffer.span, cells: scanner.fields, identities: &intake.identities)
      } catch {
        // No switch writes line ends within a cell: a stray quote joined lines, and the number of
        // fields came out legal by chance.
        if scanner.spansLines, !shape.hasHeadings {
          try scanner.cutAtFirstLine(from: &stream)
          intake.reject(
            scanner.reject(
              intake.file, nil,
              .fieldCount(expected: shape.expected, found: scanner.fields.count)))
          continue
        }
        intake.reject(
          scanner.reject(intake.file, error.column.map(layout.heading), error.reason))
        continue
      }
      let fallback =
        leg.uniqueID == .none
        ? fingerprint(scanner.buffer.span.extracting(scanner.recordRange)) : 0
      try intake.take(leg, fallback: fallback)
    }
    // A table's last line may lack its end and still be whole.
    if !shape.hasHeadings { intake.end(recordsAt: scanner.place) }
  }
}

extension CSVScanner {
  /// Where the current record begins, or the input ended.
  var place: FilePlace { FilePlace(byte: byte, line: line) }

  /// A reject of the current record.
  func reject(_ file: String, _ column: String?, _ reason: Reject.Reason) -> Reject {
    Reject(
      position: SourcePosition(file: file, line: line, byte: byte), column: column,
      reason: reason)
  }
}

/// What a sample of a file says about the shape of all of it.
struct CDRShape {
  private(set) var hasHeadings = false
  private(set) var zone: Zone
  /// The layouts by width; with headings or cdr_custom there is one.
  private var layouts: [Int: CDRLayout] = [:]
  /// 17 and 20 columns: with a uniqueid, or with a userfield.
  private var withUserField: [Int: CDRLayout] = [:]

  /// The number of fields, for a reject.
  var expected: String {
    layouts.count == 1 ? String(layouts.keys.first ?? 0) : "16 to 21"
  }

  init(
    sample: [UInt8], delimiter: UInt8, options: SourceOptions, intake: Intake
  ) throws {
    zone = options.reportZone
    var layoutNames: Set<String> = []
    var stream = MemoryStream(sample)
    var scanner = CSVScanner(delimiter: delimiter)
    var detection = ZoneDetection()
    var rows = 0
    while rows < 4000, case .record = try scanner.next(from: &stream) {
      rows += 1
      if rows == 1 { learnLayout(from: scanner, options: options) }
      guard !(rows == 1 && hasHeadings), let layout = layout(for: scanner) else { continue }
      if rows <= 2 { layoutNames.insert("layout: \(layout.name)") }
      note(scanner, layout, into: &detection)
    }
    intake.notes += layoutNames.sorted()
    zone = intake.take(detection.decide(options))
  }

  private mutating func learnLayout(from scanner: borrowing CSVScanner, options: SourceOptions) {
    let cells = scanner.fields.indices.map { scanner.text($0) }
    if let table = CDRLayout.table(headings: cells, overrides: options.columns) {
      hasHeadings = true
      layouts = [table.width: table]
    } else if cells.count == 19, let first = cells.first, first.hasSuffix(">"),
      first.contains(" <"),
      first.hasPrefix("\"")
    {
      layouts = [19: .custom]
    } else {
      for width in 16...21 {
        layouts[width] = CDRLayout.csv(width: width, hasUniqueID: true)
      }
      withUserField[17] = CDRLayout.csv(width: 17, hasUniqueID: false)
      withUserField[20] = CDRLayout.csv(width: 20, hasUniqueID: false)
    }
  }

  /// The layout of a record; `nil` where its number of fields is not a legal one.
  func layout(for scanner: borrowing CSVScanner) -> CDRLayout? {
    let width = scanner.fields.count
    guard let layout = layouts[width] else { return nil }
    guard let other = withUserField[width] else { return layout }
    var systems = NameTable()
    let cell = scanner.buffer.span.extracting(scanner.fields[16].range)
    return CallID(cell, systems: &systems).epoch == nil ? other : layout
  }

  private func note(
    _ scanner: borrowing CSVScanner, _ layout: CDRLayout, into detection: inout ZoneDetection
  ) {
    let idColumn = layout[.uniqueID]
    let startColumn = layout[.start]
    guard idColumn >= 0, startColumn < scanner.fields.count, idColumn < scanner.fields.count
    else { return }
    let bytes = scanner.buffer.span
    detection.add(
      start: bytes.extracting(scanner.fields[startColumn].range),
      uniqueID: bytes.extracting(scanner.fields[idColumn].range))
  }
}
