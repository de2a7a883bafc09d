import GRDB

/// Why SQLite could not do its work: the disk's, another program's, or the file's fault.
package struct DatabaseFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// Whose fault it is.
  package enum Kind: Hashable, Sendable {
    /// Another program writes to it or keeps it from being written.
    case locked
    /// The disk is full, the file can't be opened or written, or the disk gives errors.
    case disk
    /// Its content is not what this program wrote.
    case damaged
  }

  package var kind: Kind
  package var path: String
  /// SQLite's own words; they hold no data.
  package var detail: String

  /// Takes over an error of the database.
  ///
  /// `nil` for an error of another kind.
  /// - Parameters:
  ///   - error: Whatever was thrown.
  ///   - path: The database's file.
  package init?(_ error: any Error, path: String) {
    guard let error = error as? DatabaseError else { return nil }
    self.path = path
    detail = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: kind = .locked
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM,
      .SQLITE_AUTH, .SQLITE_NOMEM:
      kind = .disk
    default: kind = .damaged
    }
  }

  /// The place, what is wrong and what to change, on one line.
  package var description: String {
    switch kind {
    case .locked:
      "\(path): expected the database to be free, another program has it open for writing. Close that program, or wait for it to end, and run again."
    case .disk:
      "\(path): expected to be able to read and write the database: \(detail). Check the disk's space and the owner of the file and its folder, then run again."
    case .damaged:
      "\(path): expected a ringtally database: \(detail). Restore it from a backup, or set another \"database\" and run again over all files."
    }
  }
}
