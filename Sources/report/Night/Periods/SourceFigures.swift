import Crypto
import Ingest
import Metrics

/// The facts of calls of a period, before anything is read as a call.
struct PeriodFacts {
  var legs: Int
  /// Legs that the switch calls ANSWERED.
  var answeredLegs: Int
  /// Queue events.
  var events: Int
  /// Whether a file of call records touches the period.
  var hasCallRecords: Bool
  /// Whether a queue log touches the period.
  var hasQueueLog: Bool
}

/// What was read from the sources, by the periods that it is about.
struct SourceFigures {
  private let sources: [(name: String, format: String)]
  private let files: [ReadFile]
  private let zone: Zone
  private let asOf: Instant

  /// - Parameter asOf: Facts from this moment on touch no period.
  init(_ transaction: Transaction, zone: Zone, asOf: Instant) throws {
    sources = try transaction.sources()
    files = try transaction.files()
    self.zone = zone
    self.asOf = asOf
  }

  /// The moments of a period that have been.
  private func span(of period: Period) -> (from: Instant, to: Instant) {
    (zone.start(of: period.first), min(zone.start(of: period.last + 1), asOf))
  }

  /// The files that touch a period: their first to their last row overlaps it.
  private func files(of period: Period) -> [ReadFile] {
    let (from, to) = span(of: period)
    return files.filter { $0.touches(from: from, to: to) }
  }

  /// The rows of the files with calls that touch a period.
  func callRows(of period: Period) -> Intake.Counts {
    files(of: period).filter { Config.Source.Format(rawValue: $0.format)?.tellsCalls ?? false }
      .reduce(into: Intake.Counts()) { $0 += $1.counts }
  }

  /// The legs and queue events of a period, those of days without a journey included.
  func callFacts(
    of period: Period, calls: CallTally, _ transaction: Transaction
  ) throws -> PeriodFacts {
    var counted: Set<Day> = []
    try transaction.tallies(
      kind: CallTally.kind, from: period.first, to: period.last, version: CallTally.version
    ) { _, day, _ in counted.insert(day) }
    let formats = files(of: period).compactMap { Config.Source.Format(rawValue: $0.format) }
    var facts = PeriodFacts(
      legs: calls.legs, answeredLegs: calls.answeredLegs, events: calls.queueEvents,
      hasCallRecords: formats.contains { $0.hasCDRColumns },
      hasQueueLog: formats.contains(.asteriskQueueLog))
    let to = span(of: period).to
    for day in period.days.map(Day.init(number:)) where !counted.contains(day) {
      let rest = try transaction.callFacts(
        from: zone.start(of: day), to: min(zone.start(of: day + 1), to))
      facts.legs += rest.legs
      facts.answeredLegs += rest.answeredLegs
      facts.events += rest.events
    }
    return facts
  }

  /// data_quality.csv: one row per source, over its files that touch the period.
  func dataQuality(of period: Period, _ transaction: Transaction) throws -> CSVTable {
    let clocks = try SourceClocks(
      transaction, from: period.first, to: period.last)
    let found = Dictionary(grouping: files(of: period), by: \.source)
    return CSVTable(
      name: "data_quality",
      columns: [
        "source", "files", "rows", "accepted", "rejected", "deduplicated", "first_at", "last_at",
        "gaps", "skew_s", "skew_spread_s", "skew_calls", "skew_against",
      ],
      rows: sources.map { source in
        let files = found[source.name] ?? []
        let counts = files.reduce(into: Intake.Counts()) { $0 += $1.counts }
        func moment(_ moment: Instant?) -> CSVTable.Cell {
          moment.map { .text(zone.iso8601($0)) } ?? .empty
        }
        return [
          .text(source.name), .count(files.count), .count(counts.read), .count(counts.accepted),
          .count(counts.rejected), .count(counts.deduplicated),
          moment(files.compactMap(\.firstAt).min()), moment(files.compactMap(\.lastAt).max()),
          .empty,
        ] + SourceFigures.clock(clocks.estimates[source.name])
      })
  }

  private static func clock(_ estimate: SourceClocks.Estimate?) -> [CSVTable.Cell] {
    guard let estimate else { return [.empty, .empty, .count(0), .empty] }
    return [
      .count(estimate.skew.seconds), .count(estimate.skew.spread), .count(estimate.skew.calls),
      .text(estimate.reference),
    ]
  }

  /// rejects.csv: the refused rows of the files that touch the period.
  func rejects(of period: Period, _ transaction: Transaction) throws -> CSVTable {
    let files = files(of: period).filter { $0.counts.rejected > 0 }
    return RejectTable.table(try transaction.rejects(of: files.map(\.id)))
  }

  /// Changes where a file that touches the period was read, or read again.
  func fingerprint(of period: Period) -> String {
    let text = files(of: period).map { file in
      "\(file.source)\t\(file.path)\t\(file.sha256)\t\(file.counts.accepted)"
    }
    return Config.sha256(Array((sources.map(\.name) + text).joined(separator: "\n").utf8))
  }
}

extension Intake.Counts {
  /// Accepted rows that no later version of themselves replaced.
  var facts: Int { accepted - superseding }
}
