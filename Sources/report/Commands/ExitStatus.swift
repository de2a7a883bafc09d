import ArgumentParser
import Foundation
import Ingest

/// Exit codes beside 0, and which error ends the program with which of them.
enum ExitStatus {
  /// Done, but data was refused past the configured share, or a source is stale.
  static let refused = ExitCode(1)
  /// Usage or config.
  static let usage = ExitCode(64)
  /// Refused because of the data: a damaged or newer store.
  static let data = ExitCode(65)
  /// Input or output.
  static let io = ExitCode(74)
  /// Another run holds the lock.
  static let locked = ExitCode(75)

  /// What an error says and the code it ends with; `nil` for one that says so itself.
  static func ending(_ error: any Error) -> (message: String, code: ExitCode)? {
    switch error {
    case let error as ConfigError: (error.description, usage)
    case let error as StoreError: (error.description, data)
    case let error as FormatError: (error.description, data)
    case let error as UnknownPeriod: (error.description, data)
    case let error as PublishError: (error.description, io)
    case let error as SourceError: (error.description, io)
    case let error as Config.Source.FilesError: (error.description, io)
    case let error as LockHeld: (error.description, locked)
    default: nil
    }
  }

  /// Does a command's work; an error is worded on standard error and ends with its code.
  @MainActor
  static func guarding(_ work: @MainActor () async throws -> Void) async throws {
    do {
      try await work()
    } catch {
      guard let (message, code) = ending(error) else { throw error }
      throw failure(message, code)
    }
  }
}

/// Ends the program with a message on standard error and an exit code.
func failure(_ message: String, _ code: ExitCode) -> ExitCode {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  return code
}
