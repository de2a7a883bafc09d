import Foundation

/// The shop of fixtures/paper in a folder of its own, where the built program works on it.
struct PaperShop {
  /// What a command did.
  struct Ending {
    var code: Int32
    var output: String
    var errors: String
  }

  static let fixture = PharmacyNight.root.appending(path: "fixtures/paper")

  let folder: URL
  var reports: URL { folder.appending(path: "reports") }

  /// Copies the exports and the config.
  /// - Parameter changes: Replacements in the config's text.
  init(_ changes: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "paper-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["Master.csv", "queue_log", "orders.csv", "agents.csv", "numbers.csv"] {
      try FileManager.default.copyItem(
        at: PaperShop.fixture.appending(path: name), to: folder.appending(path: name))
    }
    var config = try String(
      contentsOf: PaperShop.fixture.appending(path: "ringtally.yaml"), encoding: .utf8)
    for (old, new) in changes {
      guard config.contains(old) else {
        throw PharmacyNight.RunError(description: "the config has no \(old)")
      }
      config = config.replacingOccurrences(of: old, with: new)
    }
    try config.write(
      to: folder.appending(path: "ringtally.yaml"), atomically: true, encoding: .utf8)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Starts the program in the folder, where it finds `ringtally.yaml` by itself.
  func start(_ arguments: [String]) throws -> (process: Process, output: URL, errors: URL) {
    let process = Process()
    process.executableURL = try PharmacyNight.program()
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let id = UUID().uuidString
    let output = folder.appending(path: ".out-\(id)")
    let errors = folder.appending(path: ".err-\(id)")
    for file in [output, errors] {
      _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    return (process, output, errors)
  }

  /// Runs a command to its end.
  func ringtally(_ arguments: String...) throws -> Ending {
    let (process, output, errors) = try start(arguments)
    process.waitUntilExit()
    return Ending(
      code: process.terminationReason == .exit ? process.terminationStatus : -1,
      output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }

  /// A published file's text.
  func published(_ path: String) throws -> String {
    try String(contentsOf: reports.appending(path: path), encoding: .utf8)
  }

  /// The periods that have a folder.
  func periods() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: reports.path)
      .filter { $0.hasPrefix("2") }.sorted()
  }
}
