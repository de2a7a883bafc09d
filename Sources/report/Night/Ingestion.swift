import Foundation
import Ingest

/// Reads what is new in all sources into the store: one transaction per file.
struct Ingestion {
  let config: Config
  let store: EventStore

  /// What a run read.
  struct Outcome {
    var filesRead = 0
    var filesKnown = 0
    var counts = Intake.Counts()
    /// Messages for the admin: files that could not be read, rejects over the limit.
    var problems: [String] = []
  }

  /// The format of a source; `nil` for one that this release can't read yet.
  static func format(_ format: Config.Source.Format) -> (any ExportFormat)? {
    switch format {
    case .asteriskCDR, .asteriskCDRTable: AsteriskCDR()
    case .asteriskCDRDump: AsteriskCDRDump()
    case .asteriskQueueLog: AsteriskQueueLog()
    case .asteriskCEL: AsteriskCEL()
    case .asteriskCELDump: AsteriskCELDump()
    case .ordersCSV: OrdersCSV()
    case .sectionVisits: SectionVisitsCSV()
    default: nil
    }
  }

  /// Reads all sources.
  func run() throws -> Outcome {
    var outcome = Outcome()
    for source in config.sources {
      guard let format = Ingestion.format(source.format) else {
        outcome.problems.append(
          "source \"\(source.name)\": format \(source.format.rawValue) can't be read yet. Take the source out of the config for now."
        )
        continue
      }
      for path in try source.files() {
        try ingest(path, source: source, format: format, outcome: &outcome)
      }
    }
    return outcome
  }

  private func ingest(
    _ path: String, source: Config.Source, format: any ExportFormat, outcome: inout Outcome
  ) throws {
    let stamp = try Ingestion.stamp(path)
    let isKnown = try store.transaction { transaction in
      try transaction.isKnown(
        source: try id(of: source, in: transaction), stamp: stamp)
    }
    if isKnown {
      outcome.filesKnown += 1
      return
    }
    var options = source.options(reportZone: config.timezone)
    let limits = IngestLimits.standard
    var contradictions: [String] = []
    let record = try store.transaction { transaction -> FileRecord? in
      let sourceID = try id(of: source, in: transaction)
      options.knownZone = try transaction.knownZone(source: sourceID)
      let known =
        type(of: format).grows
        ? try transaction.resumePoint(source: sourceID, path: path) : nil
      var raw = try ByteSource(path: path, digest: .sha256, limits: limits)
      var resume: ResumePoint?
      var reading = Transaction.Reading.whole
      if let known {
        if try raw.resume(
          at: known.point.checkpoint.byte, consumed: known.point.consumed, sha256: known.sha256)
        {
          resume = known.point
          reading = .continued(file: known.file)
        } else {
          raw = try ByteSource(path: path, digest: .sha256, limits: limits)
        }
      }
      let writer = try FileWriter(
        transaction, source: sourceID, eventsBefore: resume?.events ?? 0)
      let (names, systems) = try transaction.names()
      let intake = Intake(
        file: path, identities: Identities(names: names, systems: systems, region: config.region),
        limits: limits, target: writer, resume: resume)
      var bytes = ReadAhead(DecodedSource(raw, encoding: options.encoding))
      try Ingestion.read(
        &bytes, sample: try Ingestion.sample(path, options), options: options, format: format,
        into: intake)
      try intake.finish()
      try transaction.save(intake.identities)
      try writer.finish()
      contradictions = intake.contradictions
      if let zone = intake.zoneFound { try transaction.setKnownZone(zone, source: sourceID) }
      let sha256 = bytes.source.source.sha256 ?? ""
      if try transaction.isKnown(source: sourceID, sha256: sha256) {
        // The same content under another name: its rows were all known.
        try transaction.restamp(source: sourceID, sha256: sha256, stamp: stamp)
        return nil
      }
      var record = FileRecord(
        path: path, sha256: sha256, bytes: bytes.source.source.contentBytes, stamp: stamp,
        counts: intake.counts, rejects: intake.rejects, unknownWords: intake.unknownWords,
        notes: intake.notes, firstAt: writer.firstAt, lastAt: writer.lastAt)
      // Places are counted in decoded bytes: only where those are the file's can it be taken up.
      if let point = intake.resumePoint, !bytes.source.source.isGzip,
        point.contentEnd == record.bytes
      {
        record.resumePoint = point
        record.consumedSHA256 =
          point.consumed == record.bytes
          ? sha256 : try ByteSource.sha256(ofFirst: point.consumed, path: path)
      }
      try transaction.record(record, source: sourceID, reading: reading)
      return record
    }
    guard let record else {
      outcome.filesKnown += 1
      return
    }
    outcome.filesRead += 1
    outcome.counts += record.counts
    outcome.problems += contradictions.map { "source \"\(source.name)\", \(path): \($0)" }
    noteRejects(record, &outcome)
  }

  /// A file's first bytes, for finding out its layout.
  private static func sample(_ path: String, _ options: SourceOptions) throws -> [UInt8] {
    var source = DecodedSource(
      try ByteSource(path: path, limits: .standard), encoding: options.encoding)
    var sample: [UInt8] = []
    while sample.count < 1 << 18, try source.read(into: &sample, upTo: 1 << 18) > 0 {}
    return sample
  }

  private static func read(
    _ bytes: inout ReadAhead<DecodedSource<ByteSource>>, sample: [UInt8], options: SourceOptions,
    format: any ExportFormat,
    into intake: Intake
  ) throws {
    try format.read(&bytes, sample: sample, options: options, into: intake)
    // A format may stop at the last record; the digest wants the end of the file.
    var rest: [UInt8] = []
    while try bytes.read(into: &rest, upTo: 1 << 16) > 0 { rest.removeAll(keepingCapacity: true) }
  }

  /// A share of rejects over the limit is a problem, and the first of them says where.
  private func noteRejects(_ record: FileRecord, _ outcome: inout Outcome) {
    let rejects = record.rejects.filter { $0.reason != .unfinishedLine }
    guard !rejects.isEmpty, let first = rejects.first else { return }
    guard config.limits.rejects.isExceeded(by: record.counts.rejected, of: record.counts.read)
    else { return }
    outcome.problems.append(
      "\(record.path):\(first.position.line)\(first.column.map { " " + $0 } ?? ""): \(first.reason.explanation). \(first.reason.remedy) (\(record.counts.rejected) of \(record.counts.read) rows were refused; all of them are in rejects.csv)"
    )
  }

  private func id(of source: Config.Source, in transaction: Transaction) throws -> Int {
    try transaction.source(
      name: source.name, format: source.format.rawValue,
      reading:
        "\(source.zone)|\(config.timezone.name)|\(source.encoding)|\(source.columns.sorted { $0.key < $1.key })|\(source.times?.text ?? "")"
    )
  }

  /// Size, time of change and inode: equal means unchanged, without reading the file.
  private static func stamp(_ path: String) throws -> String {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    let size = (attributes[.size] as? Int) ?? 0
    let modified = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    let inode = (attributes[.systemFileNumber] as? Int) ?? 0
    return "\(path)|\(size)|\(Int(modified * 1000))|\(inode)"
  }
}
