import ArgumentParser
import Foundation
import Ingest

/// Ends the program with a message on standard error and an exit code.
func failure(_ message: String, _ code: ExitCode) -> ExitCode {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  return code
}

/// Says on standard error what went wrong, and gives the exit code for it.
///
/// - Parameters:
///   - error: Whatever a command ran into; an exit code has been explained already.
///   - database: The database's path, for SQLite's errors.
func failure(_ error: any Error, database: String) -> any Error {
  if let fault = error as? DatabaseFault ?? DatabaseFault(error, path: database) {
    switch fault.kind {
    case .locked: return failure(fault.description, ExitStatus.locked)
    case .disk: return failure(fault.description, ExitStatus.io)
    case .damaged: return failure(fault.description, ExitStatus.data)
    }
  }
  switch error {
  case let error as ExitCode: return error
  case let error as ConfigError: return failure(error.description, ExitStatus.usage)
  case let error as StoreError: return failure(error.description, ExitStatus.data)
  case let error as FormatError: return failure(error.description, ExitStatus.data)
  case let error as PublishError: return failure(error.description, ExitStatus.io)
  case let error as SourceError: return failure(error.description, ExitStatus.io)
  case let error as Config.Source.FilesError: return failure(error.description, ExitStatus.io)
  case let error as CocoaError:
    return failure(
      PublishError(path: error.filePath ?? database, code: error.errorNumber).description,
      ExitStatus.io)
  default:
    // Not the admin's fault: nothing that is thrown on purpose ends here.
    return failure(
      "ringtally: unexpected error: \(error). Nothing was published half; please file this message.",
      ExitStatus.software)
  }
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
