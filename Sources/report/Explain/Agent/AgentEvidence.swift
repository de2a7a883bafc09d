import Ingest
import Metrics

/// What the calls and the queue log of a period say about one agent.
@MainActor
struct AgentEvidence {
  let id: String
  /// In the period; `nil` for a device that nobody has, and for the team.
  let name: String?
  let period: Period
  private var facts: [AgentFact] = []
  private let explainer: Explainer
  private let log: PresenceLog?
  private var keys: [AgentRef: String] = [:]

  /// Nothing yet; calls are taken one by one.
  /// - Parameter log: Of the period; `nil` where nobody asks when he was there.
  init(_ explainer: Explainer, agent id: String, period: Period, log: PresenceLog? = nil) {
    self.id = id
    self.period = period
    self.explainer = explainer
    self.log = log
    let agents = explainer.rules.agents
    name = agents.agent(id: id).map { agents[$0] }.map { agent in
      period.days.lazy.compactMap { agent.row(on: Day(number: $0)) }.first?.name ?? agent.name
    }
  }

  /// Reads what a question is about.
  /// - Throws: ``ExplainError`` where neither agents.csv nor the period know the agent.
  init(
    reading explainer: Explainer, agent id: String, period: Period, _ question: AgentQuestion
  ) throws {
    if id == TallyKeys.team, question.table != .calls {
      throw ExplainError.noRowOfTheTeam(table: question.table.rawValue)
    }
    let log = question.table.isOfTime ? try PresenceLog(explainer, period) : nil
    self.init(explainer, agent: id, period: period, log: log)
    // A call of the day before may go on past midnight.
    let first = question.table.isOfTime ? period.first - 1 : period.first
    try explainer.eachCall(of: first...period.last) { take($0) }
    if facts.isEmpty, name == nil, id != TallyKeys.team, parts.isEmpty {
      let devices = Set(keys.values).union(log?.agents ?? []).filter { $0.hasPrefix("?") }
      throw ExplainError.unknownAgent(
        near: NearNames.of(
          id,
          among: explainer.rules.agents.agents.map { ($0.id, $0.name) }
            + devices.sorted().map { ($0, "") }))
    }
    if let reason = question.pauseReason, pauses[reason] == nil {
      throw ExplainError.unknownReason(known: pauses.keys.sorted())
    }
  }

  /// Takes the next call, in order of time.
  mutating func take(_ call: CustomerCall) {
    facts += AgentFact.facts(of: call, agent: id, rules: explainer.rules) { agent in
      if let key = keys[agent] { return key }
      let key = explainer.keys.key(agent)
      keys[agent] = key
      return key
    }
  }

  /// Facts of the calls that began in the period.
  var factsOfPeriod: [AgentFact] { facts.filter(isOfPeriod) }

  /// Of a talk or a call out, whether its call began in the period and not on the day before.
  func isOfPeriod(_ fact: AgentFact) -> Bool {
    let day = explainer.zone.day(of: fact.call.start)
    return day >= period.first && day <= period.last
  }

  /// Talks and calls out, also those that the day before left behind.
  var conversations: [(fact: AgentFact, span: Range<Instant>)] {
    facts.compactMap { fact in fact.span.map { (fact, $0) } }
  }

  /// Sessions and pauses.
  var parts: [PresencePart] { log?.parts[id] ?? [] }

  /// Of the period.
  var presence: PresenceTally { log?.presence[id] ?? PresenceTally() }

  /// Of the period, by reason.
  var pauses: [String: IntervalSet] { log?.pauses[id] ?? [:] }

  /// `nil` where shifts.csv does not know him.
  var shifts: IntervalSet? { explainer.night.directories.shifts[id] }
}

extension Explainer {
  /// All calls of some days, before the last run's "now".
  func eachCall(of days: ClosedRange<Day>, _ body: (CustomerCall) -> Void) throws {
    try night.store.read { transaction in
      try transaction.assemble(days, rules: rules, names: names, before: night.asOfInstant) {
        for call in $1 { body(call) }
      }
    }
  }
}
