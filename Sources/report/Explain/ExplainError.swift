import Ingest

/// What there is nothing to explain of.
enum ExplainError: Error, CustomStringConvertible {
  /// No run has computed anything.
  case nothingYet(database: String)
  /// - Parameters:
  ///   - near: Ids of agents that are written nearly so, with their names.
  case unknownAgent(near: [String])
  /// The team as a whole has no such row.
  case noRowOfTheTeam(table: String)
  /// - Parameter known: The reasons of the agent's pauses in the period.
  case unknownReason(known: [String])
  case unknownCustomer(masked: String)
  case unknownCall
  /// Several calls carry the id; each is told by its own id and its start.
  case ambiguousCall([String])

  var description: String {
    switch self {
    case .nothingYet(let database):
      "\(database): expected a database that a run has filled. Give ringtally run first."
    case .unknownAgent(let near):
      "--agent: expected an id of agents.csv, a device as calls_by_agent.csv writes it, or team. The nearest: \(near.joined(separator: ", "))."
    case .noRowOfTheTeam(let table):
      "--agent team: expected a column of calls_by_agent.csv, the team has no row in \(table). Ask for team_missed, or name an agent."
    case .unknownReason(let known):
      known.isEmpty
        ? "--pause-reason: expected a reason of the agent's pauses, he has none in this period. Name another period, or leave it out."
        : "--pause-reason: expected one of the agent's in this period: \(known.map { "\"\($0.printableWord)\"" }.joined(separator: ", "))."
    case .unknownCustomer(let masked):
      "--customer: expected a number that called or was called, no call with \(masked) is known. Check the number, or read the exports of its time first: ringtally run."
    case .unknownCall:
      "--call: expected a call_id of calls.csv, a uniqueid or a linkedid, no call with this one is known before \"now\". Take it from calls.csv of the day, or read the exports of its time first: ringtally run."
    case .ambiguousCall(let calls):
      "--call: expected the id of one call, several carry this one: \(calls.joined(separator: "; ")). Give the id of one of them, or its day by --period."
    }
  }
}
