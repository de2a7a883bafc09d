import Testing

@testable import report

/// A config that says only what it must, and room for more.
enum ConfigFixture {
  static let minimal = """
    timezone: Asia/Yekaterinburg
    database: var/ringtally.sqlite
    reports: reports
    sources:
      - { name: pbx, format: asterisk-cdr, files: [pbx/Master.csv*] }
    agents: agents.csv
    trunks: ["PJSIP/provider-"]

    """

  static let agents = "id,name,team,line,from,to\na,Anna,calls,201,2026-01-01,\n"

  static func parse(
    _ text: String, tables: [String: String] = ["agents.csv": agents]
  ) throws(ConfigError) -> Config {
    try Config.parse(text, file: "ringtally.yaml") { path in tables[path].map { Array($0.utf8) } }
  }

  /// The problems of a text, as `line:column key`.
  static func places(_ text: String) -> [String] {
    problems(text).map { "\($0.line):\($0.column ?? 0) \($0.key)" }
  }

  static func problems(_ text: String) -> [ConfigError.Problem] {
    do throws(ConfigError) {
      _ = try parse(text)
      return []
    } catch {
      return error.problems
    }
  }

  /// The minimal config with lines after it; they begin with line 8.
  static func with(_ more: String) -> String { minimal + more }
}
