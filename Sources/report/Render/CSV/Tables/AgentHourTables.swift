import Ingest
import Metrics

/// The tables of agents by hour and weekday of one period.
struct AgentHourTables {
  private let period: Period
  /// Agents, then all of them together, then the centre.
  private let rows: [(id: String, name: String, byWeekday: [Int: HourTally])]

  /// The row of the centre's own calls, beside `all`, which sums the agents.
  static let centre = "centre"
  /// As the config writes them, Monday first.
  static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  /// The hour that parts the day in two.
  static let parting = 14

  /// - Parameter byWeekday: By agent, and by weekday from 0 for Monday on.
  init(period: Period, agents: AgentDirectory, byWeekday: [String: [Int: HourTally]]) {
    self.period = period
    var tallies = byWeekday
    let centre = tallies.removeValue(forKey: HourTally.centre) ?? [:]
    var all: [Int: HourTally] = [:]
    for own in tallies.values { all.merge(own) { $0.merging($1) } }
    rows =
      AgentRoster(period: period, agents: agents, keys: tallies.keys).entries.map {
        (id: $0.id, name: $0.name, byWeekday: tallies[$0.id] ?? [:])
      } + [("all", "", all), (AgentHourTables.centre, "", centre)]
  }

  /// The columns of ``byHour`` about calls, in the order of ``cells(_:_:isCentre:)``.
  static let measures = [
    "offered", "answered", "missed", "rated", "answer_rate", "low", "high", "handled",
    "talk_seconds", "outbound", "outbound_connected",
  ]

  /// Per agent: each hour of all days, the day as a whole, then the same for each weekday.
  var byHour: CSVTable {
    var table = CSVTable(
      name: "agents_by_hour",
      columns: ["agent_id", "agent", "weekday", "hour"] + AgentHourTables.measures)
    for row in rows {
      let isCentre = row.id == AgentHourTables.centre
      let whole = row.byWeekday.values.reduce(into: HourTally()) { $0.merge($1) }
      // On a single day all days are that day.
      let weekdays =
        period.kind == .day
        ? [] : row.byWeekday.sorted { $0.key < $1.key }.map { (AgentHourTables.weekdays[$0], $1) }
      for (weekday, tally) in [("all", whole)] + weekdays {
        let head: [CSVTable.Cell] = [.text(row.id), .text(row.name), .text(weekday)]
        for hour in tally.hours {
          table.rows.append(
            head + [.count(hour)] + AgentHourTables.cells(tally, [hour], isCentre: isCentre))
        }
        if !tally.hours.isEmpty {
          table.rows.append(
            head + [.text("all")] + AgentHourTables.cells(tally, tally.hours, isCentre: isCentre))
        }
      }
    }
    return table
  }

  /// What a row says of some hours.
  static func cells(
    _ tally: HourTally, _ hours: [Int], isCentre: Bool = false
  ) -> [CSVTable.Cell] {
    func count(_ measure: HourTally.Measure) -> Int { tally.count(measure, hours: hours) }
    let rate = AgentHourTables.rate(tally, hours)
    let interval = wilson(rate.answered, of: rate.rated)
    let own: [CSVTable.Cell] =
      isCentre
      // A transferred call is handled twice, and a call out is one agent's.
      ? Array(repeating: .empty, count: 4)
      : [.count(count(.handled)), .count(count(.talk)), .count(count(.outbound))]
        + [.count(count(.outboundConnected))]
    return [
      .count(count(.answered) + count(.missed) + count(.unknown)), .count(count(.answered)),
      .count(count(.missed)), .count(rate.rated), CSVTable.share(rate.answered, of: rate.rated),
      CSVTable.share(interval?.low), CSVTable.share(interval?.high),
    ] + own
  }

  /// What an answer rate is made of: for agents all offers, for the centre all offered calls less
  /// unknown ones and short abandons.
  private static func rate(
    _ tally: HourTally, _ hours: some Sequence<Int>
  ) -> (answered: Int, rated: Int) {
    let answered = tally.count(.answered, hours: hours)
    let missed = tally.count(.missed, hours: hours)
    return (answered, answered + missed - tally.count(.shortAbandoned, hours: hours))
  }

  /// Answer rates before and after 14:00 with Newcombe's interval of the difference.
  var around14: CSVTable {
    var table = CSVTable(
      name: "agents_around_14",
      columns: ["agent_id", "agent"] + AgentHourTables.aroundMeasures)
    for row in rows {
      let whole = row.byWeekday.values.reduce(into: HourTally()) { $0.merge($1) }
      table.rows.append([.text(row.id), .text(row.name)] + AgentHourTables.cells(around: whole))
    }
    return table
  }

  /// The columns of ``around14`` about calls, in the order of ``cells(around:)``.
  static let aroundMeasures = [
    "rated_before", "answered_before", "answer_rate_before", "rated_after", "answered_after",
    "answer_rate_after", "difference", "difference_low", "difference_high", "verdict",
  ]

  /// What a row says of a whole day's two halves.
  static func cells(around whole: HourTally) -> [CSVTable.Cell] {
    let before = rate(whole, 0..<parting)
    let after = rate(whole, parting..<24)
    let halves: [CSVTable.Cell] = [before, after].flatMap { half in
      [.count(half.rated), .count(half.answered), CSVTable.share(half.answered, of: half.rated)]
    }
    return halves + change(from: before, to: after)
  }

  private static func change(
    from before: (answered: Int, rated: Int), to after: (answered: Int, rated: Int)
  ) -> [CSVTable.Cell] {
    guard before.rated > 0, after.rated > 0 else { return Array(repeating: .empty, count: 4) }
    let interval = newcombe(
      after.answered, of: after.rated, minus: before.answered, of: before.rated)
    let difference =
      Double(after.answered) / Double(after.rated) - Double(before.answered) / Double(before.rated)
    let verdict = interval.low > 0 ? "better" : interval.high < 0 ? "worse" : "no_evidence"
    return [
      CSVTable.share(difference), CSVTable.share(interval.low), CSVTable.share(interval.high),
      .text(verdict),
    ]
  }
}
