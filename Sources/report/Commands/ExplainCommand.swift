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
  @Option(
    help:
      "With --agent, one column of calls_by_agent.csv, agents_by_hour.csv, agents_around_14.csv, agent_time.csv or agent_pauses.csv; the last two are made of shifts, sessions, pauses and calls."
  )
  var measure: String?
  @Option(
    help:
      "With --agent, only calls that began in this hour, 0 to 23: the rows of agents_by_hour.csv.")
  var hour: Int?
  @Option(help: "With --agent, only calls that began on this day of the week, mon to sun.")
  var weekday: String?
  @Option(
    help:
      "With --agent, only pauses for this reason of agent_pauses.csv; an empty word for those without one."
  )
  var pauseReason: String?
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
    let narrowing = [
      ("--measure", measure), ("--hour", hour.map(String.init)), ("--weekday", weekday),
      ("--pause-reason", pauseReason),
    ].first { $0.1 != nil }
    if let narrowing, agent == nil {
      throw ValidationError("expected --agent beside \(narrowing.0).")
    }
    do {
      _ = try question
    } catch let unanswerable as AgentQuestion.Unanswerable {
      throw ValidationError(unanswerable.description)
    }
  }

  private var question: AgentQuestion {
    get throws {
      try AgentQuestion(
        measure: measure, hour: hour, weekday: weekday, pauseReason: pauseReason)
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
      let question = try question
      let evidence = try AgentEvidence(
        reading: explainer, agent: agent, period: try explainer.period(period), question)
      return question.table.isOfTime
        ? AgentTimeExplanation(explainer, evidence, question)
        : AgentExplanation(explainer, evidence, question)
    }
    if let customer {
      return try CustomerExplanation(explainer, number: customer, period: period)
    }
    return try CallExplanation(explainer, id: call ?? "", period: period)
  }
}
