import Ingest
import Yams

/// What one reading of a config gathers: its problems, and its effective values.
///
/// A class, because all sections of one file write to it; it lives no longer than the reading.
final class ConfigLog {
  let file: String
  private(set) var problems: [ConfigError.Problem] = []
  /// Each key's value in its one spelling, defaults included: what hashes are computed over.
  private(set) var effective: [String: String] = [:]

  init(file: String) { self.file = file }

  func report(_ mark: Mark?, key: String, _ message: String, remedy: String) {
    problems.append(
      ConfigError.Problem(
        file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, key: key, message: message,
        remedy: remedy))
  }

  func report(_ problem: ConfigError.Problem) { problems.append(problem) }

  func record(_ path: String, _ value: String) { effective[path] = value }

  /// Throws the problems, if there are any, in the order of the file.
  func check() throws(ConfigError) {
    guard problems.isEmpty else {
      throw ConfigError(
        problems: problems.sorted {
          ($0.line, $0.column ?? 0, $0.key, $0.message)
            < ($1.line, $1.column ?? 0, $1.key, $1.message)
        })
    }
  }
}
