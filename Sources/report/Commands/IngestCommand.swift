import ArgumentParser

/// `ringtally ingest`: read what is new and publish nothing.
struct IngestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Read what is new into the database; compute and publish nothing.",
    discussion:
      "Prints nothing when all is well. The next run computes and publishes what was read. Exit codes are those of run."
  )

  @OptionGroup var options: NightOptions

  func run() throws {
    try options.run("ingest") { night in
      var outcome = Night.Outcome()
      outcome.ingestion = try night.ingest()
      outcome.stages.end("read")
      return outcome
    }
  }
}
