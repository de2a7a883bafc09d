import Foundation
import Ingest
import Metrics

/// An agent's shifts, sessions, pauses, talks and calls out in a period, and what they come to: his
/// row of agent_time.csv, or one of agent_pauses.csv.
struct AgentTimeExplanation: Explanation {
  /// A part as it is shown.
  struct Row: Encodable {
    var from: String
    var to: String
    /// From one to the other.
    var seconds: Seconds
    var what: AgentTimePart.Kind
    /// Absent for all queues at once.
    var queue: String?
    var device: String?
    /// Of a pause, as the switch wrote it.
    var pauseReason: String?
    var callID: String?
    var customer: String?
    var counts: [String: Int]
    /// Absent without a measure.
    var isCounted: Bool?
    var reasons: [TimeReason]
    var why: String
  }

  var agentID: String
  var agent: String?
  var period: String
  /// The last run's "now".
  var now: String
  var table: AgentQuestion.Table
  var measure: String?
  /// Absent for all reasons.
  var pauseReason: String?
  var rows: [Row]
  /// By the table's columns.
  var totals: [String: CSVTable.Cell]
  var notes: [String]
  private var narrowing: String?

  enum CodingKeys: CodingKey {
    case agentID, agent, period, now, table, measure, pauseReason, rows, totals, notes
  }

  /// - Parameter question: Of a table that is made of time.
  @MainActor
  init(_ explainer: Explainer, _ evidence: AgentEvidence, _ question: AgentQuestion) {
    let zone = explainer.zone
    let span = AgentTimeTables.span(
      evidence.period, zone: zone, asOf: explainer.night.asOf)
    let calls = evidence.factsOfPeriod
    let row = AgentTimeTables.Row(
      shifts: evidence.shifts, presence: evidence.presence,
      pauses: evidence.pauses.filter { (question.pauseReason ?? $0.key) == $0.key },
      busy: evidence.conversations.reduce(into: BusyTally()) { $0.merge($1.fact.busy) },
      calls: calls.reduce(into: AgentTally()) { $0.merge($1.tally) }, span: span)
    let tables = AgentTimeTables(
      period: evidence.period, agents: explainer.rules.agents, zone: zone,
      rows: [evidence.id: row])
    agentID = evidence.id
    agent = evidence.name
    period = evidence.period.name
    now = explainer.zone.iso8601(explainer.night.asOfInstant)
    (table, measure) = (question.table, question.measure)
    pauseReason = question.pauseReason?.printableWord
    narrowing = question.narrowing
    totals = Self.totals(tables, question, id: evidence.id)
    let names = explainer.names
    let measure = question.measure.map(TimeMeasure.init(of:))
    let parts = AgentTimeParts.parts(
      evidence,
      pauses: { (question.pauseReason ?? names.text($0.reason)) == names.text($0.reason) },
      of: row, span: span, zone: zone)
    let isPauses = question.table == .pauses
    rows = parts.filter { measure?.shows($0) ?? (!isPauses || $0.kind == .pause) }
      .map { Row($0, measure, explainer) }
    notes = explainer.notes(evidence.period)
  }

  /// The agent's cells of the CSV file; none where it has no row of his.
  private static func totals(
    _ tables: AgentTimeTables, _ question: AgentQuestion, id: String
  ) -> [String: CSVTable.Cell] {
    let table = question.table == .pauses ? tables.pauses : tables.agentTime
    let row = table.rows.first { $0.first == .text(id) }
    guard let row else {
      return question.table == .pauses
        ? Dictionary(uniqueKeysWithValues: table.columns.suffix(2).map { ($0, .count(0)) }) : [:]
    }
    return Dictionary(uniqueKeysWithValues: zip(table.columns, row).dropFirst(3))
  }

  func lines(_ explainer: Explainer) -> [String] {
    let language = explainer.language
    let headings: [ExplainWord] = [
      .started, .ended, .seconds, .counted, .what, .queue, .device, .reason, .call, .counts, .why,
    ]
    let table = rows.map { row -> [String] in
      [
        Explainer.plain(row.from), Explainer.plain(row.to), String(row.seconds),
        row.isCounted.map { ExplainWord($0).text(in: language) } ?? "",
        ExplainWord(row.what).text(in: language), row.queue ?? "", row.device ?? "",
        row.pauseReason ?? "", row.callID ?? "",
        AgentFactRow.text(of: row.counts), row.why,
      ]
    }
    var lines = [explainer.heading(agentID, agent, period, narrowing), ""]
    if table.isEmpty {
      lines.append(explainer.say.noTimeFound)
    } else {
      // Columns of which nothing here has anything are left out.
      let columns = headings.indices.filter { column in table.contains { !$0[column].isEmpty } }
      lines += TextTable.aligned(
        [columns.map { headings[$0].text(in: language) }]
          + table.map { row in columns.map { row[$0] } }, numbers: [2])
    }
    lines += explainer.sums(
      totals, of: self.table, columns: measure.map { TimeMeasure(of: $0).columns })
    return lines + notes.map { "\n" + $0 }
  }
}

extension AgentTimeExplanation.Row {
  @MainActor
  fileprivate init(_ part: AgentTimePart, _ measure: TimeMeasure?, _ explainer: Explainer) {
    func name(_ id: NameID?) -> String? {
      id.flatMap { $0 == .none ? nil : explainer.names.text($0).printableWord }
    }
    from = explainer.zone.iso8601(part.start)
    to = explainer.zone.iso8601(part.end)
    seconds = part.end - part.start
    what = part.kind
    queue = name(part.presence?.queue)
    device = name(part.presence?.device)
    pauseReason = part.kind == .pause ? name(part.presence?.reason) : nil
    callID = part.fact.map { explainer.id($0.call.id) }
    customer = part.fact.map { explainer.masked($0.call.customer) }
    counts = part.counts
    isCounted = measure?.counts(part)
    reasons = part.reasons
    let (cap, contact) = (explainer.config.agentTime.loginCap, explainer.rules.contactFrom)
    why = part.reasons.map { explainer.say.why($0, cap: cap, contact: contact) }
      .joined(separator: "; ")
  }
}
