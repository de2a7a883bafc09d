import Ingest
import Metrics

/// Computes who was logged on and paused when, on the days that a change of the queue log can have
/// reached.
@MainActor
struct AgentTimeComputation {
  let config: Config
  let agents: AgentDirectory
  let store: EventStore
  let asOf: Day

  init(night: Night) {
    config = night.config
    agents = night.directories.agents
    store = night.store
    asOf = night.asOf
  }

  /// Computes the days that the changed days concern: a session reaches into later days, and its end
  /// may tell when it began.
  func run(_ changed: [Day]) throws {
    let reach = config.agentTime.loginCap / 86_400 + 1
    for range in Night.ranges(of: changed, apart: 1) {
      let from = range.lowerBound - reach
      let to = max(range.upperBound, min(range.upperBound + reach, asOf - 1))
      try store.transaction { transaction in
        let fold = try presence(of: from...to, transaction)
        let days = (from.number...to.number).map(Day.init(number:))
        let moved =
          try transaction.replace(whereDifferent: fold.presence, among: days)
          + transaction.replace(whereDifferent: fold.pauses, among: days)
        try transaction.markChanged(.pages, moved)
      }
    }
  }

  /// Who was logged on and paused on some days.
  /// - Parameter observe: Called with every session and pause that counts there, and with some that
  ///   end before or begin after.
  func presence(
    of days: ClosedRange<Day>, _ transaction: Transaction,
    observe: ((PresencePart) -> Void)? = nil
  ) throws -> PresenceFold {
    let zone = config.timezone
    let cap = config.agentTime.loginCap
    let end = min(zone.start(of: days.upperBound + 1) + cap, zone.start(of: asOf))
    var fold = PresenceFold(
      agents: agents, names: try transaction.names().names, zone: zone, cap: cap)
    fold.observe = observe
    try transaction.presenceEvents(
      from: zone.start(of: days.lowerBound) - 2 * cap, to: end
    ) { fold.record($0) }
    fold.finish(until: end)
    return fold
  }
}
