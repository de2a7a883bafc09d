import Foundation
package import Ingest
import Metrics
import Yams

extension Config {
  /// Reads a config and the tables that it names from disk.
  ///
  /// - Throws: ``ConfigError`` with all problems; a file that cannot be read is one.
  package static func load(_ path: String) throws(ConfigError) -> Config {
    let log = ConfigLog(file: path)
    guard let bytes = contents(of: path) else {
      log.report(
        nil, key: "", "expected a config that can be read",
        remedy: "Check the path given by --config, and the file's permissions.")
      try log.check()
      throw ConfigError(problems: log.problems)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      log.report(nil, key: "", "expected UTF-8 text", remedy: "Save the file as UTF-8.")
      throw ConfigError(problems: log.problems)
    }
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ""
    return try parse(text, file: path, folder: folder) { contents(of: $0) }
  }

  /// Reads a config's text.
  ///
  /// - Parameters:
  ///   - text: YAML.
  ///   - file: Its name, for messages.
  ///   - folder: What relative paths start from; empty for the working directory.
  ///   - contents: A file's bytes by its path, `nil` if it cannot be read.
  /// - Returns: The config, with every default filled in.
  /// - Throws: All problems of the text.
  package static func parse(
    _ text: String, file: String, folder: String = "", contents: (String) -> [UInt8]?
  ) throws(ConfigError) -> Config {
    let log = ConfigLog(file: file)
    let root = YAMLDocument.compose(text, log: log)
    if root == nil { try log.check() }
    let top = SectionReader(root, .top, path: "", log: log)

    func table(_ key: String) -> Table? {
      guard let name = top.value(key, .text) else { return nil }
      guard let bytes = contents(resolve(name, in: folder)) else {
        top.report(
          key, "expected a file that can be read",
          "Correct the path, which starts from the config's folder, or create the file.")
        return nil
      }
      log.record("contents of \(key)", sha256(bytes))
      return Table(name: name, bytes: bytes)
    }

    let zone = top.value("timezone", .zone) ?? .utc
    let hours = OpenHours(
      reading: top.section("hours", .hours), inheriting: .always, recordingAs: "hours")
    let queues = top.section("queues", .queues).entries.map { name, _, node in
      Queue(
        reading: SectionReader(node, .queue, path: "queues.\(name).", log: log), id: name,
        zone: zone, hours: hours)
    }
    let config = Config(
      file: file, folder: folder, shop: top.value("shop", .anyText) ?? "", timezone: zone,
      language: top.value("language", .choice) ?? .ru,
      currency: top.value("currency", .code(3, "RUB")) ?? "",
      region: top.value("region", .code(2, "RU")) ?? "",
      database: resolve(top.value("database", .text) ?? "", in: folder),
      reports: resolve(top.value("reports", .text) ?? "", in: folder),
      sources: Source.read(top, folder: folder),
      agents: table("agents") ?? Table(name: "", bytes: []),
      numbers: table("numbers"), shifts: table("shifts"), trunks: top.list("trunks", .text),
      featureCodes: top.list("feature_codes", .text), blacklist: top.list("blacklist", .text),
      ivrServed: top.list("ivr_served", .text), hours: hours,
      queues: Dictionary(uniqueKeysWithValues: queues.map { ($0.id, $0) }),
      calls: Calls(reading: top.section("calls", .calls)),
      orders: Orders(reading: top.section("orders", .orders)),
      staffing: Staffing(reading: top.section("staffing", .staffing)),
      agentTime: AgentTime(reading: top.section("agent_time", .agentTime)),
      motivation: Scorecard.read(top), csv: CSVStyle(reading: top.section("csv", .csv)),
      privacy: Privacy(reading: top.section("privacy", .privacy)),
      limits: Limits(reading: top.section("limits", .limits)), effective: log.effective)
    try log.check()
    return config
  }

  private static func contents(of path: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path).map { Array($0) }
  }

  /// What the tables that the config names say.
  package struct Directories: Sendable {
    package var agents: AgentDirectory
    package var numbers: NumberDirectory
    package var worked: WorkedHours
  }

  /// Reads agents, numbers and shifts.
  ///
  /// - Parameter normalize: A phone number of the config's region as E.164 digits; `nil` for what
  ///   is none.
  /// - Returns: The three, empty where the config names no file.
  /// - Throws: All problems of the three tables.
  package func directories(
    normalize: (String) -> Int64?
  ) throws(ConfigError) -> Directories {
    var problems: [ConfigError.Problem] = []
    func note(_ error: TableError) {
      problems += error.problems.map {
        ConfigError.Problem(
          file: $0.file, line: $0.line, column: nil, key: $0.column ?? "", message: $0.expected,
          remedy: $0.remedy)
      }
    }
    var directories = Directories(agents: .empty, numbers: .empty, worked: .unknown)
    do throws(TableError) {
      directories.agents = try AgentDirectory(
        bytes: agents.bytes, file: agents.name, normalize: normalize)
    } catch { note(error) }
    if let numbers {
      do throws(TableError) {
        directories.numbers = try NumberDirectory(
          bytes: numbers.bytes, file: numbers.name, normalize: normalize)
      } catch { note(error) }
    }
    // Without agents each shift would be an error that says nothing.
    if let shifts, problems.isEmpty || !directories.agents.agents.isEmpty {
      do throws(TableError) {
        directories.worked = try WorkedHours(
          bytes: shifts.bytes, file: shifts.name, agents: directories.agents, zone: timezone)
      } catch { note(error) }
    }
    guard problems.isEmpty else { throw ConfigError(problems: problems) }
    return directories
  }
}
