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

  /// Time is the clock's: what goes on over the period's ends is cut there, and at "now".
  private func time() throws -> AgentTimeTables {
    let zone = composer.config.timezone
    let agents = composer.directories.agents
    let span = IntervalSet(
      from: zone.start(of: period.first),
      to: min(zone.start(of: period.last + 1), zone.start(of: composer.asOf)))
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
    var shifts: [String: IntervalSet] = [:]
    for shift in composer.directories.worked.shifts {
      shifts[agents[shift.agent].id, default: IntervalSet()]
        .insert(from: shift.start, to: shift.end)
    }
    var rows: [String: AgentTimeTables.Row] = [:]
    let tallies = try transaction.merged(AgentTally.self, from: period.first, to: period.last)
    for key in Set(busy.keys).union(presence.keys).union(pauses.keys).union(shifts.keys)
      .union(tallies.keys) where key != TallyKeys.team
    {
      let own = presence[key] ?? PresenceTally()
      let paused = pauses[key] ?? [:]
      rows[key] = AgentTimeTables.Row(
        time: AgentTime(
          shifts: shifts[key]?.intersection(span), logins: own.loggedIn.intersection(span),
          paused: paused.values.reduce(into: IntervalSet()) { $0.merge($1) },
          busy: (busy[key] ?? BusyTally()).busy.intersection(span)),
        presence: own, pauses: paused, calls: tallies[key] ?? AgentTally())
    }
    return AgentTimeTables(period: period, agents: agents, zone: zone, rows: rows)
  }
}
