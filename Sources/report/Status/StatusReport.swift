import Foundation
import Ingest
import Metrics

/// What `ringtally status` shows.
struct StatusReport: Encodable {
  /// One source: of the config, or one that an earlier config had.
  struct Source: Encodable {
    /// A word of the export that no table names, and how often it was met.
    struct Word: Encodable {
      var word: String
      var count: Int
    }

    var name: String
    var format: String
    var isInConfig: Bool
    /// Read so far.
    var files = 0
    var rows = 0
    var accepted = 0
    var rejected = 0
    var deduplicated = 0
    var firstAt: String?
    var lastAt: String?
    /// From the last row to now; `nil` where there is no row.
    var ageSeconds: Seconds?
    /// Older than `limits.stale_after`, or without a row.
    var isStale = false
    /// More of its rows were refused than `limits.rejects` allows.
    var isOverLimit = false
    /// Seconds by which its clock is ahead of `clockAgainst`, over all days; `nil` where nothing
    /// can be compared.
    var clockAheadSeconds: Seconds?
    var clockCalls: Int?
    /// A source, or `uniqueid`: the switch's own clock.
    var clockAgainst: String?
    /// Whether its clock is off by more than rounding explains.
    var isClockOff = false
    /// Why its files can't be found now.
    var problem: String?
    /// What was found out about its files: layout, zone.
    var notes: [String] = []
    var unknownWords: [Word] = []
  }

  var now: String
  var staleAfterSeconds: Seconds
  var lastRun: LastRun?
  /// The first and last day with calls.
  var callsFrom: String?
  var callsTo: String?
  /// Days whose facts changed since they were computed.
  var daysToCompute: Int
  /// Whether something computed waits to be published.
  var isPublicationDue: Bool
  var sources: [Source]

  /// Whether nothing needs the admin.
  var isGood: Bool {
    (lastRun.map { $0.exitCode == 0 } ?? false)
      && sources.allSatisfy { !$0.isStale && !$0.isOverLimit && $0.problem == nil }
  }

  @MainActor
  init(config: Config, store: EventStore, now: Instant) throws {
    let zone = config.timezone
    self.now = zone.iso8601(now)
    staleAfterSeconds = config.limits.staleAfter
    let (summaries, words, days, changed, due, lastRun, clocks) = try store.read { transaction in
      let days = try transaction.tallyDays(kind: ClockTally.kind)
      return (
        try transaction.sourceSummaries(), try transaction.unknownWords(),
        try transaction.tallyDays(kind: CallTally.kind),
        Set(try transaction.changedDays(.calls) + transaction.changedDays(.visits)),
        try transaction.changedDays(.pages) + transaction.changedDays(.cohorts),
        try transaction.lastRun(),
        try days.first.map { first in
          try SourceClocks(transaction, from: first, to: days.last ?? first).estimates
        } ?? [:]
      )
    }
    self.lastRun = lastRun
    callsFrom = days.first?.description
    callsTo = days.last?.description
    daysToCompute = changed.count
    isPublicationDue = !due.isEmpty
    let known = Dictionary(uniqueKeysWithValues: summaries.map { ($0.name, $0) })
    sources = config.sources.map { source in
      var row = Source(name: source.name, format: source.format.rawValue, isInConfig: true)
      let freshness = Freshness(
        known[source.name], now: now, limit: config.limits.staleAfter)
      row.ageSeconds = freshness.age
      row.isStale = freshness.isStale
      if let summary = known[source.name] {
        row.take(summary, zone: zone)
        row.isOverLimit = config.limits.rejects.isExceeded(by: summary.rejected, of: summary.read)
      }
      do throws(Config.Source.FilesError) {
        _ = try source.files()
      } catch {
        row.problem = error.description
      }
      return row
    }
    let names = Set(config.sources.map(\.name))
    for summary in summaries where !names.contains(summary.name) {
      var row = Source(name: summary.name, format: summary.format, isInConfig: false)
      row.take(summary, zone: zone)
      sources.append(row)
    }
    for index in sources.indices {
      sources[index].take(clocks[sources[index].name])
      sources[index].unknownWords = words.filter { $0.source == sources[index].name }
        .map { Source.Word(word: $0.word.printableWord, count: $0.count) }
    }
  }

  /// The report for programs: keys in snake case, sorted; what is not known is left out.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.keyEncodingStrategy = .convertToSnakeCase
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}

extension StatusReport.Source {
  /// Takes how its clock compares.
  mutating func take(_ estimate: SourceClocks.Estimate?) {
    guard let estimate else { return }
    clockAheadSeconds = estimate.skew.seconds
    clockCalls = estimate.skew.calls
    clockAgainst = estimate.reference
    isClockOff = estimate.skew.isNotable
  }

  /// Takes the totals of what was read.
  mutating func take(_ summary: SourceSummary, zone: Zone) {
    files = summary.files
    rows = summary.read
    accepted = summary.accepted
    rejected = summary.rejected
    deduplicated = summary.deduplicated
    firstAt = summary.firstAt.map(zone.iso8601)
    lastAt = summary.lastAt.map(zone.iso8601)
    notes = summary.notes
  }
}
