import ArgumentParser
import Foundation
import Ingest
import Metrics

/// What every command takes that reads the database: config, "now", database, how long to wait.
struct StoreOptions: ParsableArguments {
  @OptionGroup var config: ConfigOption
  @Option(
    name: .customLong("as-of"), help: "00:00 local of this day is \"now\" (default: today).",
    transform: StoreOptions.day)
  var asOf: Day?
  @Option(help: "The database, instead of the config's.")
  var database: String?
  @Option(
    help: "How long to wait where another run holds the lock, such as 10m (default: not at all).",
    transform: StoreOptions.duration)
  var wait: Seconds = 0

  private static func day(_ text: String) throws -> Day {
    guard let day = Day(text) else {
      throw ValidationError("expected a day such as 2026-11-21.")
    }
    return day
  }

  private static func duration(_ text: String) throws -> Seconds {
    let kind = ValueKind<Seconds>.duration
    guard let seconds = ValueKind<Seconds>.seconds(text) else {
      throw ValidationError("expected \(kind.expected). \(kind.remedy)")
    }
    return seconds
  }
}

/// What every command takes that works on the database and publishes from it.
struct NightOptions: ParsableArguments {
  @OptionGroup var store: StoreOptions
  @Option(help: "The folder of reports, instead of the config's.")
  var reports: String?
  @Flag(help: "Say on standard error how long each stage took.")
  var timing = false

  /// Takes the lock, does a stage of the night's work, notes it for `status`, and ends the program
  /// where something was refused.
  /// - Parameter work: The stage; it gets a night whose database is locked for it.
  func run(_ command: String, _ work: @MainActor (Night) throws -> Night.Outcome) throws {
    var opened = store.database
    try ExitStatus.guarding(opened) {
      let config = try store.config.load()
      let directories = try config.directories()
      let started = Instant(epoch: Int(Date().timeIntervalSince1970))
      let database = store.database ?? config.database
      opened = database
      let lock = try RunLock.take(database: database, waiting: store.wait)
      defer { withExtendedLifetime(lock) {} }
      let night = Night(
        config: config, directories: directories,
        store: try EventStore(path: database, reportZone: config.timezone),
        asOf: store.asOf ?? config.timezone.day(of: started), reports: reports ?? config.reports)
      let outcome = try night.noting(command, started: started) { try work(night) }
      if timing { FileHandle.standardError.write(Data((outcome.stages.text + "\n").utf8)) }
      guard outcome.problems.isEmpty else {
        throw failure(outcome.problems.joined(separator: "\n"), ExitStatus.refused)
      }
    }
  }
}
