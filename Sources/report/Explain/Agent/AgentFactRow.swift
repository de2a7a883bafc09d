import Foundation
import Ingest
import Metrics

/// A fact as it is shown.
struct AgentFactRow: Encodable {
  /// Absent where the explanation is of one agent.
  var agentID: String?
  var callID: String
  var startedAt: String
  var what: AgentFact.Kind
  var customer: String
  var outcome: String
  var queue: String?
  var ringS: Decimal?
  var rings: Int?
  var talkS: Seconds?
  var counts: [String: Int]
  /// Absent without a measure.
  var isCounted: Bool?
  var reason: AgentReason
  var why: String
}

extension AgentFactRow {
  @MainActor
  init(
    _ fact: AgentFact, agent: String? = nil,
    asked question: AgentQuestion = AgentQuestion(of: .calls), _ explainer: Explainer
  ) {
    agentID = agent
    callID = explainer.id(fact.call.id)
    startedAt = explainer.zone.iso8601(fact.call.start)
    what = fact.kind
    customer = explainer.masked(fact.call.customer)
    outcome = explainer.word(fact.call.outcome, fact.call.missed)
    queue = fact.offer.map { explainer.keys.key(queue: $0.queue) }
    ringS = fact.offer?.ringMilliseconds.map { Decimal($0) / 1000 }
    rings = fact.offer?.rings
    talkS = fact.talk
    counts = fact.counts(in: question.table)
    isCounted = question.measure.map { fact.counts(in: $0, of: question.table) }
    reason = fact.reason
    why = explainer.say.why(fact.reason, rules: explainer.rules)
  }

  /// Headings of ``cells(_:)``.
  static let words: [ExplainWord] = [.what, .queue, .ring, .rings, .talk, .counts, .why]
  /// Which of them are numbers.
  static let numbers: Set<Int> = [2, 3, 4]

  /// The cells of a table.
  func cells(_ language: ReportLanguage) -> [String] {
    let isOwnLine = what == .offer && queue == ""
    return [
      ExplainWord(what).text(in: language),
      isOwnLine ? ExplainWord.ownLine.text(in: language) : queue ?? "",
      ringS.map { "\($0)" } ?? "", rings.map(String.init) ?? "", talkS.map(String.init) ?? "",
      AgentFactRow.text(of: counts), why,
    ]
  }

  /// What something counts in, by the columns' names.
  static func text(of counts: [String: Int]) -> String {
    counts.sorted { $0.key < $1.key }.map { $0.value == 1 ? $0.key : "\($0.key) \($0.value)" }
      .joined(separator: ", ")
  }
}
