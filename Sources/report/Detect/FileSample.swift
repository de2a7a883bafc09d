import Ingest

/// The first bytes of a file as text, to find out what it is.
struct FileSample {
  let path: String
  /// UTF-8, whole lines.
  var bytes: [UInt8]
  /// Whether this is all of the file.
  var isWhole: Bool
  var isGzip: Bool
  /// `nil` where there is only ASCII.
  var encoding: TextEncoding?

  /// As many bytes as formats look at, too.
  static let limit = 1 << 18

  /// Reads the sample.
  init(path: String) throws {
    self.path = path
    var source = DecodedSource(try ByteSource(path: path, limits: .standard))
    var bytes: [UInt8] = []
    while bytes.count < FileSample.limit,
      try source.read(into: &bytes, upTo: FileSample.limit - bytes.count) > 0
    {}
    var more: [UInt8] = []
    isWhole = try source.read(into: &more, upTo: 1) == 0
    if !isWhole, let end = bytes.lastIndex(of: UInt8(ascii: "\n")) {
      bytes.removeSubrange((end + 1)...)
    }
    self.bytes = bytes
    isGzip = source.source.isGzip
    encoding = source.encoding
  }

  /// Its first lines, enough to choose how to read the rest.
  var beginning: FileSample {
    guard bytes.count > 1 << 15 else { return self }
    var sample = self
    sample.bytes = Array(bytes.prefix(1 << 15))
    sample.isWhole = false
    if let end = sample.bytes.lastIndex(of: UInt8(ascii: "\n")) {
      sample.bytes.removeSubrange((end + 1)...)
    }
    return sample
  }

  /// The text's beginning.
  var text: String { String(decoding: bytes.prefix(1 << 16), as: UTF8.self) }

  /// The first line's cells, cut at a delimiter; quotes are taken away.
  func headings(delimiter: UInt8) throws -> [String] {
    var stream = MemoryStream(bytes)
    var scanner = CSVScanner(delimiter: delimiter)
    guard case .record = try scanner.next(from: &stream) else { return [] }
    return scanner.fields.indices.map { scanner.text($0) }
  }
}

/// Takes a sample's rows and keeps only their first and last moment.
final class SampleRows: Intake.Store {
  private(set) var first: Instant?
  private(set) var last: Instant?
  private let zone: Zone

  init(zone: Zone) { self.zone = zone }

  func store(legs: [Intake.Keyed<CallLeg>], counts: inout Intake.Counts) {
    for row in legs { widen(row.fact.start) }
    counts.accepted += legs.count
  }

  func store(queueEvents: [Intake.Keyed<QueueEvent>], counts: inout Intake.Counts) {
    for row in queueEvents { widen(row.fact.at) }
    counts.accepted += queueEvents.count
  }

  func store(channelEvents: [Intake.Keyed<ChannelEvent>], counts: inout Intake.Counts) {
    for row in channelEvents { widen(row.fact.at) }
    counts.accepted += channelEvents.count
  }

  func store(orderEvents: [OrderEvent], counts: inout Intake.Counts) {
    for event in orderEvents { widen(event.at) }
    counts.accepted += orderEvents.count
  }

  func store(visits: [SectionVisit], counts: inout Intake.Counts) {
    for visit in visits { widen(zone.start(of: visit.day)) }
    counts.accepted += visits.count
  }

  private func widen(_ moment: Instant) {
    if first.map({ moment < $0 }) ?? true { first = moment }
    if last.map({ moment > $0 }) ?? true { last = moment }
  }
}
