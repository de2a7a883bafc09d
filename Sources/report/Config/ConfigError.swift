/// Everything that is wrong in a config, and in the tables that it names.
package struct ConfigError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One thing that is wrong: where, what was expected, and the remedy.
  package struct Problem: Hashable, Sendable, CustomStringConvertible {
    /// The file's name as it was given.
    package var file: String
    /// 1-based.
    package var line: Int
    /// 1-based, in Unicode scalars; `nil` in a table, where `key` is the column's heading.
    package var column: Int?
    /// The key's full path, such as `calls.service_level.within`; empty for the whole file.
    package var key: String
    /// What was expected, and what was found, without a full stop.
    package var message: String
    /// What to change, as a sentence.
    package var remedy: String

    /// Reads `ringtally.yaml:12:5: calls.contact_from: expected …`, a full stop, what to change.
    package var description: String {
      guard let column else {
        return "\(file):\(line)\(key.isEmpty ? "" : " \(key)"): \(message). \(remedy)"
      }
      return "\(file):\(line):\(column): \(key.isEmpty ? "" : "\(key): ")\(message). \(remedy)"
    }
  }

  /// At least one, in the order of the file.
  package var problems: [Problem]

  /// One problem a line.
  package var description: String { problems.map(\.description).joined(separator: "\n") }
}
