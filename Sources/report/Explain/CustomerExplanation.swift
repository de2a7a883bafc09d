import ArgumentParser
import Ingest
import Metrics

/// A customer's calls in either direction: their kinds, and the episodes of those that were missed.
struct CustomerExplanation: Explanation {
  struct Call: Encodable {
    var callID: String
    var startedAt: String
    var direction: String
    /// Inbound only, like what follows it.
    var kind: String?
    var kindWhy: String?
    var outcome: String
    var number: String
    var section: String?
    var queue: String
    var waitS: Seconds?
    var talkS: Seconds
    var agents: String
    /// What it is in an episode.
    var role: String?
    var roleWhy: String?
    var orders: [String]
  }

  struct Missed: Encodable {
    var callID: String
    var firstMissedAt: String
    var kind: String
    var outcome: String
    var why: String
    var callerAttempts: Int
    var ourAttempts: Int
    var callbackLatencyOpenS: Seconds?
    var callbackLatencyS: Seconds?
    /// Who reached the customer.
    var agent: String?
    /// Absent where the hours never open.
    var deadlineAt: String?
  }

  /// Masked.
  var customer: String
  var period: String?
  var now: String
  var calls: [Call]
  var episodes: [Missed]
  var notes: [String]

  @MainActor
  init(_ explainer: Explainer, number: String, period: Period?) throws {
    let config = explainer.config
    let zone = explainer.zone
    var phones = PhoneParser(region: config.region)
    guard let phone = phones.parse(number) else {
      throw ValidationError(
        "--customer: expected a telephone number as it is dialled in \(config.region), or with its country code."
      )
    }
    let party = Party(number: phone)
    let asOf = explainer.night.asOfInstant
    let from =
      period.map {
        zone.start(of: $0.first - max(EpisodeComputation.lookBack, CustomerTally.lookBack))
      } ?? Instant(epoch: 0)
    let to = period.map { zone.start(of: $0.last + EpisodeComputation.lookAhead) } ?? asOf
    let (rows, book, begin, links) = try explainer.night.store.read { transaction in
      let book = try transaction.customerBook()
      return (
        try transaction.journeys(of: party, from: from, to: min(to, asOf), customers: book.map),
        book,
        try transaction.firstJourneyDay() ?? explainer.days[0],
        try transaction.orderLinks(
          from: zone.day(of: from), to: zone.day(of: min(to, asOf)))
      )
    }
    func isShown(_ day: Day) -> Bool { period.map { day >= $0.first && day <= $0.last } ?? true }
    guard rows.contains(where: { isShown($0.day) }) else {
      throw ExplainError.unknownCustomer(masked: phone.masked)
    }
    var kinds = CustomerFold(config, dataBegin: begin, asOf: asOf, book: book)
    var fold = EpisodeFold(config, asOf: asOf, keepsSteps: true)
    let kindOf = rows.map { row in
      fold.record(row)
      return kinds.record(row)
    }
    let found = fold.finish().filter { isShown($0.first.day) }
    var roles: [Int: EpisodeStep.Role] = [:]
    for step in fold.steps { roles[step.call] = step.role }
    let say = explainer.say
    customer = phone.masked
    self.period = period?.name
    now = zone.iso8601(asOf)
    calls = zip(rows, kindOf).filter { isShown($0.0.day) }.map { row, kind in
      let role = roles[row.id]
      let isInbound = row.direction == .inbound
      return Call(
        callID: explainer.id(row.id), startedAt: zone.iso8601(row.start),
        direction: row.direction.word, kind: kind?.word, kindWhy: kind.map(say.why),
        outcome: explainer.word(row.outcome, row.missed), number: explainer.ours(row.number),
        section: isInbound
          ? SectionKey.of(row.number, on: row.day, in: explainer.rules.numbers) : nil,
        queue: explainer.keys.key(queue: row.queue), waitS: row.wait >= 0 ? row.wait : nil,
        talkS: row.talk,
        agents: row.agents.split(separator: " ").map { explainer.shown(key: String($0)) }
          .joined(separator: " "),
        role: role?.rawValue, roleWhy: role.map(say.role), orders: links[row.id] ?? [])
    }
    episodes = found.map { episode in
      let deadline = config.hours.instant(
        afterOpenSeconds: config.calls.callbackWithin, from: episode.first.end, zone: zone)
      return Missed(
        callID: explainer.id(episode.first.id), firstMissedAt: zone.iso8601(episode.first.start),
        kind: episode.kind.word, outcome: episode.outcome.word, why: say.why(episode.outcome),
        callerAttempts: episode.callerAttempts, ourAttempts: episode.ourAttempts,
        callbackLatencyOpenS: episode.latencyOpen, callbackLatencyS: episode.latency,
        agent: episode.agent.map(explainer.shown(key:)), deadlineAt: deadline.map(zone.iso8601))
    }
    notes = explainer.notes(period)
  }

  func lines(_ explainer: Explainer) -> [String] {
    let language = explainer.language
    func headings(_ words: [ExplainWord]) -> [String] { words.map { $0.text(in: language) } }
    func time(_ text: String) -> String { Explainer.plain(text) }
    func number(_ value: Int?) -> String { value.map(String.init) ?? "" }
    func outcomeWord(_ text: String) -> String { OutcomeWord.text(csv: text, in: language) }
    let table = calls.map { call -> [String] in
      let kind = call.kind.map { "\($0): \(call.kindWhy ?? "")" }
      return [
        time(call.startedAt), call.callID, outcomeWord(call.direction), outcomeWord(call.outcome),
        number(call.waitS), number(call.talkS), call.agents,
        call.orders.joined(separator: " "), call.roleWhy ?? "", kind ?? "",
      ]
    }
    let missed = episodes.map { episode -> [String] in
      [
        time(episode.firstMissedAt), episode.callID, outcomeWord(episode.kind),
        number(episode.callerAttempts), number(episode.ourAttempts),
        number(episode.callbackLatencyOpenS), number(episode.callbackLatencyS),
        episode.agent ?? "", episode.deadlineAt.map(time) ?? "",
        "\(episode.outcome): \(episode.why)",
      ]
    }
    var lines = [[customer, period].compactMap(\.self).joined(separator: " "), ""]
    let headingsOfCalls = headings([
      .started, .call, .direction, .outcome, .wait, .talk, .agent, .orders, .role, .kind,
    ])
    lines += TextTable.aligned([headingsOfCalls] + table, numbers: [4, 5])
    if !missed.isEmpty {
      let headingsOfEpisodes = headings([
        .firstMissed, .call, .kind, .callerAttempts, .ourAttempts, .latencyOpen, .latency,
        .reachedBy, .deadline, .outcome,
      ])
      lines += ["", explainer.say.episodes]
      lines += TextTable.aligned([headingsOfEpisodes] + missed, numbers: [3, 4, 5, 6])
    }
    return lines + notes.map { "\n" + $0 }
  }
}
