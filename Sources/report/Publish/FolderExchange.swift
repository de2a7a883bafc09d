import CRename
import Foundation
import Glibc

/// Why output could not be written.
struct PublishError: Error, CustomStringConvertible {
  var path: String
  var code: Int32

  var description: String {
    "\(path): expected to be able to write here: \(String(cString: strerror(code))). Check the disk's space and the folder's owner, then run again."
  }
}

/// Publishes a folder whole: readers see the old one or the new one, never a mixture.
///
/// The new folder is written beside, synced together with its directory, and exchanged by
/// `renameat2(RENAME_EXCHANGE)`; a run that is killed leaves the old one in place.
struct FolderExchange {
  /// The folder that holds all periods.
  let root: String

  /// Publishes files under `name`; unchanged content is left alone.
  ///
  /// True if anything changed.
  /// - Parameter files: Relative path → bytes.
  @discardableResult
  func publish(_ name: String, files: [String: [UInt8]]) throws -> Bool {
    let target = root + "/" + name
    if isSame(target, files) { return false }
    let beside = root + "/.new-" + name
    try? FileManager.default.removeItem(atPath: beside)
    let folders = Set(files.keys.map { ($0 as NSString).deletingLastPathComponent })
    for folder in folders.sorted() {
      try FileManager.default.createDirectory(
        atPath: folder.isEmpty ? beside : beside + "/" + folder, withIntermediateDirectories: true)
    }
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
      try FolderExchange.write(bytes, to: beside + "/" + path)
    }
    for folder in folders {
      try FolderExchange.sync(folder: folder.isEmpty ? beside : beside + "/" + folder)
    }
    try FolderExchange.sync(folder: beside)
    if FileManager.default.fileExists(atPath: target) {
      let code = exchange_paths(beside, target)
      guard code == 0 else { throw PublishError(path: target, code: code) }
      try FolderExchange.sync(folder: root)
      try FileManager.default.removeItem(atPath: beside)
    } else {
      guard rename(beside, target) == 0 else { throw PublishError(path: target, code: errno) }
      try FolderExchange.sync(folder: root)
    }
    return true
  }

  /// Replaces one file by rename.
  func publish(file name: String, bytes: [UInt8]) throws {
    let target = root + "/" + name
    if FileManager.default.contents(atPath: target).map({ Array($0) == bytes }) ?? false { return }
    try FolderExchange.write(bytes, to: root + "/.new-" + name)
    guard rename(root + "/.new-" + name, target) == 0 else {
      throw PublishError(path: target, code: errno)
    }
    try FolderExchange.sync(folder: root)
  }

  /// Points `latest` at a period.
  func link(latest name: String) throws {
    let link = root + "/latest"
    if (try? FileManager.default.destinationOfSymbolicLink(atPath: link)) == name { return }
    let beside = root + "/.new-latest"
    unlink(beside)
    guard symlink(name, beside) == 0, rename(beside, link) == 0 else {
      throw PublishError(path: link, code: errno)
    }
    try FolderExchange.sync(folder: root)
  }

  private func isSame(_ target: String, _ files: [String: [UInt8]]) -> Bool {
    guard let present = try? FileManager.default.subpathsOfDirectory(atPath: target) else {
      return false
    }
    let names = present.filter { path in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: target + "/" + path, isDirectory: &isFolder)
      return !isFolder.boolValue
    }
    guard Set(names) == Set(files.keys) else { return false }
    return files.allSatisfy { path, bytes in
      FileManager.default.contents(atPath: target + "/" + path).map { Array($0) == bytes } ?? false
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o640)
    guard file >= 0 else { throw PublishError(path: path, code: errno) }
    defer { close(file) }
    var done = 0
    while done < bytes.count {
      let n = bytes[done...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if n < 0, errno == EINTR { continue }
      guard n > 0 else { throw PublishError(path: path, code: errno) }
      done += n
    }
    guard fsync(file) == 0 else { throw PublishError(path: path, code: errno) }
  }

  private static func sync(folder: String) throws {
    let file = open(folder, O_RDONLY | O_DIRECTORY)
    guard file >= 0 else { throw PublishError(path: folder, code: errno) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw PublishError(path: folder, code: errno) }
  }
}

/// Keeps two runs from meeting on one database.
@MainActor
final class RunLock {
  private let file: Int32

  /// Takes the lock; `nil` where another run holds it.
  init?(database: String) throws {
    let path = database + ".lock"
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw PublishError(path: path, code: errno) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      return nil
    }
  }

  deinit { close(file) }
}
