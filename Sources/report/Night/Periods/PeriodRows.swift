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
    var fold = EpisodeFold(config, asOf: end)
    var episodes = EpisodeRows(numbers: night.directories.numbers, zone: zone)
    /// Episodes of days of which some are still open.
    var waiting: [Int: [Episode]] = [:]
    func flush(_ ended: [Episode], before open: Day) throws {
      for episode in ended where days.contains(episode.first.day.number) {
        waiting[episode.first.day.number, default: []].append(episode)
      }
      var lines = CSVWriter(config.csv)
      for day in waiting.keys.sorted() where day < open.number {
        let complete = (waiting.removeValue(forKey: day) ?? []).sorted {
          ($0.first.start, $0.first.id) < ($1.first.start, $1.first.id)
        }
        for episode in complete { episodes.append(episode, to: &lines) }
        try missed.append(lines.bytes, day: Day(number: day))
        lines.removeAll()
      }
    }
    var today: Day?
    try night.store.read { transaction in
      var journeys = JourneyRows(
        names: try transaction.names(), numbers: night.directories.numbers,
        orders: try transaction.orderLinks(from: first, to: last), zone: zone)
      let book = try transaction.customerBook()
      var customers = CustomerFold(
        config, dataBegin: try transaction.firstJourneyDay() ?? first, asOf: end, book: book)
      try transaction.journeys(
        from: zone.start(
          of: first - max(EpisodeComputation.lookBack, CustomerTally.lookBack)),
        to: min(zone.start(of: last + EpisodeComputation.lookAhead), end), customers: book.map
      ) { row in
        if row.day != today {
          if let today { try calls.append(writer.bytes, day: today) }
          writer.removeAll()
          today = row.day
          try flush(
            fold.take(), before: fold.earliestOpen.map { zone.day(of: $0) } ?? row.day)
        }
        fold.record(row)
        let kind = customers.record(row)
        guard days.contains(row.day.number) else { return }
        journeys.append(row, kind: kind, to: &writer)
        // A busy day is no reason to hold all of it.
        if writer.bytes.count > 1 << 20 {
          try calls.append(writer.bytes, day: row.day)
          writer.removeAll()
        }
      }
    }
    if let today { try calls.append(writer.bytes, day: today) }
    try flush(fold.finish(), before: Day(number: .max))
  }

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
