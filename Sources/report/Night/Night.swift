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
  }

  /// Runs all stages.
  func run() throws -> Outcome {
    var outcome = Outcome()
    outcome.ingestion = try Ingestion(config: config, store: store).run()
    let days = try daysToCompute()
    let rules = try callRules()
    let computed = try CallComputation(rules: rules, store: store, asOf: asOfInstant).run(days)
    outcome.daysComputed = computed.count
    let recovered = try EpisodeComputation(night: self, rules: rules).run(computed)
    let orders = try OrderComputation(night: self).run()
    let touched = try store.transaction { transaction -> Set<Day> in
      let visits = try transaction.changedDays(.visits)
      try transaction.clearChanged(.calls, computed)
      try transaction.clearChanged(.visits, visits)
      try transaction.setState("computed_as_of", asOf.description)
      try transaction.setState("computed_config", rulesHash)
      try transaction.setState("tally_versions", Night.versions)
      return Set(computed + visits + recovered + orders.created)
    }
    outcome.periodsPublished = try publish(touched, cohorts: orders.cohorts)
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

  /// Publishes the periods that hold a touched day, and the index of all.
  private func publish(_ touched: Set<Day>, cohorts: [Day]) throws -> [String] {
    try FileManager.default.createDirectory(atPath: reports, withIntermediateDirectories: true)
    let exchange = FolderExchange(root: reports)
    let withCalls = try store.read { try $0.tallyDays(kind: CallTally.kind) }
    let known = Set(
      Period.Kind.allCases.flatMap { kind in withCalls.map { Period(kind, holding: $0) } })
    var concerned = Set(
      Period.Kind.allCases.flatMap { kind in touched.map { Period(kind, holding: $0) } }
    ).intersection(known)
    // A month shows the cohorts of itself and of the eleven months before.
    if let first = cohorts.min() {
      concerned.formUnion(known.filter { $0.kind == .month && $0.last >= first })
    }
    // A folder that was deleted, or a run that was killed before it had published everything.
    for period in known
    where !FileManager.default.fileExists(atPath: reports + "/" + period.name + "/report.html") {
      concerned.insert(period)
    }
    let composer = try ReportComposer(night: self, periods: Array(concerned))
    var published: [String] = []
    for period in concerned.sorted(by: {
      ($0.kind.rawValue, $0.first) < ($1.kind.rawValue, $1.first)
    }) {
      let files = try composer.files(of: period, known: known)
      if try exchange.publish(period.name, files: files) { published.append(period.name) }
    }
    guard
      let newest = withCalls.map({ Period(.month, holding: $0) }).max(by: { $0.first < $1.first })
    else {
      return published
    }
    try exchange.publish(file: "index.html", bytes: composer.index(of: known))
    try exchange.link(latest: newest.name)
    return published
  }
}
