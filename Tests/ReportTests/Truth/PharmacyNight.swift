import Foundation

/// One run of the built program over the simulated pharmacy chain, in a folder of its own.
struct PharmacyNight {
  /// Why the program could not be run.
  struct RunError: Error, CustomStringConvertible {
    let description: String
  }

  /// Where the run publishes and keeps its database.
  let folder: URL
  var reports: URL { folder.appending(path: "reports") }

  /// The repository's root, seen from this file.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let truth = root.appending(path: "fixtures/pharmacy/truth")

  /// A fixture's content, unpacked where it is compressed.
  static func unpacked(_ file: URL) throws -> Data {
    guard file.pathExtension == "gz" else { return try Data(contentsOf: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return data
  }

  /// The config that is run.
  private let config: URL

  init(
    config: URL = PharmacyNight.root.appending(path: "fixtures/pharmacy/ringtally.yaml")
  ) throws {
    self.config = config
    folder = FileManager.default.temporaryDirectory
      .appending(path: "ringtally-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// The program beside the test bundle, under its product's or its target's name.
  static func program() throws -> URL {
    let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let arguments = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    for folder in [arguments, bundle].map({ $0.deletingLastPathComponent() }) {
      let found = ["ringtally", "report"].map { folder.appending(path: $0) }
        .filter { FileManager.default.isExecutableFile(atPath: $0.path) }
      let newest = found.max { Self.modified($0) < Self.modified($1) }
      if let newest { return newest }
    }
    throw RunError(description: "no program beside \(arguments.path) nor \(bundle.path)")
  }

  private static func modified(_ file: URL) -> Date {
    (try? file.resourceValues(forKeys: [.contentModificationDateKey]))?.contentModificationDate
      ?? .distantPast
  }

  /// Starts the program; its standard error goes to `stderr.txt` in the folder.
  func start() throws -> Process {
    let process = Process()
    process.executableURL = try Self.program()
    process.arguments = [
      "run", "--config", config.path, "--as-of", "2026-12-01", "--reports", reports.path,
      // Other suites look into the undisturbed run's database meanwhile.
      "--wait", "10m",
      "--database",
      folder.appending(path: "ringtally.sqlite").path,
    ]
    let log = folder.appending(path: "stderr.txt")
    _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    process.standardError = try FileHandle(forWritingTo: log)
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// Runs to the end; the time that it took.
  /// - Parameter codes: The exit codes that are right.
  @discardableResult
  func run(endingWith codes: Set<Int32> = [0]) throws -> TimeInterval {
    let begin = Date()
    let process = try start()
    process.waitUntilExit()
    guard process.terminationReason == .exit, codes.contains(process.terminationStatus) else {
      let log = try String(contentsOf: folder.appending(path: "stderr.txt"), encoding: .utf8)
      throw RunError(description: "exit code \(process.terminationStatus): \(log)")
    }
    return Date().timeIntervalSince(begin)
  }

  /// Every published file by its path within the reports' folder.
  func files() throws -> [String: Data] {
    let enumerator = FileManager.default.enumerator(
      at: reports, includingPropertiesForKeys: [.isRegularFileKey])
    var files: [String: Data] = [:]
    while let file = enumerator?.nextObject() as? URL {
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else {
        continue
      }
      files[String(file.path.dropFirst(reports.path.count))] = try Data(contentsOf: file)
    }
    return files
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  // MARK: - The one undisturbed run that all suites look at

  /// What the undisturbed run left.
  struct Published {
    let night: PharmacyNight
    let seconds: TimeInterval
    let files: [String: Data]
  }

  private static let undisturbed = Result { () throws -> Published in
    let night = try PharmacyNight()
    let seconds = try night.run()
    return Published(night: night, seconds: seconds, files: try night.files())
  }

  /// The undisturbed run, done once per test process.
  static func published() throws -> Published { try undisturbed.get() }
}
