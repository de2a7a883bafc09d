/// Asterisk's channel event log as text: cel_custom's file, or the table with headings.
///
/// Each channel's life and who shared a bridge with whom, and when.
package struct AsteriskCEL: ExportFormat {
  package static let identifier = "asterisk-cel"
  package static let summary =
    "Asterisk channel event log: cel_custom's Master.csv, or its table with headings"
  package static let grows = true

  package init() {}

  package func read(
    _ stream: inout some ByteStream & ~Copyable, sample: [UInt8], options: SourceOptions,
    into intake: Intake
  ) throws {
    let delimiter = options.delimiter ?? UInt8(ascii: ",")
    let shape = try CELShape(sample: sample, delimiter: delimiter, options: options, intake: intake)
    let row = CELRow(layout: shape.layout, zone: shape.zone)
    var scanner = CSVScanner(delimiter: delimiter, startingAt: intake.start)
    var isFirst = intake.start == .start
    while try scanner.nextRecord(from: &stream, into: intake) {
      defer { isFirst = false }
      if isFirst, shape.hasHeadings { continue }
      if scanner.spansLines, !shape.layout.widths.contains(scanner.fields.count) {
        try scanner.cutAtFirstLine(from: &stream)
      }
      // The switch is still writing it; the next run reads it whole.
      if scanner.isUnfinished, !shape.hasHeadings {
        intake.rejectUnfinished(at: scanner.place)
        continue
      }
      guard shape.layout.widths.contains(scanner.fields.count) else {
        intake.reject(
          scanner.reject(
            intake.file, nil,
            .fieldCount(expected: shape.layout.expected, found: scanner.fields.count)))
        continue
      }
      if scanner.isRefusedForNUL(declared: options.encoding, by: intake) { continue }
      let event: ChannelEvent
      do throws(CellFault) {
        event = try row.parse(
          scanner.buffer.span, cells: scanner.fields, identities: &intake.identities)
      } catch {
        intake.reject(scanner.reject(intake.file, error.column, error.reason))
        continue
      }
      try intake.take(
        event, record: fingerprint(scanner.buffer.span.extracting(scanner.recordRange)))
    }
    if !shape.hasHeadings { intake.end(recordsAt: scanner.place) }
  }
}

/// What a sample of a channel event log says about the shape of all of it.
private struct CELShape {
  private(set) var layout = CELLayout.stock
  private(set) var hasHeadings = false
  private(set) var zone: Zone

  init(
    sample: [UInt8], delimiter: UInt8, options: SourceOptions, intake: Intake
  ) throws {
    zone = options.reportZone
    var stream = MemoryStream(sample)
    var scanner = CSVScanner(delimiter: delimiter)
    var detection = ZoneDetection()
    var rows = 0
    var known = 0
    var hasWallClock = false
    while rows < 4000, case .record = try scanner.next(from: &stream) {
      rows += 1
      if rows == 1, learnLayout(from: scanner, options: options) { continue }
      guard layout.widths.contains(scanner.fields.count),
        let kind = layout.index(.kind, width: scanner.fields.count),
        CELRow.isKind(scanner.buffer.span.extracting(scanner.fields[kind].range))
      else { continue }
      known += 1
      if let time = layout.index(.time, width: scanner.fields.count) {
        let cell = scanner.buffer.span.extracting(scanner.fields[time].range)
        hasWallClock = hasWallClock || QueueLogLine.epochSeconds(cell) == nil
      }
      detection.add(event: scanner.buffer.span, scanner.fields, layout)
    }
    guard known > 0 || rows == 0 || hasHeadings else {
      throw FormatError(
        file: intake.file,
        expected: "expected events of the channel event log, such as CHAN_START",
        remedy:
          "Say under \"columns\" at which place each field stands (eventtype: 1, eventtime: 2, …), or name the file's real format."
      )
    }
    intake.notes.append("layout: \(layout.name)")
    if known > 0, !hasWallClock {
      intake.notes.append("zone: none needed, times are Unix seconds")
    } else {
      zone = intake.take(detection.decide(options))
    }
  }

  /// Whether the first record was a line of headings.
  private mutating func learnLayout(
    from scanner: borrowing CSVScanner, options: SourceOptions
  ) -> Bool {
    let cells = scanner.fields.indices.map { scanner.text($0) }
    if let table = CELLayout.table(headings: cells, overrides: options.columns) {
      layout = table
      hasHeadings = true
    } else if let places = CELLayout.places(options.columns) {
      layout = places
    }
    return hasHeadings
  }
}

extension ZoneDetection {
  /// Adds the row of a channel's start: the one event that has the time of its own id.
  mutating func add(event bytes: Span<UInt8>, _ cells: [CSVScanner.Field], _ layout: CELLayout) {
    func cell(_ column: CELLayout.Column) -> Range<Int>? {
      layout.index(column, width: cells.count).map { cells[$0].range }
    }
    guard let kind = cell(.kind), let time = cell(.time), let id = cell(.uniqueID),
      kind.count == ChannelEventKind.channelStart.word.utf8.count
    else { return }
    let word = ChannelEventKind.channelStart.word.utf8
    guard zip(kind, word).allSatisfy({ bytes[$0] == $1 }) else { return }
    add(start: bytes.extracting(time), uniqueID: bytes.extracting(id))
  }
}
