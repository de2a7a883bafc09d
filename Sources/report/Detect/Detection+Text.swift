import Ingest

extension Detection {
  /// The lines for the config.
  func snippet(_ trial: Trial, encoding: TextEncoding?) -> String {
    var lines = [
      "sources:", "  - name: \(Detection.quoted(name))", "    format: \(trial.format.rawValue)",
      "    files: [\(Detection.quoted(file))]",
    ]
    if let delimiter = trial.options.delimiter, delimiter != UInt8(ascii: ","),
      layout != "queue_log file"
    {
      lines.append(
        "    delimiter: \(delimiter == 9 ? "\"\\t\"" : "\"\(UnicodeScalar(delimiter))\"")")
    }
    if let encoding, encoding != .utf8 { lines.append("    encoding: \(encoding.rawValue)") }
    if trial.format == .asteriskCDR || trial.format == .asteriskCEL {
      lines.append("    timezone: auto")
    }
    guard trial.format == .ordersCSV else { return lines.joined(separator: "\n") }
    if trial.options.decimal == UInt8(ascii: ",") { lines.append("    decimal: \",\"") }
    lines.append("    columns:")
    let order = KeyTable.orderColumns.keys.map(\.name)
    for field in order {
      guard let heading = trial.options.columns[field] else { continue }
      lines.append("      \(field): \(Detection.quoted(heading))")
    }
    if let times = trial.options.times {
      lines.append("    times: \(Detection.quoted(times.text))")
    }
    lines.append("    statuses:")
    let words = trial.options.statuses.keys.sorted()
    for status in OrderStatus.allCases {
      let own = words.filter { OrderColumnGuess.status($0) == status }
      guard !own.isEmpty else { continue }
      lines.append(
        "      \(status.rawValue): [\(own.map(Detection.quoted).joined(separator: ", "))]")
    }
    for word in unknownWords { lines.append("      # sort in: \(Detection.quoted(word))") }
    return lines.joined(separator: "\n")
  }

  /// The file's name without folder and endings, in letters, digits and signs that need no thought.
  private var name: String {
    let last = file.split(separator: "/").last.map(String.init) ?? file
    let stem = last.split(separator: ".").first.map(String.init) ?? last
    let kept = stem.map { $0.isLetter || $0.isNumber || "-_".contains($0) ? $0 : "-" }
    return kept.isEmpty ? "source" : String(kept)
  }

  /// A text as YAML's double-quoted scalar.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        quoted += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// The detection for a terminal.
  var text: String {
    let kind = format ?? table.map { "a table of \($0)" } ?? "unknown"
    var lines = ["\(file.printable): \(kind)"]
    func add(_ label: String, _ value: String?) {
      guard let value else { return }
      lines.append("  " + label + String(repeating: " ", count: 11 - label.count) + value)
    }
    add("problem", problem)
    add("layout", layout)
    add("delimiter", delimiter)
    add("encoding", encoding + (isGzip ? ", gzip" : ""))
    add("zone", zone)
    if let firstAt, let lastAt { add("times", "\(firstAt) to \(lastAt)") }
    if format != nil, problem == nil {
      let part = isWhole ? "the whole file" : "the first \(FileSample.limit / 1024) KiB"
      add("rows", "\(rows) in \(part), \(refused) refused")
    }
    if !unknownWords.isEmpty {
      let use = format == Config.Source.Format.ordersCSV.rawValue ? "to sort in" : "not used"
      add("words", "\(use): \(unknownWords.joined(separator: ", "))")
    }
    if let yaml {
      lines.append("")
      lines += yaml.split(separator: "\n").map { "  \($0)" }
    }
    return lines.joined(separator: "\n")
  }
}
