import ArgumentParser
import Foundation
import Ingest
import Metrics

/// `ringtally explain`: the calls behind a number.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show which calls a number is made of, and why each counts or not.",
    discussion:
      "Changes nothing. \"Now\" is that of the last run, so that the sums are those of its reports. Ends with 65 where the agent, customer, call or period is not known."
  )

  @OptionGroup var options: DatabaseOptions
  @Option(
    help:
      "An agent_id of calls_by_agent.csv: all calls of the period that touch this agent, and team: those that all missed together."
  )
  var agent: String?
  @Option(help: "A customer's number in any writing: his calls, and what came of missed ones.")
  var customer: String?
  @Option(
    help: "A call_id of calls.csv, a uniqueid or a linkedid: one call with all its parts.")
  var call: String?
  @Option(help: "One column of calls_by_agent.csv, with --agent.")
  var measure: String?
  @Option(
    help:
      "A month 2026-11, an ISO week 2026-W47 or a day 2026-11-21. Default: the newest month with --agent, everything else with --customer and --call.",
    transform: ReportCommand.period)
  var period: Period?
  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard [agent, customer, call].count(where: { $0 != nil }) == 1 else {
      throw ValidationError("expected one of --agent, --customer and --call.")
    }
    guard let measure else { return }
    guard agent != nil else { throw ValidationError("expected --agent beside --measure.") }
    guard AgentFact.Kind(of: measure) != nil else {
      throw ValidationError(
        "expected a measure of calls_by_agent.csv: \(CallTables.agentMeasures.joined(separator: ", "))."
      )
    }
  }

  func run() throws {
    var opened = options.database
    try ExitStatus.guarding(opened) {
      let config = try options.config.load()
      let database = options.database ?? config.database
      opened = database
      // Looking makes no database, and no lock beside none.
      guard FileManager.default.fileExists(atPath: database) else {
        throw ExplainError.nothingYet(database: database)
      }
      let lock = try RunLock.take(database: database, waiting: options.wait)
      defer { withExtendedLifetime(lock) {} }
      let explainer = try Explainer(config: config, database: database)
      let explanation = try explanation(by: explainer)
      print(json ? try explanation.json : explanation.lines(explainer).joined(separator: "\n"))
    }
  }

  @MainActor
  private func explanation(by explainer: Explainer) throws -> any Explanation {
    if let agent {
      return try AgentExplanation(explainer, agent: agent, measure: measure, period: period)
    }
    if let customer {
      return try CustomerExplanation(explainer, number: customer, period: period)
    }
    return try CallExplanation(explainer, id: call ?? "", period: period)
  }
}
