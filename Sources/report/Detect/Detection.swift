import Ingest

/// What a file seems to be, and how the config would name it.
struct Detection: Encodable {
  var file: String
  /// The format's name; `nil` where no known one fits.
  var format: String?
  /// For agents, numbers and shifts: the key of the config that names such a table.
  var table: String?
  var layout: String?
  var delimiter: String?
  var encoding: String
  var isGzip: Bool
  /// How the zone of its times was found.
  var zone: String?
  /// Of the sample, in the zone of the reports.
  var firstAt: String?
  var lastAt: String?
  /// Of the sample.
  var rows = 0
  var refused = 0
  /// Whether the sample is the whole file.
  var isWhole: Bool
  /// Words that nothing names: statuses that a person has to sort in, events that are not used.
  var unknownWords: [String] = []
  /// What stands in the way of reading it.
  var problem: String?
  /// Lines for the config.
  var yaml: String?

  /// Finds out what a file is.
  /// - Parameters:
  ///   - zone: The zone of the reports.
  ///   - region: Where numbers without a country belong to.
  init(path: String, zone: Zone, region: String) throws {
    let sample = try FileSample(path: path)
    file = path
    isGzip = sample.isGzip
    isWhole = sample.isWhole
    encoding = sample.encoding?.rawValue ?? "ascii"
    if let table = try Detection.table(sample) {
      self.table = table
      yaml = "\(table): \(Detection.quoted(path))"
    } else if let trial = try Detection.bestTrial(sample, zone: zone, region: region) {
      take(trial, zone: zone, sample: sample)
    } else if let other = Detection.byText(sample.text) {
      format = other.rawValue
      problem =
        Ingestion.format(other) == nil
        ? "this release can't read the format yet" : "its beginning holds no row that can be read"
    } else {
      problem =
        sample.bytes.isEmpty
        ? "the file is empty" : "no known format fits; ringtally formats lists them"
    }
  }

  private mutating func take(_ trial: Trial, zone: Zone, sample: FileSample) {
    format = trial.format.rawValue
    func note(_ kind: String) -> String? {
      trial.notes.first { $0.hasPrefix(kind) }.map { String($0.dropFirst(kind.count)) }
    }
    layout = note("layout: ")
    // What follows speaks of the reports' zone, which is nobody's choice here.
    self.zone =
      note("zone: ").map { String($0.prefix { $0 != ";" }) }
      ?? trial.notes.first { $0.hasPrefix("no uniqueid") }
    delimiter = trial.options.delimiter.map { $0 == 9 ? "tab" : String(UnicodeScalar($0)) }
    if layout == "queue_log file" { delimiter = "|" }
    firstAt = trial.first.map(zone.iso8601)
    lastAt = trial.last.map(zone.iso8601)
    rows = trial.counts.read
    refused = trial.counts.rejected
    let unknown =
      trial.format.tellsStatuses
      ? trial.options.statuses.keys.filter { OrderColumnGuess.status($0) == nil }
      : Array(trial.unknownWords.keys)
    unknownWords = unknown.sorted().map(\.printableWord)
    yaml = snippet(trial, encoding: sample.encoding)
  }

  // MARK: - Trials

  private static func bestTrial(
    _ sample: FileSample, zone: Zone, region: String
  ) throws -> Trial? {
    let formats = Config.Source.Format.allCases.filter {
      $0 != .ordersCSV && $0 != .asteriskCDRTable  // a table is read as asterisk-cdr too
    }
    var trials: [Trial] = []
    for delimiter in Array(",;\t|".utf8) {
      for format in formats {
        var options = SourceOptions(name: "", format: format.rawValue, reportZone: zone)
        options.delimiter = delimiter
        if let trial = Trial(sample, as: format, options: options, region: region) {
          trials.append(trial)
        }
      }
    }
    // A dump may hold both: its call detail records are what a shop can't do without.
    if let best = Trial.best(trials.filter { $0.format != .asteriskCELDump }) { return best }
    // Orders fit any table with a number, a status and a time: only where nothing else does.
    if let best = Trial.best(trials) { return best }
    return Trial.best(
      try Array(",;\t|".utf8).compactMap {
        try orderTrial(sample, delimiter: $0, zone: zone, region: region)
      })
  }

  private static func orderTrial(
    _ sample: FileSample, delimiter: UInt8, zone: Zone, region: String
  ) throws -> Trial? {
    guard let columns = OrderColumnGuess.columns(try sample.headings(delimiter: delimiter)) else {
      return nil
    }
    let format = Config.Source.Format.ordersCSV
    var options = SourceOptions(name: "", format: format.rawValue, reportZone: zone)
    options.delimiter = delimiter
    options.columns = columns
    // Without a word known, every word of the column is told as unknown.
    guard let words = Trial(sample, as: format, options: options, region: region)?.unknownWords,
      (1...40).contains(words.count)
    else { return nil }
    for word in words.keys {
      options.statuses[word] = OrderColumnGuess.status(word) ?? .created
    }
    let few = sample.beginning
    let best = Trial.best(
      OrderColumnGuess.patterns.flatMap { pattern in
        Array(".,".utf8).compactMap { decimal in
          options.times = pattern
          options.decimal = decimal
          return Trial(few, as: format, options: options, region: region)
        }
      })
    return best.flatMap { Trial(sample, as: format, options: $0.options, region: region) }
  }

  /// The small tables that the config names by keys of their own.
  private static func table(_ sample: FileSample) throws -> String? {
    let headings = Set(try sample.headings(delimiter: UInt8(ascii: ",")))
    return [
      ("agents", ["id", "name", "team", "line"]), ("numbers", ["number", "section", "from", "to"]),
      ("shifts", ["agent", "from", "to"]),
    ].first { headings.isSuperset(of: $0.1) }?.0
  }

  /// What can be told from words alone.
  private static func byText(_ text: String) -> Config.Source.Format? {
    if text.contains("КоммерческаяИнформация") { return .commerceML }
    if text.contains("OperationHistory"), text.contains("russianpost") { return .russianPost }
    if text.contains("INSERT INTO") || text.contains("CREATE TABLE"), text.contains("cdr") {
      return .asteriskCDRDump
    }
    if text.contains("INSERT INTO") || text.contains("CREATE TABLE"), text.contains("eventtype") {
      return .asteriskCELDump
    }
    return nil
  }
}
