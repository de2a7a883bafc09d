import Foundation
import Testing

/// A night of the built program over real exports, which are not part of the repository.
struct SampleNight {
  static let samples = ProcessInfo.processInfo.environment["RINGTALLY_SAMPLES"]

  /// Why the tests skip.
  static let missing: Comment = "RINGTALLY_SAMPLES names no folder of sample exports"

  /// The trunks of the PBX whose call records and queue log are both there.
  static let trunks = [
    "PJSIP/VIOrig-", "PJSIP/thinQ-", "PJSIP/VITerm-", "PJSIP/Bandwidth-", "PJSIP/IDT-",
  ]
  static let zone = "America/New_York"

  /// The published files by their path within the reports' folder.
  let files: [String: TruthTable]
  /// What the program printed on standard error.
  let messages: String
  let status: Int32

  /// Runs over one source for each of `files`, given as format and path within the samples.
  init(_ files: [(format: String, path: String)], trunks: [String] = trunks) throws {
    let samples = try #require(Self.samples)
    let night = try PharmacyNight()
    defer { night.remove() }
    let sources = files.enumerated().map { index, file in
      "  - { name: s\(index), format: \(file.format), files: [\"\(samples)/\(file.path)\"] }"
    }
    let config = """
      timezone: \(Self.zone)
      language: en
      currency: USD
      region: US
      database: db.sqlite
      reports: reports
      agents: agents.csv
      limits: { stale_after: 999999h }
      trunks: \(trunks)
      sources:
      \(sources.joined(separator: "\n"))

      """
    // Five of the six members of the queue; the sixth is a row under its own name.
    let agents =
      "id,name,team,line,from,to\n"
      + ["1109", "1126", "1127", "1128", "1141"]
      .map { "a\($0),Agent \($0),it,Agent/\($0),2018-01-01,\n" }.joined()
    let path = night.folder.appending(path: "ringtally.yaml")
    try Data(config.utf8).write(to: path)
    try Data(agents.utf8).write(to: night.folder.appending(path: "agents.csv"))

    let log = night.folder.appending(path: "stderr.txt")
    _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    let process = Process()
    process.executableURL = try PharmacyNight.program()
    process.arguments = ["run", "--config", path.path, "--as-of", "2026-01-01"]
    process.standardError = try FileHandle(forWritingTo: log)
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus
    messages = try String(contentsOf: log, encoding: .utf8)
    self.files = try night.files().filter { $0.key.hasSuffix(".csv") }.mapValues(TruthTable.init)
  }

  /// The months that were published, in order.
  var months: [String] {
    files.keys.compactMap { path in
      path.wholeMatch(of: /\/(\d{4}-\d{2})\/csv\/bridge\.csv/).map { String($0.1) }
    }.sorted()
  }

  /// A table of a period by its first column.
  func table(_ name: String, of period: String) throws -> [String: [String: String]] {
    let table = try #require(files["/\(period)/csv/\(name).csv"], "\(period) \(name)")
    return table.byKey([try #require(table.columns.first)])
  }

  /// Some steps of a month's bridge, as they are printed.
  func bridge(_ month: String, _ steps: [String]) throws -> [String] {
    let table = try table("bridge", of: month)
    return steps.map { table[$0]?["count"] ?? "-" }
  }

  /// A step of the bridge over all months.
  func total(_ step: String) throws -> Int {
    try months.reduce(0) { try $0 + (Int(bridge($1, [step])[0]) ?? 0) }
  }

  /// A source's rows, accepted, rejected and deduplicated, as every report prints them.
  func quality(_ source: String) throws -> [Int] {
    let row = try table("data_quality", of: try #require(months.first))[source] ?? [:]
    return ["rows", "accepted", "rejected", "deduplicated"].map { Int(row[$0] ?? "") ?? -1 }
  }
}
