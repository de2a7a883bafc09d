import Ingest
import Metrics

/// Who was logged on and paused in a period, by the queue log.
@MainActor
struct PresenceLog {
  /// By agent: sessions and pauses that have a part in the period, in order of time.
  private(set) var parts: [String: [PresencePart]] = [:]
  /// By agent.
  private(set) var presence: [String: PresenceTally] = [:]
  /// By agent and reason.
  private(set) var pauses: [String: [String: IntervalSet]] = [:]

  /// Those of whom the log tells anything in the period.
  var agents: Set<String> { Set(parts.keys) }

  init(_ explainer: Explainer, _ period: Period) throws {
    let zone = explainer.zone
    let (from, to) = (zone.start(of: period.first), zone.start(of: period.last + 1))
    var found: [String: [PresencePart]] = [:]
    let fold = try explainer.night.store.read { transaction in
      try AgentTimeComputation(night: explainer.night).presence(
        of: period.first...period.last, transaction
      ) { part in
        // A log-off alone takes no time; a session of no time says nothing.
        let isTime = part.start < part.end && part.start < to && part.end > from
        let isMoment = part.kind == .strayLogoff && part.start >= from && part.start < to
        if isTime || isMoment { found[part.agent, default: []].append(part) }
      }
    }
    parts = found.mapValues {
      $0.sorted {
        ($0.start, $0.end, $0.device, $0.queue) < ($1.start, $1.end, $1.device, $1.queue)
      }
    }
    for number in period.days {
      let day = Day(number: number)
      for (agent, tally) in fold.presence[day] ?? [:] {
        presence[agent, default: PresenceTally()].merge(tally)
      }
      for (key, tally) in fold.pauses[day] ?? [:] {
        let (agent, reason) = PauseTally.parts(of: key)
        pauses[agent, default: [:]][reason, default: IntervalSet()].merge(tally.paused)
      }
    }
  }
}
