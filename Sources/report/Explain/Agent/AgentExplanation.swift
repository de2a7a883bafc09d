import Foundation
import Ingest
import Metrics

/// All calls of a period that touch an agent, and their sums: the agent's row of
/// calls_by_agent.csv, agents_by_hour.csv or agents_around_14.csv.
struct AgentExplanation: Explanation {
  var agentID: String
  var agent: String?
  var period: String
  /// The last run's "now".
  var now: String
  var table: AgentQuestion.Table
  var measure: String?
  /// As agents_by_hour.csv writes it; absent for all.
  var weekday: String?
  /// Absent for all.
  var hour: Int?
  var rows: [AgentFactRow]
  /// By the table's columns.
  var totals: [String: CSVTable.Cell]
  var notes: [String]
  private var narrowing: String?

  enum CodingKeys: CodingKey {
    case agentID, agent, period, now, table, measure, weekday, hour, rows, totals, notes
  }

  /// - Parameter question: Of a table that is made of calls.
  @MainActor
  init(_ explainer: Explainer, _ evidence: AgentEvidence, _ question: AgentQuestion) {
    let facts = evidence.factsOfPeriod.filter(question.concerns)
    agentID = evidence.id
    agent = evidence.name
    period = evidence.period.name
    now = explainer.zone.iso8601(explainer.night.asOfInstant)
    (table, measure, hour) = (question.table, question.measure, question.hour)
    weekday = question.weekday.map { AgentHourTables.weekdays[$0] }
    narrowing = question.narrowing
    totals = Dictionary(
      uniqueKeysWithValues: zip(question.table.measures, Self.cells(facts, of: question.table))
        .filter { evidence.id != TallyKeys.team || $0.0 == "team_missed" })
    let shown = question.measure.flatMap { AgentFact.Kind(of: $0) }
    rows = facts.filter { $0.kind == shown || $0.kind == .teamMiss || shown == nil }
      .map { AgentFactRow($0, asked: question, explainer) }
    notes = explainer.notes(evidence.period)
  }

  /// The row of a table that some facts make.
  private static func cells(
    _ facts: [AgentFact], of table: AgentQuestion.Table
  ) -> [CSVTable.Cell] {
    guard table != .calls else {
      return CallTables.cells(facts.reduce(into: AgentTally()) { $0.merge($1.tally) })
    }
    let sum = facts.reduce(into: HourTally()) { $0.merge($1.hours) }
    return table == .around14
      ? AgentHourTables.cells(around: sum) : AgentHourTables.cells(sum, sum.hours)
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
    var lines = [explainer.heading(agentID, agent, period, narrowing), ""]
    if rows.isEmpty {
      lines.append(explainer.say.nothingFound)
    } else {
      let headings = words.map { $0.text(in: language) }
      lines += TextTable.aligned([headings] + table, numbers: numbers)
    }
    lines += explainer.sums(totals, of: self.table, columns: measure.map { [$0] })
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
