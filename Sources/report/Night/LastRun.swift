import ArgumentParser
import Foundation
import Ingest

/// What the last run, ingest or report did, for `ringtally status`.
struct LastRun: Codable {
  var command: String
  var startedAt: String
  /// `nil` while it is at work, and for ever where it was killed.
  var endedAt: String?
  var asOf: String
  /// `nil` like `endedAt`.
  var exitCode: Int32?
  var filesRead = 0
  var filesKnown = 0
  var rowsRead = 0
  var rowsRejected = 0
  var daysComputed = 0
  var periodsPublished = 0
  /// What it said on standard error.
  var problems: [String] = []
}

extension Night {
  /// Does a run's work and notes in the database what became of it.
  func noting(
    _ command: String, started: Instant, _ work: () throws -> Outcome
  ) throws -> Outcome {
    let zone = config.timezone
    var record = LastRun(
      command: command, startedAt: zone.iso8601(started), asOf: asOf.description)
    try store.transaction { try $0.setLastRun(record) }
    func end(_ code: Int32) {
      record.exitCode = code
      record.endedAt = zone.iso8601(Instant(epoch: Int(Date().timeIntervalSince1970)))
    }
    do {
      let outcome = try work()
      record.filesRead = outcome.ingestion.filesRead
      record.filesKnown = outcome.ingestion.filesKnown
      record.rowsRead = outcome.ingestion.counts.read
      record.rowsRejected = outcome.ingestion.counts.rejected
      record.daysComputed = outcome.daysComputed
      record.periodsPublished = outcome.periodsPublished.count
      record.problems = outcome.problems
      end(outcome.problems.isEmpty ? 0 : ExitStatus.refused.rawValue)
      try store.transaction { try $0.setLastRun(record) }
      return outcome
    } catch {
      let ending = ExitStatus.ending(error, database: store.path)
      record.problems = [ending.message]
      end(ending.code.rawValue)
      // Where the store itself has failed there is nowhere to note it; the error says more.
      try? store.transaction { try $0.setLastRun(record) }
      throw error
    }
  }
}

extension Transaction {
  /// What the last run did; `nil` before the first, or where another release wrote it.
  func lastRun() throws -> LastRun? {
    guard let text = try state("last_run") else { return nil }
    return try? JSONDecoder().decode(LastRun.self, from: Data(text.utf8))
  }

  /// Notes what the last run did.
  func setLastRun(_ run: LastRun) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try setState("last_run", String(decoding: try encoder.encode(run), as: UTF8.self))
  }
}
