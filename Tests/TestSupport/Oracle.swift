import Foundation

/// The scripts of `Tests/oracle`: the same numbers by another hand, in another language.
package enum Oracle {
  /// The script did not end well.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "oracle")

  /// The Python that `make test` has given its packages, else the system's.
  private static let python: [String] = {
    let own = folder.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: ".venv-test/bin/python").path
    return FileManager.default.isExecutableFile(atPath: own) ? [own] : ["/usr/bin/env", "python3"]
  }()

  /// Whether a script's package can be imported.
  package static func has(_ package: String) -> Bool {
    let (process, _) = start(["-c", "import \(package)"])
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  private static func start(_ arguments: [String]) -> (Process, Pipe) {
    let process = Process()
    process.executableURL = URL(filePath: python[0])
    process.arguments = python.dropFirst() + arguments
    let output = Pipe()
    process.standardOutput = output
    return (process, output)
  }

  /// What a script prints, as cells.
  package static func run(_ script: String, _ arguments: [String]) throws -> [[String]] {
    let (python, output) = start([folder.appending(path: script).path] + arguments)
    try python.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    python.waitUntilExit()
    guard python.terminationStatus == 0 else {
      throw Failure(description: "\(script) ended with \(python.terminationStatus)")
    }
    return text.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
