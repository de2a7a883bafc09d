import Ingest
import Metrics

/// The tables of agents' worked time of one period.
struct AgentTimeTables {
  /// What is known of one agent.
  struct Row {
    var time: AgentTime
    var presence: PresenceTally
    /// By reason; not cut to worked time.
    var pauses: [String: IntervalSet]
    var calls: AgentTally
  }

  let period: Period
  let agents: AgentDirectory
  let zone: Zone
  /// By agent.
  let rows: [String: Row]

  private var roster: [AgentRoster.Entry] {
    // Shifts alone make a row only where some lie in the period.
    AgentRoster(
      period: period, agents: agents,
      keys: rows.filter { !$0.value.isEmpty }.keys
    ).entries
  }

  /// The columns about an agent's time, behind his name and team.
  static let measures = [
    "hours_from", "worked_hours", "worked_days", "logged_in_s", "paused_s", "pauses", "busy_s",
    "available_s", "occupancy", "handled", "outbound_connected", "handled_per_hour",
    "handled_per_day", "calls_per_day", "flags",
  ]

  /// One row per agent, then `all`: the agents whose worked time is known.
  var agentTime: CSVTable {
    var table = CSVTable(
      name: "agent_time",
      columns: ["agent_id", "agent", "team"] + AgentTimeTables.measures)
    var all = Sums()
    for entry in roster {
      let row = rows[entry.id]
      let sums = row.map { Sums($0, zone) } ?? Sums()
      let isKnown = row?.time.source != nil
      if isKnown { all.add(sums) }
      table.rows.append(
        [
          .text(entry.id), .text(entry.name), .text(entry.team),
          row?.time.source.map { .text($0.rawValue) } ?? .empty,
        ] + cells(sums, isKnown: isKnown) + [row.map(flags) ?? .empty])
    }
    let sums: [CSVTable.Cell] =
      all.agents > 0
      ? cells(all, isKnown: true) : Array(repeating: .empty, count: table.columns.count - 5)
    table.rows.append([.text("all"), .empty, .empty, .empty] + sums + [.empty])
    return table
  }

  /// Whole numbers that add up over agents.
  private struct Sums {
    var agents = 0
    var worked = 0
    var days = 0
    var loggedIn = 0
    var isLogKnown = false
    var paused = 0
    var pauses = 0
    var busy = 0
    var available = 0
    /// Busy time of agents who worked at all: without worked time there is no occupancy.
    var occupied = 0
    var handled = 0
    var connected = 0

    init() {}

    init(_ row: Row, _ zone: Zone) {
      agents = 1
      worked = row.time.worked.total
      days = row.time.workedDays(zone).count
      loggedIn = row.presence.loggedIn.total
      isLogKnown = loggedIn > 0
      paused = row.time.paused.total
      pauses = row.time.paused.stretches.count
      busy = row.time.busy.total
      available = row.time.available.total
      occupied = worked > 0 ? busy : 0
      handled = row.calls.handled
      connected = row.calls.outboundConnected
    }

    mutating func add(_ other: Sums) {
      agents += other.agents
      worked += other.worked
      days += other.days
      loggedIn += other.loggedIn
      isLogKnown = isLogKnown || other.isLogKnown
      paused += other.paused
      pauses += other.pauses
      busy += other.busy
      available += other.available
      occupied += other.occupied
      handled += other.handled
      connected += other.connected
    }
  }

  private func cells(_ t: Sums, isKnown: Bool) -> [CSVTable.Cell] {
    func known(_ cell: CSVTable.Cell) -> CSVTable.Cell { isKnown ? cell : .empty }
    return [
      known(CSVTable.decimal(t.worked, over: 3600, digits: 2)), known(.count(t.days)),
      t.isLogKnown ? .count(t.loggedIn) : .empty, known(.count(t.paused)),
      known(.count(t.pauses)), .count(t.busy), known(.count(t.available)),
      known(t.worked > 0 ? CSVTable.share(t.occupied, of: t.occupied + t.available) : .empty),
      .count(t.handled), .count(t.connected),
      known(CSVTable.decimal(t.handled * 3600, over: t.worked, digits: 2)),
      known(CSVTable.decimal(t.handled, over: t.days, digits: 2)),
      known(CSVTable.decimal(t.handled + t.connected, over: t.days, digits: 2)),
    ]
  }

  /// What to doubt in a row, as words separated by blanks.
  private func flags(_ row: Row) -> CSVTable.Cell {
    var flags: [String] = []
    if row.presence.forgottenLogoffs > 0 { flags.append("forgotten_logoff") }
    if row.presence.strayLogoffs > 0 { flags.append("logoff_without_login") }
    if row.presence.forgottenPauses > 0 { flags.append("forgotten_pause") }
    let active = row.time.busy.union(row.presence.loggedIn).days(zone)
    if row.time.source == .shifts, !active.isSubset(of: row.time.workedDays(zone)) {
      flags.append("work_without_shift")
    }
    return flags.isEmpty ? .empty : .text(flags.joined(separator: " "))
  }

  /// The columns about an agent's pauses, behind their reason.
  static let pauseMeasures = ["pauses", "paused_s"]

  /// Pauses of worked time by agent and reason.
  var pauses: CSVTable {
    var table = CSVTable(
      name: "agent_pauses",
      columns: ["agent_id", "agent", "reason"] + AgentTimeTables.pauseMeasures)
    for entry in roster {
      guard let row = rows[entry.id] else { continue }
      for (reason, time) in row.pauses.sorted(by: { $0.key < $1.key }) {
        let paused = time.intersection(row.time.worked)
        guard !paused.isEmpty else { continue }
        table.rows.append([
          .text(entry.id), .text(entry.name), .text(reason), .count(paused.stretches.count),
          .count(paused.total),
        ])
      }
    }
    return table
  }
}

extension AgentTimeTables {
  /// A period's time is the clock's: what goes on over its ends is cut there, and at "now".
  static func span(_ period: Period, zone: Zone, asOf: Day) -> IntervalSet {
    IntervalSet(
      from: zone.start(of: period.first),
      to: min(zone.start(of: period.last + 1), zone.start(of: asOf)))
  }
}

extension AgentTimeTables.Row {
  /// Takes what is known of an agent.
  /// - Parameters:
  ///   - shifts: `nil` where shifts.csv does not know him.
  ///   - presence: Of the period's days.
  ///   - pauses: Likewise, by reason.
  ///   - busy: Of the period's journeys, and of those of the day before, which may go on into it.
  ///   - calls: Of the period's journeys.
  ///   - span: The period.
  init(
    shifts: IntervalSet?, presence: PresenceTally, pauses: [String: IntervalSet], busy: BusyTally,
    calls: AgentTally, span: IntervalSet
  ) {
    time = AgentTime(
      shifts: shifts?.intersection(span), logins: presence.loggedIn.intersection(span),
      paused: pauses.values.reduce(into: IntervalSet()) { $0.merge($1) },
      busy: busy.busy.intersection(span))
    (self.presence, self.pauses, self.calls) = (presence, pauses, calls)
  }

  /// Whether the period holds nothing of the agent.
  fileprivate var isEmpty: Bool {
    time.worked.isEmpty && time.busy.isEmpty && presence == PresenceTally() && pauses.isEmpty
      && calls == AgentTally()
  }
}
