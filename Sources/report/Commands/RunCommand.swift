import ArgumentParser
import Foundation
import Ingest
import Metrics

/// `ringtally run`: ingest what is new, compute, publish; what cron calls.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Ingest what is new, compute, publish. What cron calls.",
    discussion:
      "Prints nothing when all is well. Exit codes: 0 done; 1 done, but rows were refused past limits.rejects, or a source has nothing newer than limits.stale_after; 64 usage or config; 65 refused because of the data or the database; 74 input or output; 75 another run or program holds the database."
  )

  @Option(help: "The config; default ./ringtally.yaml, then /etc/ringtally/ringtally.yaml.")
  var config: String?
  @Option(name: .customLong("as-of"), help: "00:00 local of this day is \"now\" (default: today).")
  var asOf: String?
  @Option(help: "The folder of reports, instead of the config's.")
  var reports: String?
  @Option(help: "The database, instead of the config's.")
  var database: String?
  @Flag(help: "Print ten lines about the newest period.")
  var summary = false
  @Flag(help: "Say on standard error how long each stage took.")
  var timing = false

  @MainActor
  func run() async throws {
    let config = try ConfigFile.load(config)
    let now: Day
    if let asOf {
      guard let day = Day(asOf) else {
        throw failure("--as-of \(asOf): expected a day such as 2026-11-21.", ExitStatus.usage)
      }
      now = day
    } else {
      now = config.timezone.day(of: Instant(epoch: Int(Date().timeIntervalSince1970)))
    }
    let directories = try ConfigFile.directories(config)
    let database = database ?? config.database
    do {
      guard let lock = try RunLock(database: database) else {
        throw failure(
          "\(database): another run holds the lock. Wait for it to end.", ExitStatus.locked)
      }
      defer { withExtendedLifetime(lock) {} }
      let night = Night(
        config: config, directories: directories,
        store: try EventStore(path: database, reportZone: config.timezone), asOf: now,
        reports: reports ?? config.reports)
      let outcome = try night.run()
      if timing { FileHandle.standardError.write(Data((outcome.stages.text + "\n").utf8)) }
      if summary { try Summary(night: night).print() }
      let problems = outcome.ingestion.problems + (try night.staleSources())
      guard problems.isEmpty else {
        throw failure(problems.joined(separator: "\n"), ExitStatus.refused)
      }
    } catch {
      throw failure(error, database: database)
    }
  }
}

/// Finds and reads the config.
enum ConfigFile {
  /// The named config, or the first of the two usual places.
  static func load(_ path: String?) throws -> Config {
    let usual = ["ringtally.yaml", "/etc/ringtally/ringtally.yaml"]
    guard let file = path ?? usual.first(where: { FileManager.default.fileExists(atPath: $0) })
    else {
      throw failure(
        "expected a config: neither ./ringtally.yaml nor /etc/ringtally/ringtally.yaml is there. Write one by docs/config.md, or name it by --config.",
        ExitStatus.usage)
    }
    do throws(ConfigError) {
      return try Config.load(file)
    } catch {
      throw failure(error.description, ExitStatus.usage)
    }
  }

  /// The tables that the config names.
  static func directories(_ config: Config) throws -> Config.Directories {
    var phones = PhoneParser(region: config.region)
    do throws(ConfigError) {
      return try config.directories { text in
        let bytes = Array(text.utf8)
        return bytes.count > 6 ? phones.parse(bytes.span)?.digits : nil
      }
    } catch {
      throw failure(error.description, ExitStatus.usage)
    }
  }
}

/// `ringtally check`: what is wrong with a config.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check a config and the tables it names.")

  @Argument(help: "The config.")
  var config: String

  func run() throws {
    let config = try ConfigFile.load(config)
    _ = try ConfigFile.directories(config)
    do {
      for source in config.sources {
        print("\(source.name): \(source.format.rawValue), \(try source.files().count) files")
      }
    } catch {
      throw failure(error, database: config.database)
    }
  }
}

/// `ringtally formats`: what can be read.
struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "List the formats that can be read.")

  func run() throws {
    for format in [
      AsteriskCDR.self, AsteriskCDRDump.self, AsteriskQueueLog.self, OrdersCSV.self,
      SectionVisitsCSV.self,
    ] as [any ExportFormat.Type] {
      print("\(format.identifier)\t\(format.summary)")
    }
  }
}
