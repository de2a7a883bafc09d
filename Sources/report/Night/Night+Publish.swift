import Foundation
import Ingest
import Metrics

/// Nothing of a period is known.
struct UnknownPeriod: Error, CustomStringConvertible {
  var period: Period
  /// The days of which calls or orders are known; `nil` where there are none.
  var known: ClosedRange<Day>?

  var description: String {
    guard let known else {
      return
        "\(period.name): no calls are known at all, and no orders. Read the exports first: ringtally run, or ringtally ingest."
    }
    return
      "\(period.name): no calls and no orders of this period are known, only of \(known.lowerBound) to \(known.upperBound). Name a period of that time, or read its exports first: ringtally run, or ringtally ingest."
  }
}

extension Night {
  /// Publishes what changed since the last publication, and the index of all periods.
  ///
  /// The marks of changed days go only when everything is in place, so that a run that is killed on
  /// the way is made up for by the next.
  func publishDue() throws -> [String] {
    let (pages, cohorts, appearance, earlier) = try store.read {
      (
        try $0.changedDays(.pages), try $0.changedDays(.cohorts),
        try $0.state("published_appearance"),
        try $0.state("published_as_of").flatMap { Day($0) }
      )
    }
    let facts = try knownFacts()
    let known = facts.periods
    let sources = try store.read { transaction in
      let figures = try SourceFigures(transaction, zone: config.timezone, asOf: asOfInstant)
      return Dictionary(uniqueKeysWithValues: known.map { ($0, figures.fingerprint(of: $0)) })
    }
    var concerned =
      appearance == self.appearance
      ? Night.concerned(pages: pages, cohorts: cohorts, known: known) : known
    // A file may change nothing but how many rows were read.
    concerned.formUnion(
      try store.read { transaction in
        try sources.filter { try transaction.publishedFingerprint($0.key.name) != $0.value }.keys
      })
    // A folder that somebody deleted.
    concerned.formUnion(known.filter { !isPublished($0) })
    // What was open the last time may be over, without a new fact.
    let openSince = min(earlier ?? asOf, asOf)
    concerned.formUnion(known.filter { $0.last >= openSince })
    let published = try publish(concerned, known: known, newest: facts.newest)
    try store.transaction { transaction in
      try transaction.clearChanged(.pages, pages)
      try transaction.clearChanged(.cohorts, cohorts)
      try transaction.setState("published_appearance", self.appearance)
      try transaction.setState("published_as_of", asOf.description)
      for period in concerned {
        try transaction.setPublished(period.name, fingerprint: sources[period] ?? "")
      }
    }
    return published
  }

  /// Publishes one period and the index; the marks stay for the next run.
  func publish(only period: Period) throws -> [String] {
    let facts = try knownFacts()
    guard facts.periods.contains(period) else {
      throw UnknownPeriod(period: period, known: facts.span)
    }
    return try publish([period], known: facts.periods, newest: facts.newest)
  }

  /// The periods' folders, the index and the link to the newest month; returns what changed.
  private func publish(
    _ periods: Set<Period>, known: Set<Period>, newest: Day?
  ) throws -> [String] {
    try FileManager.default.createDirectory(atPath: reports, withIntermediateDirectories: true)
    guard let newest else { return [] }
    let composer = try ReportComposer(night: self, periods: Array(periods))
    var exchange = FolderExchange(root: reports)
    /// In their order a period's figures are the next one's comparison.
    var last: ReportComposer.Figures?
    for period in periods.sorted(by: {
      ($0.kind.rawValue, $0.first) < ($1.kind.rawValue, $1.first)
    }) {
      let figures = try composer.figures(of: period)
      let before: ReportComposer.Figures? =
        if let last, last.period == period.previous {
          last
        } else if known.contains(period.previous) {
          try composer.figures(of: period.previous)
        } else { nil }
      try exchange.stage(
        period.name, files: composer.files(of: figures, before: before, known: known))
      last = figures
    }
    let published = try exchange.commit()
    // What another run will publish is no entry and no link yet.
    let there = known.filter(isPublished)
    try exchange.publish(file: "index.html", bytes: composer.index(of: there))
    let latest = Period(.month, holding: newest)
    if there.contains(latest) { try exchange.link(latest: latest.name) }
    return published
  }

  /// The periods that there are reports of.
  private struct KnownFacts {
    var periods: Set<Period>
    var span: ClosedRange<Day>?
    /// The last day with calls, else with orders: its month is the newest report.
    var newest: Day?
  }

  /// A day with calls, or on which orders were created, makes its day, week and month; a day on which
  /// orders went out, its month, which alone shows cohorts.
  private func knownFacts() throws -> KnownFacts {
    let (calls, orders, cohorts) = try store.read {
      (
        try $0.tallyDays(kind: CallTally.kind), try $0.tallyDays(kind: ConfirmationTally.kind),
        try $0.tallyDays(kind: RedemptionTally.kind)
      )
    }
    let all = calls + orders + cohorts
    return KnownFacts(
      periods: Night.periods(holding: calls + orders)
        .union(cohorts.map { Period(.month, holding: $0) }),
      span: all.min().flatMap { first in all.max().map { first...$0 } },
      newest: calls.last ?? all.max())
  }

  private static func periods(holding days: [Day]) -> Set<Period> {
    Set(Period.Kind.allCases.flatMap { kind in days.map { Period(kind, holding: $0) } })
  }

  /// The known periods whose figures changed days can have reached.
  /// - Parameters:
  ///   - pages: Days whose tallies changed.
  ///   - cohorts: Days whose cohorts of orders changed.
  static func concerned(pages: [Day], cohorts: [Day], known: Set<Period>) -> Set<Period> {
    var concerned: Set<Period> = []
    for kind in Period.Kind.allCases {
      for day in pages {
        let period = Period(kind, holding: day)
        // The one before links to it, the one after compares itself with it.
        concerned.formUnion([period.previous, period, Period(kind, holding: period.last + 1)])
      }
    }
    concerned.formIntersection(known)
    // A silent section is told from the days before a period's end.
    concerned.formUnion(
      known.filter { period in
        pages.contains { $0 <= period.last && $0 >= period.last - SectionCalls.lookBack }
      })
    // A month shows the cohorts of itself and of the eleven months before; its last week, which is
    // that of a Thursday, ends up to three days after it.
    if let first = cohorts.min() {
      concerned.formUnion(known.filter { $0.kind == .month && $0.last + 3 >= first })
    }
    return concerned
  }

  private func isPublished(_ period: Period) -> Bool {
    FileManager.default.fileExists(atPath: reports + "/" + period.name + "/report.html")
  }

  /// What all pages have in common: the program and the whole config.
  private var appearance: String { "\(Program.generator) \(config.effectiveHash(of: .all))" }
}
