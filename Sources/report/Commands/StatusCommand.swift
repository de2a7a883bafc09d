import ArgumentParser
import Foundation
import Ingest
import Metrics

/// `ringtally status`: the last run, and how fresh each source is.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show the last run, each source's freshness, and what was refused.",
    discussion:
      "Ends with 1 where the last run failed or did not end, a source is older than limits.stale_after, or more than limits.rejects of its rows were refused."
  )

  @OptionGroup var options: StoreOptions
  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    var opened = options.database
    try ExitStatus.guarding(opened) {
      let config = try options.config.load()
      let database = options.database ?? config.database
      opened = database
      let now =
        options.asOf.map { config.timezone.start(of: $0) }
        ?? Instant(epoch: Int(Date().timeIntervalSince1970))
      let status: StatusReport
      if FileManager.default.fileExists(atPath: database) {
        let lock = try RunLock.take(database: database, waiting: options.wait)
        defer { withExtendedLifetime(lock) {} }
        status = try StatusReport(
          config: config, store: EventStore(path: database, reportZone: config.timezone), now: now)
      } else {
        // Looking makes no database.
        status = try StatusReport(
          config: config, store: EventStore(path: nil, reportZone: config.timezone), now: now)
      }
      print(json ? try status.json : status.text)
      if !status.isGood { throw ExitStatus.refused }
    }
  }
}
