import Ingest
import Metrics

/// The agents who have a row in a period's tables: those with a line in it, and who did something.
struct AgentRoster {
  /// An agent as a table names him.
  struct Entry {
    var id: String
    /// The name in the period.
    var name: String
    /// The team in the period; empty for a device that nobody has.
    var team: String
  }

  /// By id.
  let entries: [Entry]

  /// - Parameter keys: Who did something: agents' ids, and devices as `?<device>`.
  init(period: Period, agents: AgentDirectory, keys: some Sequence<String>) {
    var rest = Set(keys)
    var entries: [Entry] = []
    for agent in agents.agents {
      let row = period.days.lazy.compactMap { agent.row(on: Day(number: $0)) }.first
      guard rest.remove(agent.id) != nil || row != nil else { continue }
      entries.append(
        Entry(id: agent.id, name: row?.name ?? agent.name, team: row?.team ?? ""))
    }
    entries += rest.map { Entry(id: $0, name: String($0.dropFirst()), team: "") }
    self.entries = entries.sorted { $0.id < $1.id }
  }
}
