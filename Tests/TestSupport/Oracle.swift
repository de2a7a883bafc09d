import Foundation

/// The scripts of `Tests/oracle`: the same numbers by another hand, in another language.
package enum Oracle {
  /// The script did not end well.
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "oracle")

  /// What a script prints, as cells.
  package static func run(_ script: String, _ arguments: [String]) throws -> [[String]] {
    let python = Process()
    python.executableURL = URL(filePath: "/usr/bin/env")
    python.arguments = ["python3", folder.appending(path: script).path] + arguments
    let output = Pipe()
    python.standardOutput = output
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
