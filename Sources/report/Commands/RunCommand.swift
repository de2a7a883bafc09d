import ArgumentParser

/// `ringtally run`: ingest what is new, compute, publish; what cron calls.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Ingest what is new, compute, publish. What cron calls.",
    discussion:
      "Prints nothing when all is well. Exit codes: 0 done; 1 done, but rows were refused past limits.rejects, or a source has nothing newer than limits.stale_after; 64 usage or config; 65 refused because of the data or the database; 74 input or output; 75 another run or program holds the database."
  )

  @OptionGroup var options: NightOptions
  @Flag(help: "Print ten lines about the newest period.")
  var summary = false

  func run() throws {
    try options.run("run") { night in
      let outcome = try night.run()
      if summary { try Summary(night: night).print() }
      return outcome
    }
  }
}
