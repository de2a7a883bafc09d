import Foundation
import Glibc
import Ingest

/// Another run works on the database.
struct LockHeld: Error, CustomStringConvertible {
  var database: String

  var description: String {
    "\(database): another run holds the lock. Wait for it to end, or say by --wait 10m how long to wait for it."
  }
}

/// Keeps two runs from meeting on one database.
@MainActor
final class RunLock {
  private let file: Int32

  /// Takes the lock; `nil` where another run holds it.
  private init?(database: String) throws {
    let path = database + ".lock"
    let folder = (path as NSString).deletingLastPathComponent
    if !folder.isEmpty {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw PublishError(path: path, code: errno) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      return nil
    }
  }

  deinit { close(file) }

  /// Takes the lock, trying for some seconds.
  /// - Throws: ``LockHeld`` where another run still holds it then.
  static func take(database: String, waiting seconds: Seconds) throws -> RunLock {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
      if let lock = try RunLock(database: database) { return lock }
      guard ContinuousClock.now < deadline else { throw LockHeld(database: database) }
      usleep(200_000)
    }
  }
}
