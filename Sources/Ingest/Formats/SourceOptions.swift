/// How a source's clock is to be read.
package enum SourceZone: Hashable, Sendable {
  /// Found from the epoch inside Asterisk's uniqueid; the report's zone where that is not possible.
  case automatic
  /// A given zone.
  case fixed(Zone)
}

/// What the config says about a source, in the shape that formats need.
package struct SourceOptions: Hashable, Sendable {
  /// The source's name in the config.
  package var name: String
  /// The format's identifier.
  package var format: String
  /// The zone of times without an offset.
  package var zone: SourceZone
  /// The zone of the reports, the fallback.
  package var reportZone: Zone
  /// The zone that the source's earlier files showed; `nil` before the first that showed one.
  package var knownZone: Zone?
  /// The field delimiter; `nil` for the format's own.
  package var delimiter: UInt8?
  /// The decimal sign.
  package var decimal: UInt8
  /// The declared encoding; `nil` to detect it.
  package var encoding: TextEncoding?
  /// Field → the export's column heading.
  package var columns: [String: String]
  /// How times are written; `nil` for `yyyy-MM-dd HH:mm:ss`.
  package var times: TimestampPattern?
  /// The export's word → canonical status.
  package var statuses: [String: OrderStatus]
  /// Words of `source` and names of agents that mark an automatic change.
  package var automaticSources: Set<String>
  package var automaticAgents: Set<String>

  /// Options with nothing special about them.
  package init(name: String, format: String, zone: SourceZone = .automatic, reportZone: Zone) {
    self.name = name
    self.format = format
    self.zone = zone
    self.reportZone = reportZone
    decimal = UInt8(ascii: ".")
    columns = [:]
    statuses = [:]
    automaticSources = []
    automaticAgents = []
  }
}

/// An export that ringtally can read: one small type, or a profile of one.
package protocol ExportFormat: Sendable {
  /// The name in the config.
  static var identifier: String { get }
  /// One line for `ringtally formats`.
  static var summary: String { get }
  /// Whether a switch appends to the file while it is read: an unfinished last line is then left
  /// for the next run.
  static var grows: Bool { get }

  /// Reads a whole file.
  /// - Parameters:
  ///   - stream: The file's content as UTF-8, or as it is.
  ///   - sample: The content's first bytes, at most 256 KiB, for finding out the layout.
  ///   - options: What the config says about the source.
  ///   - intake: Takes events, rejects and notes.
  func read(
    _ stream: inout some ByteStream & ~Copyable, sample: [UInt8], options: SourceOptions,
    into intake: Intake
  ) throws
}

extension ExportFormat {
  package static var grows: Bool { false }
}
