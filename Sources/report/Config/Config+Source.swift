package import Ingest
import Metrics
import Yams

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Config {
  /// One kind of export of one system.
  package struct Source: Hashable, Sendable {
    /// How an export writes its letters.
    package enum Encoding: String, CaseIterable, Hashable, Sendable {
      case auto
      case utf8 = "utf-8"
      case windows1251 = "windows-1251"
      case koi8r = "koi8-r"
      case utf16le = "utf-16le"
      case utf16be = "utf-16be"
      case latin1
    }

    /// A format by its name, and what of the config concerns it.
    package enum Format: String, CaseIterable, Hashable, Sendable {
      case asteriskCDR = "asterisk-cdr"
      case asteriskCDRTable = "asterisk-cdr-table"
      case asteriskCDRDump = "asterisk-cdr-dump"
      case asteriskQueueLog = "asterisk-queue-log"
      case asteriskCEL = "asterisk-cel"
      case asteriskCELDump = "asterisk-cel-dump"
      case ordersCSV = "orders-csv"
      case sectionVisits = "section-visits"
      case commerceML = "commerceml"
      case russianPost = "russian-post"

      var hasCDRColumns: Bool { rawValue.hasPrefix("asterisk-cdr") }
      /// Whether its rows are channel events: they refine calls, and are legs only without a CDR.
      var tellsChannels: Bool { self == .asteriskCEL || self == .asteriskCELDump }
      /// Whether its rows are legs or queue events.
      var tellsCalls: Bool { hasCDRColumns || self == .asteriskQueueLog }
      var isDelimited: Bool { self != .commerceML && self != .russianPost }
      var tellsStatuses: Bool { self == .ordersCSV || self == .commerceML }
    }

    /// Unique among sources.
    package var name: String
    package var format: Format
    /// Paths and globs, as written.
    package var patterns: [String]
    package var zone: SourceZone
    /// `nil` for the format's own.
    package var delimiter: UInt8?
    package var decimal: UInt8
    package var encoding: Encoding
    /// Field → the export's heading.
    package var columns: [String: String]
    package var times: TimestampPattern?
    /// The export's word → canonical status.
    package var statuses: [String: OrderStatus]
    package var automaticSources: Set<String>
    package var automaticAgents: Set<String>
    /// What relative paths start from.
    var folder: String

    /// A path that names one file cannot be read, or a folder of a glob.
    package struct FilesError: Error, Hashable, Sendable, CustomStringConvertible {
      package var source: String
      package var pattern: String
      /// Whether there is a folder where the file should be.
      package var isFolder = false

      package var description: String {
        isFolder
          ? "source \(source): expected a file at \(pattern), found a folder. Name the file, or its files by a pattern such as \(pattern)/*."
          : "source \(source): expected the file \(pattern) to be there. Correct `files`, or let the export write it."
      }
    }

    /// The files that are there now, each once, sorted by path.
    ///
    /// A glob may match nothing; a path without `*`, `?` or `[` has to exist.
    package func files() throws(FilesError) -> [String] {
      var found: Set<String> = []
      for pattern in patterns {
        let isAbsolute = pattern.hasPrefix("/") || folder.isEmpty
        // The folder's own name is no pattern.
        let escaped = folder.reduce(into: "") { text, character in
          if "*?[]\\".contains(character) { text.append("\\") }
          text.append(character)
        }
        let all = try matches(of: isAbsolute ? pattern : "\(escaped)/\(pattern)", pattern)
        let paths = all.filter { !$0.hasSuffix("/") }  // GLOB_MARK ends folders so
        if paths.isEmpty, !pattern.contains(where: { "*?[".contains($0) }) {
          throw FilesError(source: name, pattern: pattern, isFolder: !all.isEmpty)
        }
        found.formUnion(paths)
      }
      return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private func matches(
      of path: String, _ pattern: String
    ) throws(FilesError) -> [String] {
      var result = glob_t()
      defer { globfree(&result) }
      let code = glob(path, GLOB_MARK, nil, &result)
      guard code == 0 || code == GLOB_NOMATCH else {
        throw FilesError(source: name, pattern: pattern)
      }
      return (0..<Int(result.gl_pathc)).compactMap { index in
        result.gl_pathv[index].map { String(cString: $0) }
      }
    }

    /// The source in the shape that formats need.
    package func options(reportZone: Zone) -> SourceOptions {
      var options = SourceOptions(
        name: name, format: format.rawValue, zone: zone, reportZone: reportZone)
      options.delimiter = delimiter
      options.decimal = decimal
      options.encoding = TextEncoding(rawValue: encoding.rawValue)
      options.columns = columns
      options.times = times
      options.statuses = statuses
      options.automaticSources = automaticSources
      options.automaticAgents = automaticAgents
      return options
    }
  }
}

extension Config {
  /// Whether channel events stand in for call detail records, of which no source tells.
  var channelsGiveLegs: Bool {
    !sources.contains { $0.format.hasCDRColumns } && sources.contains { $0.format.tellsChannels }
  }
}

extension Config.Source {
  /// Reads all sources; names are unique.
  static func read(_ top: SectionReader, folder: String) -> [Config.Source] {
    var names: Set<String> = []
    let sources = top.sections("sources", .source).compactMap { section -> Config.Source? in
      var section = section
      let name = section.value("name", .text)
      if let name {
        section.path = "sources.\(name)."
        if !names.insert(name).inserted {
          section.report(
            "name", "expected a name that no other source has", "Give the source another name.")
        }
      }
      return Config.Source(reading: section, name: name ?? "", folder: folder)
    }
    if top.has("sources"), sources.isEmpty {
      top.report("sources", "expected at least one source", "Add the PBX's export.")
    }
    return sources
  }

  private init?(reading section: SectionReader, name: String, folder: String) {
    let format: Format? = section.value("format", .format)
    let patterns = section.list("files", .text)
    if section.has("files"), patterns.isEmpty {
      section.report("files", "expected at least one path", "Write the export's path or a glob.")
    }
    let zone = section.value("timezone", .sourceZone) ?? .automatic
    let kept = format ?? .ordersCSV
    if format != nil {
      let useless = [
        ("delimiter", kept.isDelimited), ("decimal", kept == .ordersCSV),
        ("times", kept == .ordersCSV), ("statuses", kept.tellsStatuses),
        ("automatic", kept.tellsStatuses),
        ("columns", kept == .ordersCSV || kept.hasCDRColumns || kept.tellsChannels),
      ]
      for (key, isUsed) in useless where !isUsed && section.has(key) {
        section.report(
          key, "expected no such key for the format \(kept.rawValue)",
          "Remove it, or correct `format`.")
      }
    }
    self.init(
      name: name, format: kept, patterns: patterns, zone: zone,
      delimiter: section.value(
        "delimiter", .sign(",;|\t:", "a delimiter: , ; | : or a tab (\"\\t\")")),
      decimal: section.value("decimal", .sign(".,", "the decimal sign . or ,")) ?? 0x2E,
      encoding: section.value("encoding", .choice) ?? .auto, columns: [:],
      times: section.value("times", .pattern), statuses: [:], automaticSources: [],
      automaticAgents: [], folder: folder)
    if let format { readColumns(section, format) }
    guard kept.tellsStatuses else { return }
    if format != nil { readStatuses(section) }
    let automatic = section.section("automatic", .automatic)
    automaticSources = Set(automatic.list("source", .text))
    automaticAgents = Set(automatic.list("agent", .text))
  }

  private mutating func readColumns(_ section: SectionReader, _ format: Format) {
    guard format == .ordersCSV || section.has("columns"),
      let table = KeyTable.columns(of: format)
    else { return }
    let reader = section.section("columns", table)
    for key in table.keys {
      guard let heading = reader.value(key.name, .text) else { continue }
      columns[key.name] = heading
    }
  }

  private mutating func readStatuses(_ section: SectionReader) {
    let reader = section.section("statuses", .statuses)
    for status in OrderStatus.allCases {
      for word in reader.list(status.rawValue, .text) {
        guard let other = statuses.updateValue(status, forKey: word) else { continue }
        reader.report(
          status.rawValue, "expected each word once, one is under \(other.rawValue) too",
          "Decide which status the word means.")
      }
    }
    if format == .ordersCSV, statuses.isEmpty {
      section.report(
        "statuses", "expected the export's words for at least one status",
        "Add `statuses: { created: [New], … }`.")
    }
  }
}

extension ValueKind where Value == Config.Source.Format {
  /// A format, with a guess where the name is mistyped.
  static var format: Self {
    let names = Config.Source.Format.allCases.map(\.rawValue)
    return Self(
      expected: "a format: \(names.joined(separator: ", "))",
      remedy: "Choose one; `ringtally formats` describes them.",
      parse: { Value(rawValue: $0.string) }, spell: { $0.rawValue })
  }
}

extension ValueKind where Value == SourceZone {
  static var sourceZone: Self {
    Self(
      expected: "auto, utc or an IANA time zone", remedy: "Write for example Asia/Yekaterinburg.",
      parse: { scalar in
        switch scalar.string {
        case "auto": .automatic
        case "utc": .fixed(.utc)
        default: Zone(scalar.string).map { .fixed($0) }
        }
      },
      spell: { zone in
        switch zone {
        case .automatic: "auto"
        case .fixed(let zone): zone.name
        }
      })
  }
}

extension ValueKind where Value == TimestampPattern {
  static var pattern: Self {
    Self(
      expected: "a date pattern such as dd.MM.yyyy HH:mm",
      remedy: "Use the letters y M d H h m s a, and Z for an offset.",
      parse: { TimestampPattern($0.string) }, spell: { $0.text })
  }
}
