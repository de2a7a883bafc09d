import ArgumentParser
import Metrics

/// `ringtally report`: compute what is due and publish one period anew.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Compute what is due and publish one period anew.",
    discussion:
      "Reads no files. Prints nothing when all is well. What else is due is published by the next run. Exit codes are those of run; 65 also where no calls of the period are known."
  )

  @OptionGroup var options: NightOptions
  @Option(
    help: "A month 2026-11, an ISO week 2026-W47 or a day 2026-11-21.",
    transform: ReportCommand.period)
  var period: Period

  private static func period(_ text: String) throws -> Period {
    guard let period = Period(text) else {
      throw ValidationError(
        "expected a month such as 2026-11, an ISO week such as 2026-W47 or a day such as 2026-11-21."
      )
    }
    return period
  }

  func run() throws {
    try options.run("report") { try $0.report(period) }
  }
}
