import Ingest

/// A sample read as one format with one set of options.
struct Trial {
  var format: Config.Source.Format
  var options: SourceOptions
  var counts: Intake.Counts
  var notes: [String]
  var unknownWords: [String: Int]
  var first: Instant?
  var last: Instant?

  /// Reads the sample; `nil` where the format can't be read at all.
  init?(
    _ sample: FileSample, as format: Config.Source.Format, options: SourceOptions, region: String
  ) {
    guard let reader = Ingestion.format(format) else { return nil }
    let rows = SampleRows(zone: options.reportZone)
    let intake = Intake(
      file: sample.path, identities: Identities(region: region), limits: .standard, target: rows)
    do {
      try withExtendedLifetime(rows) {
        try Trial.read(sample.bytes, reader, options, intake)
        try intake.finish()
      }
    } catch {
      return nil  // the format says that this is none of its files
    }
    self.format = format
    self.options = options
    counts = intake.counts
    notes = intake.notes
    unknownWords = intake.unknownWords
    first = rows.first
    last = rows.last
  }

  private static func read(
    _ bytes: [UInt8], _ format: some ExportFormat, _ options: SourceOptions, _ intake: Intake
  ) throws {
    var stream = MemoryStream(bytes)
    try format.read(&stream, sample: bytes, options: options, into: intake)
  }

  /// Whether most rows can be read this way.
  var fits: Bool { counts.accepted > 0 && counts.accepted * 2 > counts.read }

  /// The trial by which most rows can be read; the first of equals.
  static func best(_ trials: [Trial]) -> Trial? {
    trials.filter(\.fits).reduce(nil as Trial?) { best, trial in
      guard let best, best.counts.accepted >= trial.counts.accepted else { return trial }
      return best
    }
  }
}
