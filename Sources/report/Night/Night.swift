import Crypto
import Foundation
import Ingest
import Metrics

/// One run: ingest what is new, compute the days that changed, publish the periods concerned.
@MainActor
struct Night {
  let config: Config
  let directories: Config.Directories
  let store: EventStore
  /// 00:00 local of this day is "now": facts from then on are stored and not counted.
  let asOf: Day
  let reports: String

  /// What a run did.
  struct Outcome {
    var ingestion = Ingestion.Outcome()
    var daysComputed = 0
    var periodsPublished: [String] = []
    /// How long each stage took.
    var stages = StageTimes()
  }

  /// Runs all stages.
  func run() throws -> Outcome {
    var outcome = Outcome()
    outcome.ingestion = try Ingestion(config: config, store: store).run()
    outcome.stages.end("read")
    let days = try daysToCompute()
    let rules = try callRules()
    let computed = try CallComputation(rules: rules, store: store, asOf: asOfInstant).run(days)
    outcome.daysComputed = computed.count
    outcome.stages.end("calls")
    try EpisodeComputation(night: self, rules: rules).run(computed)
    outcome.stages.end("episodes")
    try OrderComputation(night: self).run()
    outcome.stages.end("orders")
    try store.transaction { transaction in
      let visits = try transaction.changedDays(.visits)
      try transaction.markChanged(.pages, computed + visits)
      try transaction.clearChanged(.calls, computed)
      try transaction.clearChanged(.visits, visits)
      try transaction.setState("computed_as_of", asOf.description)
      try transaction.setState("computed_config", rulesHash)
      try transaction.setState("tally_versions", Night.versions)
    }
    outcome.periodsPublished = try publish()
    outcome.stages.end("reports")
    return outcome
  }

  /// The encodings and meanings of all stored tallies.
  private static let versions = [
    CallTally.version, QueueTally.version, AgentTally.version, SectionTally.version,
    CallbackTally.version,
  ].map(String.init).joined(separator: ".")

  /// Everything of the config that decides a stored tally of calls.
  private var rulesHash: String {
    [Config.Part.calls, .hours, .queues, .trunks, .agents, .numbers, .orders]
      .map { config.effectiveHash(of: $0) }.joined(separator: ".")
  }

  var asOfInstant: Instant { config.timezone.start(of: asOf) }

  /// Changed days before "now"; all days where the rules changed; days near the last "now" where
  /// that moved.
  private func daysToCompute() throws -> [Day] {
    try store.read { transaction in
      var days = Set(try transaction.changedDays(.calls))
      guard let span = try transaction.callSpan() else { return [] }
      let first = config.timezone.day(of: span.first)
      let last = min(config.timezone.day(of: span.last), asOf - 1)
      guard first <= last else { return [] }
      let everything = (first.number...last.number).map(Day.init(number:))
      if try transaction.state("computed_config") != rulesHash
        || transaction.state("tally_versions") != Night.versions
      {
        days.formUnion(everything)
      }
      if let earlier = try transaction.state("computed_as_of").flatMap({ Day($0) }), earlier != asOf
      {
        let from = min(earlier, asOf) - 1
        days.formUnion(everything.filter { $0 >= from })
      }
      return days.filter { $0 >= first && $0 <= last }.sorted()
    }
  }

  /// The config's rules in the shape that journeys need.
  func callRules() throws -> CallRules {
    var rules = CallRules(trunks: config.trunks, zone: config.timezone)
    var phones = PhoneParser(region: config.region)
    func digits(_ text: String) -> Int? {
      let bytes = Array(text.utf8)
      return phones.parse(bytes.span).map { Int($0.digits) }
    }
    rules.ivrServed = Set(config.ivrServed)
    rules.testNumbers = Set((config.calls.testNumbers + config.blacklist).compactMap(digits))
    for method in config.orders.notifications where method.name == "robot" {
      rules.robotAccounts.formUnion(method.accountcodes)
      rules.robotNumbers.formUnion(method.numbers.compactMap(digits))
    }
    rules.shortAbandon = config.calls.shortAbandon
    rules.ringCountsFrom = config.calls.ringCountsFrom
    rules.contactFrom = config.calls.contactFrom
    rules.hours = config.hours
    for (id, queue) in config.queues { rules.queueHours[id] = (queue.hours, queue.zone) }
    rules.agents = directories.agents
    rules.numbers = directories.numbers
    return rules
  }

  // MARK: - Publishing

  /// Publishes what changed since the last publication, and the index of all periods.
  ///
  /// The marks of changed days go only when everything is in place, so that a run that is killed on
  /// the way is made up for by the next.
  private func publish() throws -> [String] {
    try FileManager.default.createDirectory(atPath: reports, withIntermediateDirectories: true)
    let (withCalls, pages, cohorts, appearance) = try store.read {
      (
        try $0.tallyDays(kind: CallTally.kind), try $0.changedDays(.pages),
        try $0.changedDays(.cohorts), try $0.state("published_appearance")
      )
    }
    guard let newest = withCalls.max() else { return [] }
    let known = Set(
      Period.Kind.allCases.flatMap { kind in withCalls.map { Period(kind, holding: $0) } })
    let sources = try store.read { transaction in
      let figures = try SourceFigures(transaction, zone: config.timezone, asOf: asOfInstant)
      return Dictionary(uniqueKeysWithValues: known.map { ($0, figures.fingerprint(of: $0)) })
    }
    let concerned =
      appearance == self.appearance
      ? try concerned(pages: pages, cohorts: cohorts, sources: sources) : known
    let composer = try ReportComposer(night: self, periods: Array(concerned))
    var exchange = FolderExchange(root: reports)
    /// In their order a period's figures are the next one's comparison.
    var last: ReportComposer.Figures?
    for period in concerned.sorted(by: {
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
    try exchange.publish(file: "index.html", bytes: composer.index(of: known))
    try exchange.link(latest: Period(.month, holding: newest).name)
    try store.transaction { transaction in
      try transaction.clearChanged(.pages, pages)
      try transaction.clearChanged(.cohorts, cohorts)
      try transaction.setState("published_appearance", self.appearance)
      for period in concerned {
        try transaction.setPublished(period.name, fingerprint: sources[period] ?? "")
      }
    }
    return published
  }

  /// The known periods whose files may differ from those that are published.
  /// - Parameter sources: The known periods, each with what tells the files that it is made of.
  private func concerned(
    pages: [Day], cohorts: [Day], sources: [Period: String]
  ) throws -> Set<Period> {
    let known = Set(sources.keys)
    var concerned: Set<Period> = []
    for kind in Period.Kind.allCases {
      for day in pages {
        let period = Period(kind, holding: day)
        // The one before links to it, the one after compares itself with it.
        concerned.formUnion([period.previous, period, Period(kind, holding: period.last + 1)])
      }
    }
    concerned.formIntersection(known)
    // A month shows the cohorts of itself and of the eleven months before; its last week, which is
    // that of a Thursday, ends up to three days after it.
    if let first = cohorts.min() {
      concerned.formUnion(known.filter { $0.kind == .month && $0.last + 3 >= first })
    }
    // A file may change nothing but how many rows were read.
    concerned.formUnion(
      try store.read { transaction in
        try sources.filter { try transaction.publishedFingerprint($0.key.name) != $0.value }.keys
      })
    // A folder that somebody deleted.
    for period in known
    where !FileManager.default.fileExists(atPath: reports + "/" + period.name + "/report.html") {
      concerned.insert(period)
    }
    return concerned
  }

  /// What all pages have in common: the program and the whole config.
  private var appearance: String { "\(Program.generator) \(config.effectiveHash(of: .all))" }
}
