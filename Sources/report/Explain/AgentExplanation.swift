import Foundation
import Ingest
import Metrics

/// All calls of a period that touch an agent, and their sums: the agent's row of calls_by_agent.csv.
struct AgentExplanation: Explanation {
  var agentID: String
  var agent: String?
  var period: String
  /// The last run's "now".
  var now: String
  var measure: String?
  var rows: [AgentFactRow]
  /// By the columns of calls_by_agent.csv.
  var totals: [String: CSVTable.Cell]
  var notes: [String]

  @MainActor
  init(_ explainer: Explainer, agent id: String, measure: String?, period named: Period?) throws {
    let period = try explainer.period(named)
    let rules = explainer.rules
    var known: [AgentRef: String] = [:]
    func key(_ agent: AgentRef) -> String {
      if let key = known[agent] { return key }
      let key = explainer.keys.key(agent)
      known[agent] = key
      return key
    }
    var facts: [AgentFact] = []
    try explainer.night.store.read { transaction in
      try transaction.assemble(
        period.first...period.last, rules: rules, names: explainer.names,
        before: explainer.night.asOfInstant
      ) { _, calls in
        for call in calls {
          facts += AgentFact.facts(of: call, agent: id, rules: rules, key: key)
        }
      }
    }
    let row = rules.agents.agent(id: id).map { rules.agents[$0] }
    if facts.isEmpty, row == nil, id != TallyKeys.team {
      throw ExplainError.unknownAgent(
        near: NearNames.of(
          id,
          among: rules.agents.agents.map { ($0.id, $0.name) }
            + known.values.filter { $0.hasPrefix("?") }.sorted().map { ($0, "") }))
    }
    var sum = AgentTally()
    for fact in facts { sum.merge(fact.tally) }
    agentID = id
    agent = row.map { agent in
      period.days.lazy.compactMap { agent.row(on: Day(number: $0))?.name }.first ?? agent.name
    }
    self.period = period.name
    now = explainer.zone.iso8601(explainer.night.asOfInstant)
    self.measure = measure
    totals = Dictionary(
      uniqueKeysWithValues: zip(CallTables.agentMeasures, CallTables.cells(sum)).filter {
        id != TallyKeys.team || $0.0 == "team_missed"
      })
    let shown = measure.flatMap { AgentFact.Kind(of: $0) }
    rows = facts.filter { $0.kind == shown || $0.kind == .teamMiss || shown == nil }
      .map { AgentFactRow($0, measure: measure, explainer) }
    notes = explainer.notes(period)
  }

  func lines(_ explainer: Explainer) -> [String] {
    let language = explainer.language
    var words: [ExplainWord] = [.started, .call, .outcome]
    if measure != nil { words.append(.counted) }
    let numbers = Set(AgentFactRow.numbers.map { $0 + words.count })
    words += AgentFactRow.words
    let table = rows.map { row -> [String] in
      var cells = [
        Explainer.plain(row.startedAt), row.callID,
        OutcomeWord.text(csv: row.outcome, in: language),
      ]
      if let isCounted = row.isCounted { cells.append(ExplainWord(isCounted).text(in: language)) }
      return cells + row.cells(language)
    }
    var lines = [
      [agentID, agent.map { "(\($0))" }, period].compactMap(\.self)
        .joined(separator: " "), "",
    ]
    if rows.isEmpty {
      lines.append(explainer.say.nothingFound)
    } else {
      let headings = words.map { $0.text(in: language) }
      lines += TextTable.aligned([headings] + table, numbers: numbers)
    }
    let sums = CallTables.agentMeasures.filter { measure == nil || $0 == measure }
      .compactMap { name in totals[name].map { [name, $0.plain] } }
    lines += ["", explainer.say.sums(of: "calls_by_agent.csv")]
    lines += TextTable.aligned(sums, numbers: [1])
    return lines + notes.map { "\n" + $0 }
  }
}

extension CSVTable.Cell: Encodable {
  /// Numbers as numbers, undefined as null.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .count(let value): try container.encode(value)
    case .decimal(let text): try container.encode(Decimal(string: text))
    case .text(let text), .verbatim(let text): try container.encode(text)
    case .empty: try container.encodeNil()
    }
  }

  /// As it is read by people.
  var plain: String {
    switch self {
    case .count(let value): String(value)
    case .decimal(let text), .text(let text), .verbatim(let text): text
    case .empty: "–"
    }
  }
}
