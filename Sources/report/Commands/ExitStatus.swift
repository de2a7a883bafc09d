import ArgumentParser
import Foundation
import Ingest

/// Exit codes beside 0, and which error ends the program with which of them.
enum ExitStatus {
  /// Done, but data was refused past the configured share, or a source is stale.
  static let refused = ExitCode(1)
  /// Usage or config.
  static let usage = ExitCode(64)
  /// Refused because of the data: a damaged or newer store, a file of another format.
  static let data = ExitCode(65)
  /// A fault of the program.
  static let software = ExitCode(70)
  /// Input or output.
  static let io = ExitCode(74)
  /// Another run or another program holds the database.
  static let locked = ExitCode(75)

  /// What an error says, and the code it ends with.
  /// - Parameter database: The database's path, for SQLite's errors.
  static func ending(_ error: any Error, database: String) -> (message: String, code: ExitCode) {
    if let fault = error as? DatabaseFault ?? DatabaseFault(error, path: database) {
      switch fault.kind {
      case .locked: return (fault.description, locked)
      case .disk: return (fault.description, io)
      case .damaged: return (fault.description, data)
      }
    }
    return switch error {
    case let error as ConfigError: (error.description, usage)
    case let error as StoreError: (error.description, data)
    case let error as FormatError: (error.description, data)
    case let error as UnknownPeriod: (error.description, data)
    case let error as PublishError: (error.description, io)
    case let error as SourceError: (error.description, io)
    case let error as Config.Source.FilesError: (error.description, io)
    case let error as LockHeld: (error.description, locked)
    case let error as CocoaError:
      (PublishError(path: error.filePath ?? database, code: error.errorNumber).description, io)
    default:
      // Not the admin's fault: nothing that is thrown on purpose ends here.
      (
        "ringtally: unexpected error: \(error). Nothing was published half; please file this message.",
        software
      )
    }
  }

  /// Does a command's work on the main thread; an error is worded on standard error and ends with its code.
  /// - Parameter database: What SQLite's errors name, where the work has found out.
  static func guarding(
    _ database: @autoclosure @MainActor () -> String? = nil,
    _ work: @MainActor () throws -> Void
  ) throws {
    do {
      try MainActor.assumeIsolated { try work() }
    } catch let error as ExitCode {
      throw error  // it has been explained
    } catch let error as ValidationError {
      throw error  // ArgumentParser words it
    } catch {
      let (message, code) = ending(
        error, database: MainActor.assumeIsolated { database() } ?? "the database")
      throw failure(message, code)
    }
  }
}

/// Ends the program with a message on standard error and an exit code.
func failure(_ message: String, _ code: ExitCode) -> ExitCode {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  return code
}

extension CocoaError {
  /// The system's number of what went wrong, looked for in the underlying errors.
  fileprivate var errorNumber: Int32 {
    if let posix = underlying as? POSIXError { return posix.code.rawValue }
    switch code {
    case .fileNoSuchFile, .fileReadNoSuchFile: return ENOENT
    case .fileReadNoPermission, .fileWriteNoPermission: return EACCES
    case .fileWriteFileExists: return EEXIST
    case .fileWriteOutOfSpace: return ENOSPC
    case .fileWriteVolumeReadOnly: return EROFS
    default: return EIO
    }
  }
}
