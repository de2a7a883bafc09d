import Ingest
import Metrics

/// The rows of calls.csv and missed_calls.csv of all periods that are published, made in one pass
/// over the journeys.
@MainActor
struct PeriodRows {
  private let calls: RowSpool
  private let missed: RowSpool

  /// Makes the rows of all days of some periods; `nil` where there are none.
  init?(night: Night, periods: [Period]) throws {
    guard let first = periods.map(\.first).min(), let last = periods.map(\.last).max() else {
      return nil
    }
    let config = night.config
    let zone = config.timezone
    let days = Set(periods.flatMap(\.days))
    var writer = CSVWriter(config.csv)
    func spool(_ name: String, _ columns: [String]) throws -> RowSpool {
      writer.heading(columns)
      defer { writer.removeAll() }
      return try RowSpool(folder: night.reports, name: name, heading: writer.bytes)
    }
    calls = try spool(JourneyRows.name, JourneyRows.columns)
    missed = try spool(EpisodeRows.name, EpisodeRows.columns)

    let end = zone.start(of: night.asOf)
    try night.store.read { transaction in
      let book = try transaction.customerBook()
      let callRows = CallRowMaker(
        days: days, spool: calls, config: config,
        rows: JourneyRows(
          names: try transaction.names(), numbers: night.directories.numbers,
          orders: try transaction.orderLinks(from: first, to: last), zone: zone),
        customers: CustomerFold(
          config, dataBegin: try transaction.firstJourneyDay() ?? first, asOf: end, book: book))
      let episodeRows = EpisodeRowMaker(
        days: days, spool: missed, config: config,
        rows: EpisodeRows(numbers: night.directories.numbers, zone: zone),
        fold: EpisodeFold(config, asOf: end))
      var batch: [JourneyRow] = []
      func hand() throws {
        let rows = batch
        batch.removeAll(keepingCapacity: true)
        try Cores.both({ try callRows.take(rows) }, { try episodeRows.take(rows) })
      }
      try transaction.journeys(
        from: zone.start(
          of: first - max(EpisodeComputation.lookBack, CustomerTally.lookBack)),
        to: min(zone.start(of: last + EpisodeComputation.lookAhead), end), customers: book.map
      ) { row in
        batch.append(row)
        if batch.count == PeriodRows.batch { try hand() }
      }
      try hand()
      try callRows.finish()
      try episodeRows.finish()
    }
  }

  /// Rows that are handed over at once: enough to be worth two threads, little to hold.
  private static let batch = 16_384

  /// The files of a period, by their paths in its folder.
  func files(of period: Period) -> [String: FileContent] {
    [
      "csv/\(JourneyRows.name).csv": .rows(calls, calls.range(of: period.days)),
      "csv/\(EpisodeRows.name).csv": .rows(missed, missed.range(of: period.days)),
    ]
  }

  /// The names of the tables.
  static let names = [JourneyRows.name, EpisodeRows.name]
}

/// Makes the rows of calls.csv, a day after the other.
///
/// Unchecked: it goes from thread to thread with each batch and is never at two.
private final class CallRowMaker: @unchecked Sendable {
  private let days: Set<Int>
  private let spool: RowSpool
  private var writer: CSVWriter
  private var rows: JourneyRows
  private var customers: CustomerFold
  private var today: Day?

  init(
    days: Set<Int>, spool: RowSpool, config: Config, rows: JourneyRows, customers: CustomerFold
  ) {
    self.days = days
    self.spool = spool
    self.rows = rows
    self.customers = customers
    writer = CSVWriter(config.csv)
  }

  func take(_ journeys: [JourneyRow]) throws {
    for row in journeys {
      if row.day != today {
        try flush()
        today = row.day
      }
      let kind = customers.record(row)
      guard days.contains(row.day.number) else { continue }
      rows.append(row, kind: kind, to: &writer)
      // A busy day is no reason to hold all of it.
      if writer.bytes.count > 1 << 20 { try flush() }
    }
  }

  func finish() throws { try flush() }

  private func flush() throws {
    if let today { try spool.append(writer.bytes, day: today) }
    writer.removeAll()
  }
}

/// Makes the rows of missed_calls.csv, a day after the other.
///
/// Unchecked for the same reason.
private final class EpisodeRowMaker: @unchecked Sendable {
  private let days: Set<Int>
  private let spool: RowSpool
  private let zone: Zone
  private var lines: CSVWriter
  private var rows: EpisodeRows
  private var fold: EpisodeFold
  /// Episodes of days of which some are still open.
  private var waiting: [Int: [Episode]] = [:]
  private var today: Day?

  init(days: Set<Int>, spool: RowSpool, config: Config, rows: EpisodeRows, fold: EpisodeFold) {
    self.days = days
    self.spool = spool
    self.rows = rows
    self.fold = fold
    zone = config.timezone
    lines = CSVWriter(config.csv)
  }

  func take(_ journeys: [JourneyRow]) throws {
    for row in journeys {
      if row.day != today {
        today = row.day
        let ended = fold.take()
        try flush(ended, before: fold.earliestOpen.map { zone.day(of: $0) } ?? row.day)
      }
      fold.record(row)
    }
  }

  func finish() throws { try flush(fold.finish(), before: Day(number: .max)) }

  private func flush(_ ended: [Episode], before open: Day) throws {
    for episode in ended where days.contains(episode.first.day.number) {
      waiting[episode.first.day.number, default: []].append(episode)
    }
    for day in waiting.keys.sorted() where day < open.number {
      let complete = (waiting.removeValue(forKey: day) ?? []).sorted {
        ($0.first.start, $0.first.id) < ($1.first.start, $1.first.id)
      }
      for episode in complete { rows.append(episode, to: &lines) }
      try spool.append(lines.bytes, day: Day(number: day))
      lines.removeAll()
    }
  }
}
