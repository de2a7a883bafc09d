import Ingest
import Metrics

/// Reads the tallies behind the tables of agents' hours and time of one period.
@MainActor
struct AgentFigures {
  private let composer: ReportComposer
  private let period: Period
  private let transaction: Transaction

  init(_ composer: ReportComposer, period: Period, _ transaction: Transaction) {
    self.composer = composer
    self.period = period
    self.transaction = transaction
  }

  /// agents_by_hour.csv, agents_around_14.csv, agent_time.csv and agent_pauses.csv.
  func tables() throws -> [CSVTable] {
    let hours = AgentHourTables(
      period: period, agents: composer.directories.agents, byWeekday: try hoursByWeekday())
    let time = try time()
    return [hours.byHour, hours.around14, time.agentTime, time.pauses]
  }

  private func hoursByWeekday() throws -> [String: [Int: HourTally]] {
    var found: [String: [Int: HourTally]] = [:]
    try transaction.tallies(
      kind: HourTally.kind, from: period.first, to: period.last, version: HourTally.version
    ) { key, day, bytes in
      guard let tally = HourTally(encoded: bytes) else { return }
      found[key, default: [:]][day.weekday, default: HourTally()].merge(tally)
    }
    return found
  }

  private func time() throws -> AgentTimeTables {
    let zone = composer.config.timezone
    let agents = composer.directories.agents
    let span = AgentTimeTables.span(period, zone: zone, asOf: composer.asOf)
    // A journey of the day before may go on past midnight.
    let busy = try transaction.merged(
      BusyTally.self, from: period.first - 1, to: period.last)
    let presence = try transaction.merged(
      PresenceTally.self, from: period.first, to: period.last)
    var pauses: [String: [String: IntervalSet]] = [:]
    for (key, tally) in try transaction.merged(
      PauseTally.self, from: period.first, to: period.last)
    {
      let (agent, reason) = PauseTally.parts(of: key)
      pauses[agent, default: [:]][reason] = tally.paused
    }
    let shifts = composer.directories.shifts
    var rows: [String: AgentTimeTables.Row] = [:]
    let tallies = try transaction.merged(AgentTally.self, from: period.first, to: period.last)
    for key in Set(busy.keys).union(presence.keys).union(pauses.keys).union(shifts.keys)
      .union(tallies.keys) where key != TallyKeys.team
    {
      rows[key] = AgentTimeTables.Row(
        shifts: shifts[key], presence: presence[key] ?? PresenceTally(), pauses: pauses[key] ?? [:],
        busy: busy[key] ?? BusyTally(), calls: tallies[key] ?? AgentTally(), span: span)
    }
    return AgentTimeTables(period: period, agents: agents, zone: zone, rows: rows)
  }
}

extension Config.Directories {
  /// When each agent of shifts.csv was to work, by his id.
  var shifts: [String: IntervalSet] {
    worked.shifts.reduce(into: [:]) {
      $0[agents[$1.agent].id, default: IntervalSet()].insert(from: $1.start, to: $1.end)
    }
  }
}
