import Ingest

/// How old a source's newest row is, by the one rule that `run` and `status` both judge by.
struct Freshness {
  /// The newest row's moment; `nil` where no row was ever taken.
  let newest: Instant?
  /// From there to "now", ≥ 0.
  let age: Seconds?
  /// Older than the limit, or without a row.
  let isStale: Bool

  init(_ source: SourceSummary?, now: Instant, limit: Seconds) {
    // Visits are of whole days: a day's row is as new as the day's end.
    let isDaily = source?.format == Config.Source.Format.sectionVisits.rawValue
    newest = source?.lastAt.map { isDaily ? $0 + 86_400 : $0 }
    age = newest.map { max(0, now - $0) }
    isStale = age.map { $0 > limit } ?? true
  }
}
