import Ingest
import Metrics

/// One call: its parts, what ties them together, its outcome, and which rules were asked before.
struct CallExplanation: Explanation {
  /// A rule of the outcome, in the order in which they are asked.
  struct Step: Encodable {
    enum Answer: String, Encodable {
      case yes, no
      case notAsked = "not_asked"
    }

    var outcome: String
    var applies: Answer
    var rule: String
  }

  var callID: String
  var startedAt: String
  var endedAt: String
  var direction: String
  var directionWhy: String
  /// Masked.
  var customer: String
  var number: String
  var section: String?
  var outcome: String
  /// Inbound only.
  var steps: [Step]
  var waitS: Seconds?
  var talkS: Seconds
  var orders: [String]
  /// Offers, talks, outbound.
  var agents: [AgentFactRow]
  var parts: [CallPart]
  var notes: [String]

  @MainActor
  init(_ explainer: Explainer, id: String, period: Period?) throws {
    let found = try CallLookup(explainer: explainer).find(id, in: period)
    let call = found.call
    let zone = explainer.zone
    let day = zone.day(of: call.start)
    callID = explainer.id(call.id)
    startedAt = zone.iso8601(call.start)
    endedAt = zone.iso8601(call.end)
    direction = call.direction.word
    directionWhy = explainer.say.why(call.direction)
    customer = explainer.masked(call.customer)
    number = explainer.ours(call.number)
    section =
      call.direction == .inbound
      ? SectionKey.of(call.number, on: day, in: explainer.rules.numbers) : nil
    outcome = explainer.word(call.outcome, call.missed)
    steps = CallExplanation.steps(call, explainer)
    waitS = call.wait
    talkS = call.talk
    orders =
      try explainer.night.store.read { try $0.orderLinks(from: day, to: day) }[call.id] ?? []
    let refs =
      (call.offers + call.offersApart).map(\.agent) + call.talks.map(\.agent)
      + [call.caller].compactMap(\.self)
    var keys: [String] = []
    for key in refs.map(explainer.keys.key) where !keys.contains(key) { keys.append(key) }
    if call.teamMisses > 0 { keys.append(TallyKeys.team) }
    agents = keys.flatMap { key in
      AgentFact.facts(of: call, agent: key, rules: explainer.rules, key: explainer.keys.key)
        .map { AgentFactRow($0, agent: explainer.shown(key: key), explainer) }
    }
    parts = CallPart.parts(
      legs: found.legs.sorted { ($0.start, $0.sequence) < ($1.start, $1.sequence) },
      events: found.events, number: call.number, explainer)
    notes = explainer.notes(Period(.day, holding: day))
  }

  /// The order of docs/metrics.md#outcomes.
  @MainActor
  private static func steps(_ call: CustomerCall, _ explainer: Explainer) -> [Step] {
    guard call.direction == .inbound else { return [] }
    let say = explainer.say
    let closed: Outcome = call.outcome == .closedAnswered ? .closedAnswered : .closed
    var isDecided = false
    func step(_ word: String, _ rule: String, applies: Bool) -> Step {
      defer { isDecided = isDecided || applies }
      return Step(
        outcome: word, applies: isDecided ? .notAsked : applies ? .yes : .no, rule: rule)
    }
    var steps = [Outcome.test, .ivrServed, closed, .ivrLeft, .answered, .unknown, .missed].map {
      step($0.word, say.rule($0, rules: explainer.rules), applies: call.outcome == $0)
    }
    guard let reason = call.missed else { return steps }
    isDecided = false
    let order: [MissedReason] = [
      .voicemail, .keyExit, .lineBusy, .empty, .timeout, .technical, .abandonShort, .abandonLong,
    ]
    steps += order.map {
      step($0.outcomeWord, say.rule($0, rules: explainer.rules), applies: reason == $0)
    }
    return steps
  }

  func lines(_ explainer: Explainer) -> [String] {
    let language = explainer.language
    let say = explainer.say
    func word(_ word: ExplainWord) -> String { word.text(in: language) }
    func outcomeWord(_ text: String) -> String { OutcomeWord.text(csv: text, in: language) }
    var head: [[String]] = []
    func tell(_ heading: ExplainWord, _ text: String) {
      if !text.isEmpty { head.append([word(heading), text]) }
    }
    tell(.call, callID)
    tell(.started, "\(Explainer.plain(startedAt)) – \(Explainer.plain(endedAt).suffix(8))")
    tell(.direction, "\(outcomeWord(direction)): \(directionWhy)")
    tell(.customer, customer)
    tell(.number, number)
    tell(.section, section ?? "")
    tell(.outcome, outcomeWord(outcome))
    tell(.wait, waitS.map(String.init) ?? "")
    tell(.talk, String(talkS))
    tell(.orders, orders.joined(separator: " "))
    let rules = steps.map { step in
      let answer: ExplainWord =
        switch step.applies {
        case .yes: .yes
        case .no: .no
        case .notAsked: .notAsked
        }
      return [outcomeWord(step.outcome), word(answer), step.rule]
    }
    let facts = agents.map { [$0.agentID ?? ""] + $0.cells(language) }
    let rows = parts.enumerated().map { index, part -> [String] in
      let tie = part.joinedBy ?? (index == 0 ? say.beginsTheCall : say.joinedLater)
      return [
        String(Explainer.plain(part.at).suffix(8)), part.part == "leg" ? word(.leg) : part.part,
        part.ids.joined(separator: " "), tie, part.text,
      ]
    }
    var lines = TextTable.aligned(head, numbers: [])
    if !rules.isEmpty {
      lines += [""]
      lines += TextTable.aligned(
        [[word(.outcome), word(.applies), word(.rule)]] + rules, numbers: [])
    }
    if !facts.isEmpty {
      lines += [""]
      lines += TextTable.aligned(
        [[word(.agent)] + AgentFactRow.words.map(word)] + facts,
        numbers: Set(AgentFactRow.numbers.map { $0 + 1 }))
    }
    lines += [""]
    lines += TextTable.aligned(
      [[word(.time), word(.part), word(.ids), word(.joinedBy), ""]] + rows, numbers: [])
    return lines + notes.map { "\n" + $0 }
  }
}
