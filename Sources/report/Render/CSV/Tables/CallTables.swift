import Ingest
import Metrics

/// The tables about calls of one period.
struct CallTables {
  let period: Period
  let config: Config
  let agents: AgentDirectory
  let calls: CallTally
  let queues: [String: QueueTally]
  let tallies: [String: AgentTally]

  /// One row per agent with a line in the period, then `team`, then `all`.
  var byAgent: CSVTable {
    var table = CSVTable(
      name: "calls_by_agent",
      columns: ["agent_id", "agent", "team"] + CallTables.agentMeasures)
    var all = AgentTally()
    var rest = tallies
    let team = rest.removeValue(forKey: TallyKeys.team) ?? AgentTally()
    var rows: [(String, [CSVTable.Cell])] = []
    for index in agents.indices {
      let agent = agents[index]
      let row = period.days.lazy.compactMap { agent.row(on: Day(number: $0)) }.first
      let tally = rest.removeValue(forKey: agent.id)
      guard row != nil || tally != nil else { continue }
      all.merge(tally ?? AgentTally())
      rows.append(
        (
          agent.id,
          [.text(agent.id), .text(row?.name ?? agent.name), .text(row?.team ?? "")]
            + CallTables.cells(tally ?? AgentTally())
        ))
    }
    for (key, tally) in rest {
      all.merge(tally)
      let name = key == TallyKeys.outsourced ? "" : String(key.dropFirst())
      rows.append((key, [.text(key), .text(name), .text("")] + CallTables.cells(tally)))
    }
    table.rows = rows.sorted { $0.0 < $1.0 }.map(\.1)
    let blanks = Array(repeating: CSVTable.Cell.empty, count: table.columns.count - 3)
    table.rows.append([.text("team")] + blanks + [.count(team.teamMissed), .empty])
    table.rows.append([.text("all"), .empty, .empty] + CallTables.cells(all))
    return table
  }

  /// The columns about an agent's calls, in the order of ``cells(_:)``.
  static let agentMeasures = [
    "offered", "answered", "missed", "answer_rate", "pickup_p50_s", "pickup_p90_s", "handled",
    "transfers_in", "transfers_out", "talk_seconds", "average_handle_time_s", "outbound",
    "outbound_connected", "outbound_talk_seconds", "answered_elsewhere", "caller_left", "busy",
    "short_ring", "team_missed", "talk_upper_bounds",
  ]

  /// An agent's figures.
  static func cells(_ t: AgentTally) -> [CSVTable.Cell] {
    [
      .count(t.offered), .count(t.answered), .count(t.missed),
      CSVTable.share(t.answered, of: t.offered),
      CSVTable.optional(t.pickup.quantile(percent: 50)),
      CSVTable.optional(t.pickup.quantile(percent: 90)), .count(t.handled), .count(t.transfersIn),
      .count(t.transfersOut), .count(t.talk),
      CSVTable.decimal(t.talk, over: t.handled, digits: 1), .count(t.outbound),
      .count(t.outboundConnected), .count(t.outboundTalk), .count(t.answeredElsewhere),
      .count(t.callerLeft), .count(t.busy), .count(t.shortRing), .count(t.teamMissed),
      .count(t.talkUpperBounds),
    ]
  }

  /// One row per queue, then `all`, which is about journeys.
  var answerLatency: CSVTable {
    var table = CSVTable(
      name: "answer_latency",
      columns: [
        "queue", "offered", "answered", "average_speed_of_answer_s", "p50_s", "p90_s", "p95_s",
        "p99_s", "answered_in_threshold", "service_level", "threshold_s", "abandoned",
        "short_abandoned", "missed", "unknown", "callback_requested", "formula",
      ])
    let threshold = config.calls.serviceLevelWithin
    for (queue, t) in queues.sorted(by: { $0.key < $1.key }) {
      table.rows.append(
        row(
          queue, t.latency, t.serviceLevelCounts(within: threshold), missed: t.missed))
    }
    table.rows.append(
      row(
        "all", calls.latency, calls.serviceLevelCounts(within: threshold), missed: calls.missed))
    return table
  }

  private func row(
    _ queue: String, _ latency: Histogram, _ counts: ServiceLevelCounts, missed: Int
  ) -> [CSVTable.Cell] {
    let formula = config.calls.formula
    return [
      .text(queue), .count(counts.offered), .count(counts.answered),
      CSVTable.decimal(latency.sum, over: latency.total, digits: 1),
      CSVTable.optional(latency.quantile(percent: 50)),
      CSVTable.optional(latency.quantile(percent: 90)),
      CSVTable.optional(latency.quantile(percent: 95)),
      CSVTable.optional(latency.quantile(percent: 99)),
      .count(counts.answeredInThreshold),
      formula(counts).map { CSVTable.share($0.numerator, of: $0.denominator) } ?? .empty,
      .count(config.calls.serviceLevelWithin), .count(counts.abandoned - counts.shortAbandoned),
      .count(counts.shortAbandoned), .count(missed), .count(counts.unknown),
      .count(counts.callbackRequested), .text(formula.rawValue),
    ]
  }

  /// Every named formula for each queue, then for `all`, which is about journeys.
  var serviceLevels: CSVTable {
    var table = CSVTable(
      name: "service_levels",
      columns: [
        "queue", "formula", "configured", "numerator", "denominator", "service_level",
        "threshold_s",
      ])
    let threshold = config.calls.serviceLevelWithin
    var counts = queues.sorted { $0.key < $1.key }.map {
      (queue: $0.key, counts: $0.value.serviceLevelCounts(within: threshold))
    }
    counts.append((queue: "all", counts: calls.serviceLevelCounts(within: threshold)))
    for (queue, counts) in counts {
      for formula in ServiceLevelFormula.allCases {
        let ratio = formula(counts)
        table.rows.append([
          .text(queue), .text(formula.rawValue),
          .text(formula == config.calls.formula ? "yes" : "no"),
          CSVTable.optional(ratio?.numerator), CSVTable.optional(ratio?.denominator),
          ratio.map { CSVTable.share($0.numerator, of: $0.denominator) } ?? .empty,
          .count(threshold),
        ])
      }
    }
    return table
  }
}
