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
    /// A message for each source that stopped exporting.
    var staleSources: [String] = []
    /// How long each stage took.
    var stages = StageTimes()
    /// What the admin has to know.
    var problems: [String] { ingestion.problems + staleSources }
  }

  /// Runs all stages.
  func run() throws -> Outcome {
    var outcome = Outcome()
    outcome.ingestion = try ingest()
    outcome.stages.end("read")
    try compute(&outcome)
    outcome.periodsPublished = try publishDue()
    try MissedWorklist(night: self).publish()
    outcome.staleSources = try staleSources()
    outcome.stages.end("reports")
    return outcome
  }

  /// Computes what is due and publishes one period anew; what else is due waits for the next run.
  /// - Throws: ``UnknownPeriod`` where nothing of the period is known.
  func report(_ period: Period) throws -> Outcome {
    var outcome = Outcome()
    try compute(&outcome)
    outcome.periodsPublished = try publish(only: period)
    outcome.stages.end("reports")
    return outcome
  }

  /// Reads what is new.
  func ingest() throws -> Ingestion.Outcome { try Ingestion(config: config, store: store).run() }

  /// Computes the days that changed, and marks what is to be published for it.
  private func compute(_ outcome: inout Outcome) throws {
    let days = try daysToCompute()
    let rules = try callRules()
    let computed = try CallComputation(rules: rules, store: store, asOf: asOfInstant).run(days)
    outcome.daysComputed = computed.count
    outcome.stages.end("calls")
    // Who is who comes before all that is counted by customer.
    try IdentityComputation(night: self).run(computed)
    let (identities, customers) = try store.read {
      (try $0.changedDays(.identities), try $0.changedDays(.customers))
    }
    outcome.stages.end("identities")
    try EpisodeComputation(night: self, rules: rules).run(computed + identities)
    outcome.stages.end("episodes")
    try CustomerComputation(night: self).run(computed + customers)
    outcome.stages.end("customers")
    try AgentTimeComputation(night: self).run(computed)
    outcome.stages.end("agents")
    try OrderComputation(night: self).run()
    outcome.stages.end("orders")
    try store.transaction { transaction in
      let visits = try transaction.changedDays(.visits)
      try transaction.markChanged(.pages, computed + visits + customers)
      try transaction.clearChanged(.identities, identities)
      try transaction.clearChanged(.customers, customers)
      // A day beside the first or the last fact is marked too, and has nothing to compute.
      try transaction.clearChanged(
        .calls, try transaction.changedDays(.calls).filter { $0 < asOf })
      try transaction.clearChanged(.visits, visits)
      try transaction.setState("computed_as_of", asOf.description)
      try transaction.setState("computed_config", rulesHash)
      try transaction.setState("tally_versions", Night.versions)
    }
  }

  /// The encodings and meanings of all stored tallies.
  private static let versions = [
    CallTally.version, QueueShowTally.version, QueueTally.version, AgentTally.version,
    SectionTally.version, CallbackTally.version, CustomerTally.version, ConfirmationTally.version,
    RedemptionTally.version, HourTally.version, BusyTally.version, PresenceTally.version,
    PauseTally.version, HopTally.version, ClockTally.version,
    OrderLinkTally.version, IssueTally.version, StatusTally.version, RegionTally.version,
  ].map(String.init).joined(separator: ".")

  /// Everything of the config that decides a stored tally of calls.
  var rulesHash: String {
    let parts = [Config.Part.calls, .hours, .queues, .trunks, .agents, .numbers, .orders]
      .map { config.effectiveHash(of: $0) }
    return (parts + (config.channelsGiveLegs ? ["channels"] : [])).joined(separator: ".")
  }

  var asOfInstant: Instant { config.timezone.start(of: asOf) }

  /// Changed days before "now"; all days where the rules changed; days near the last "now" where
  /// that moved; days with tallies from "now" on, which an earlier run saw and this one must not.
  private func daysToCompute() throws -> [Day] {
    try store.read { transaction in
      var days = Set(try transaction.changedDays(.calls))
      let future = try transaction.tallyDays(kind: CallTally.kind).filter { $0 >= asOf }
      guard let span = try transaction.callSpan() else { return [] }
      let first = config.timezone.day(of: span.first)
      let last = min(config.timezone.day(of: span.last), asOf - 1)
      guard first <= last else { return future }
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
      return days.filter { $0 >= first && $0 <= last }.sorted() + future
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
    for line in config.calls.outsourced {
      if let number = digits(line) {
        rules.outsourcedNumbers.insert(number)
      } else {
        rules.outsourcedLines.append(line)
      }
    }
    rules.callbackKeys = Set(config.calls.callbackRequests.keys)
    rules.callbackContexts = Set(config.calls.callbackRequests.contexts)
    rules.callbackEvents = Set(config.calls.callbackRequests.events)
    rules.region = config.region
    rules.shortAbandon = config.calls.shortAbandon
    rules.ringCountsFrom = config.calls.ringCountsFrom
    rules.contactFrom = config.calls.contactFrom
    rules.hours = config.hours
    for (id, queue) in config.queues { rules.queueHours[id] = (queue.hours, queue.zone) }
    rules.channelsGiveLegs = config.channelsGiveLegs
    rules.agents = directories.agents
    rules.numbers = directories.numbers
    return rules
  }
}
