import Ingest

extension StatusReport {
  /// The report for a terminal.
  var text: String {
    var lines = [runLine]
    if let lastRun { lines += lastRun.problems.map { "           \($0)" } }
    if let callsFrom, let callsTo {
      lines.append("calls      \(callsFrom) to \(callsTo)")
    } else {
      lines.append("calls      none yet")
    }
    lines.append("due        \(dueText)")
    lines.append("")
    let header = ["source", "format", "files", "rows", "refused", "last row", "age", ""]
    let rows = sources.map { source in
      [
        source.name, source.format, String(source.files), String(source.rows),
        String(source.rejected), source.lastAt ?? "none",
        source.ageSeconds.map(StatusReport.span) ?? "", source.verdict,
      ]
    }
    let table = TextTable.aligned([header] + rows, numbers: [2, 3, 4])
    lines.append(table[0])
    for (source, line) in zip(sources, table.dropFirst()) {
      lines.append(line)
      lines += source.notes.map { "    \($0)" }
      if source.isClockOff, let ahead = source.clockAheadSeconds,
        let reference = source.clockAgainst, let calls = source.clockCalls
      {
        lines.append(
          "    clock: \(abs(ahead)) s \(ahead > 0 ? "ahead of" : "behind") \(reference), by \(calls) calls"
        )
      }
      if let problem = source.problem { lines.append("    \(problem)") }
      if !source.unknownWords.isEmpty {
        let words = source.unknownWords.sorted { ($1.count, $0.word) < ($0.count, $1.word) }
        let shown = words.prefix(12).map { "\($0.word) \($0.count)" }.joined(separator: ", ")
        let more = words.count > 12 ? " and \(words.count - 12) more" : ""
        lines.append("    words that no table names: \(shown)\(more)")
      }
    }
    return lines.joined(separator: "\n")
  }

  private var runLine: String {
    guard let run = lastRun else { return "last run   none yet" }
    guard let endedAt = run.endedAt, let code = run.exitCode else {
      return "last run   \(run.command), \(run.startedAt): did not end. The next run repairs it."
    }
    return
      "last run   \(run.command), \(run.startedAt) to \(endedAt.dropFirst(11).prefix(8)), exit code \(code): files \(run.filesRead) read and \(run.filesKnown) known, rows \(run.rowsRead), days \(run.daysComputed) computed, periods \(run.periodsPublished) published"
  }

  private var dueText: String {
    switch (daysToCompute, isPublicationDue) {
    case (0, false): "nothing"
    case (0, true): "publication: the next run does it"
    default: "days to compute: \(daysToCompute); the next run does it"
    }
  }

  /// `3 d 4 h`, `4 h 10 min`, `10 min`.
  static func span(_ seconds: Seconds) -> String {
    let minutes = seconds / 60
    if minutes >= 1440 { return "\(minutes / 1440) d \(minutes % 1440 / 60) h" }
    return minutes >= 60 ? "\(minutes / 60) h \(minutes % 60) min" : "\(minutes) min"
  }
}

extension StatusReport.Source {
  /// What the admin should see at once.
  var verdict: String {
    if !isInConfig { return "not in the config" }
    let words = [
      problem == nil ? nil : "FILE MISSING", isOverLimit ? "TOO MANY REFUSED" : nil,
      isClockOff ? "CLOCK OFF" : nil,
      isStale ? (lastAt == nil ? "NOTHING READ" : "STALE") : nil,
    ]
    return words.compactMap { $0 }.joined(separator: ", ")
  }
}
