import Foundation
import Ingest
import Metrics

/// One thing that an agent had to do with a call, and what it counts in.
struct AgentFact {
  /// What it is; the raw value is JSON's.
  enum Kind: String, Encodable {
    case offer, talk, outbound
    case teamMiss = "team_miss"

    /// What a column of calls_by_agent.csv is made of; `nil` for one that is none about calls.
    init?(of measure: String) {
      switch measure {
      case "offered", "answered", "missed", "answer_rate", "pickup_p50_s", "pickup_p90_s",
        "answered_elsewhere", "caller_left", "busy", "short_ring", "team_missed":
        self = .offer
      case "handled", "transfers_in", "transfers_out", "talk_seconds", "average_handle_time_s",
        "talk_upper_bounds":
        self = .talk
      case "outbound", "outbound_connected", "outbound_talk_seconds": self = .outbound
      default: return nil
      }
    }
  }

  let kind: Kind
  let call: CustomerCall
  var offer: AgentOffer?
  /// Seconds of talk.
  var talk: Seconds?
  let reason: AgentReason
  /// What it adds to the agent's figures: nothing, where it does not count.
  let tally: AgentTally

  /// Everything in a call that touches an agent, in the order of the reports' columns.
  /// - Parameters:
  ///   - agent: The agent's key, or that of the whole team.
  static func facts(
    of call: CustomerCall, agent: String, rules: CallRules, key: (AgentRef) -> String
  ) -> [AgentFact] {
    let hour = rules.zone.secondOfDay(at: call.start) / 3600
    var facts: [AgentFact] = []
    if agent == TallyKeys.team, call.teamMisses > 0 {
      var tally = AgentTally()
      tally.teamMissed = call.teamMisses
      facts.append(AgentFact(kind: .teamMiss, call: call, reason: .teamMiss, tally: tally))
    }
    for offer in call.offers + call.offersApart where key(offer.agent) == agent {
      var tally = AgentTally()
      if offer.apart == nil { tally.record(offer, hour: hour) }
      facts.append(
        AgentFact(
          kind: .offer, call: call, offer: offer, reason: AgentReason(offer), tally: tally))
    }
    for talk in call.talks where key(talk.agent) == agent {
      var tally = AgentTally()
      if call.outcome != .test { tally.record(talk) }
      facts.append(
        AgentFact(
          kind: .talk, call: call, talk: talk.length, reason: AgentReason(talk, of: call.outcome),
          tally: tally))
    }
    if call.direction == .outbound, let caller = call.caller, key(caller) == agent {
      var tally = AgentTally()
      tally.recordOutbound(talk: call.talk, contactFrom: rules.contactFrom)
      facts.append(
        AgentFact(
          kind: .outbound, call: call, talk: call.talk,
          reason: tally.outboundConnected > 0 ? .connected : .notConnected, tally: tally))
    }
    return facts
  }

  /// What it adds to which column, by the columns' names; quantiles take the pickup itself.
  var counts: [String: Int] {
    var counts = [
      "offered": tally.offered, "answered": tally.answered, "missed": tally.missed,
      "handled": tally.handled, "transfers_in": tally.transfersIn,
      "transfers_out": tally.transfersOut, "talk_seconds": tally.talk, "outbound": tally.outbound,
      "outbound_connected": tally.outboundConnected, "outbound_talk_seconds": tally.outboundTalk,
      "answered_elsewhere": tally.answeredElsewhere, "caller_left": tally.callerLeft,
      "busy": tally.busy, "short_ring": tally.shortRing, "team_missed": tally.teamMissed,
      "talk_upper_bounds": tally.talkUpperBounds,
    ].filter { $0.value != 0 }
    if tally.pickup.total > 0 { counts["pickup_s"] = tally.pickup.sum }
    return counts
  }

  /// Whether it is in a column's figure, in its denominator at least.
  func counts(in measure: String) -> Bool {
    switch measure {
    case "answer_rate": counts["offered"] != nil
    case "pickup_p50_s", "pickup_p90_s": counts["pickup_s"] != nil
    case "talk_seconds", "average_handle_time_s": counts["handled"] != nil
    case "outbound_talk_seconds": counts["outbound_connected"] != nil
    default: counts[measure] != nil
    }
  }
}

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
  init(_ fact: AgentFact, agent: String? = nil, measure: String? = nil, _ explainer: Explainer) {
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
    counts = fact.counts
    isCounted = measure.map(fact.counts(in:))
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
      counts.sorted { $0.key < $1.key }
        .map { $0.value == 1 ? $0.key : "\($0.key) \($0.value)" }.joined(separator: ", "),
      why,
    ]
  }
}
