import Testing

@testable import Ingest

/// What a format made of a file: stored in a database in memory, and taken back out in order of
/// time.
struct FormatReading {
  var counts = Intake.Counts()
  var rejects: [Reject] = []
  var unknownWords: [String: Int] = [:]
  var notes: [String] = []
  var events: [QueueEvent] = []
  var legs: [CallLeg] = []
  var channelEvents: [ChannelEvent] = []
  var contradictions: [String] = []
  var zoneFound: Zone?
  var names = NameTable()

  init(
    of bytes: [UInt8], as format: some ExportFormat, region: String = "RU",
    pieceSize: Int = .max, adjust: (inout SourceOptions) -> Void = { _ in }
  ) throws {
    var options = SourceOptions(name: "sample", format: "sample", reportZone: .utc)
    adjust(&options)
    let store = try EventStore(path: nil, reportZone: options.reportZone)
    self = try store.transaction { transaction in
      let source = try transaction.source(name: "sample", format: "sample", reading: "")
      let writer = try FileWriter(transaction, source: source)
      let intake = Intake(
        file: "sample", identities: Identities(region: region), limits: .standard, target: writer)
      var stream = MemoryStream(bytes, pieceSize: pieceSize)
      try format.read(
        &stream, sample: Array(bytes.prefix(1 << 18)), options: options, into: intake)
      try intake.finish()
      try writer.finish()
      var reading = FormatReading()
      reading.counts = intake.counts
      reading.rejects = intake.rejects
      reading.unknownWords = intake.unknownWords
      reading.notes = intake.notes
      reading.names = intake.identities.names
      let end = Instant(epoch: 4_000_000_000)
      reading.contradictions = intake.contradictions
      reading.zoneFound = intake.zoneFound
      try transaction.queueEvents(from: Instant(epoch: 0), to: end) { event, _ in
        reading.events.append(event)
      }
      try transaction.legs(from: Instant(epoch: 0), to: end) { leg, _ in reading.legs.append(leg) }
      try transaction.channelEvents(from: Instant(epoch: 0), to: end) { event, _ in
        reading.channelEvents.append(event)
      }
      return reading
    }
  }

  private init() {}
}
