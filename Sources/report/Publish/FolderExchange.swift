import CLinux
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

/// Publishes folders whole: readers see the old one or the new one, never a mixture.
///
/// New folders are written beside, synced together once, and exchanged one by one by
/// `renameat2(RENAME_EXCHANGE)`; a run that is killed leaves the old ones in place.
struct FolderExchange {
  /// The folder that holds all periods.
  let root: String
  /// Folders that are written and not yet exchanged.
  private(set) var staged: [String] = []

  init(root: String) { self.root = root }

  /// Writes files beside the folder `name`; unchanged content is left alone.
  /// - Parameter files: Relative path → content.
  mutating func stage(_ name: String, files: [String: FileContent]) throws {
    let target = root + "/" + name
    if try isSame(target, files) { return }
    let beside = root + "/.new-" + name
    if FileManager.default.fileExists(atPath: beside) {
      try FileManager.default.removeItem(atPath: beside)  // of a run that was killed
    }
    let folders = Set(files.keys.map { ($0 as NSString).deletingLastPathComponent })
    for folder in folders.sorted() {
      try FileManager.default.createDirectory(
        atPath: folder.isEmpty ? beside : beside + "/" + folder, withIntermediateDirectories: true)
    }
    for (path, content) in files.sorted(by: { $0.key < $1.key }) {
      try FolderExchange.write(content, to: beside + "/" + path)
    }
    staged.append(name)
  }

  /// Puts the staged folders in place; returns their names.
  ///
  /// One sync for all: a call for each of a thousand files took a third of a run.
  mutating func commit() throws -> [String] {
    guard !staged.isEmpty else { return [] }
    try FolderExchange.withFolder(root) { folder in
      let code = sync_file_system(folder)
      guard code == 0 else { throw PublishError(path: root, code: code) }
      for name in staged {
        let target = root + "/" + name
        let beside = root + "/.new-" + name
        guard FileManager.default.fileExists(atPath: target) else {
          guard rename(beside, target) == 0 else { throw PublishError(path: target, code: errno) }
          continue
        }
        let code = exchange_paths(beside, target)
        guard code == 0 else { throw PublishError(path: target, code: code) }
        try FileManager.default.removeItem(atPath: beside)
      }
      guard fsync(folder) == 0 else { throw PublishError(path: root, code: errno) }
    }
    defer { staged = [] }
    return staged
  }

  /// Replaces one file by rename.
  /// - Parameter isPrivate: Whether the file is the owner's alone, mode 0600.
  func publish(file name: String, bytes: [UInt8], isPrivate: Bool = false) throws {
    let target = root + "/" + name
    let beside = root + "/.new-" + name
    if try FolderExchange.holds(target, .bytes(bytes)) {
      guard !isPrivate || chmod(target, 0o600) == 0 else {
        throw PublishError(path: target, code: errno)
      }
      return
    }
    unlink(beside)  // of a run that was killed
    try FolderExchange.write(
      .bytes(bytes), to: beside, sync: .now, mode: isPrivate ? 0o600 : 0o640)
    guard rename(beside, target) == 0 else { throw PublishError(path: target, code: errno) }
    try FolderExchange.sync(folder: root)
  }

  /// Makes the root, which is the owner's alone, mode 0700.
  func makePrivate() throws {
    guard mkdir(root, 0o700) == 0 || errno == EEXIST, chmod(root, 0o700) == 0 else {
      throw PublishError(path: root, code: errno)
    }
  }

  /// Takes one file away, and the root with it where nothing else lies in it.
  func withdraw(_ name: String) throws {
    guard FileManager.default.fileExists(atPath: root) else { return }
    for file in ["/" + name, "/.new-" + name] {
      guard unlink(root + file) == 0 || errno == ENOENT else {
        throw PublishError(path: root + file, code: errno)
      }
    }
    try FolderExchange.sync(folder: root)
    rmdir(root)
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

  private func isSame(_ target: String, _ files: [String: FileContent]) throws -> Bool {
    guard let present = try? FileManager.default.subpathsOfDirectory(atPath: target) else {
      return false
    }
    let names = present.filter { path in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: target + "/" + path, isDirectory: &isFolder)
      return !isFolder.boolValue
    }
    guard Set(names) == Set(files.keys) else { return false }
    return try files.allSatisfy { path, content in
      try FolderExchange.holds(target + "/" + path, content)
    }
  }

  /// Whether a file is there and holds just this.
  private static func holds(_ path: String, _ content: FileContent) throws -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var facts = stat()
    guard fstat(file, &facts) == 0, Int(facts.st_size) == content.count else { return false }
    var position = 0
    var isEqual = true
    try content.read { piece in
      guard isEqual else { return }
      var done = 0
      var buffer = [UInt8](repeating: 0, count: piece.count)
      while done < piece.count {
        let n = buffer.withUnsafeMutableBytes {
          pread(file, $0.baseAddress?.advanced(by: done), piece.count - done, position + done)
        }
        if n < 0, errno == EINTR { continue }
        guard n > 0 else { break }
        done += n
      }
      position += done
      isEqual = buffer == piece
    }
    return isEqual
  }

  /// When what is written has to be on the disk.
  private enum Sync { case now, later }

  private static func write(
    _ content: FileContent, to path: String, sync: Sync = .later, mode: mode_t = 0o640
  ) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard file >= 0 else { throw PublishError(path: path, code: errno) }
    defer { close(file) }
    try content.read { try writeAll($0.span, to: file, path: path) }
    guard sync == .later || fsync(file) == 0 else { throw PublishError(path: path, code: errno) }
  }

  private static func sync(folder: String) throws {
    try withFolder(folder) { file in
      guard fsync(file) == 0 else { throw PublishError(path: folder, code: errno) }
    }
  }

  private static func withFolder(_ folder: String, _ body: (Int32) throws -> Void) throws {
    let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw PublishError(path: folder, code: errno) }
    defer { close(file) }
    try body(file)
  }
}
