import Foundation
import Ingest
import TestSupport
import Testing

@testable import report

/// Random log-ons, pauses and calls on the whole way, held against a count second by second in
/// another language.
@MainActor
@Suite("Agents' time by another hand") struct AgentTimeOracleTests {
  static let zone = "Europe/Berlin"
  /// The second is the day of 25 hours.
  static let days = ["2026-10-24", "2026-10-25", "2026-10-26"]
  static let until = "2026-10-27"
  static let agents = """
    id,name,team,line,from,to
    anna,Anna,calls,201,2026-01-01,
    boris,Boris,calls,202,2026-01-01,
    clara,Clara,calls,203,2026-01-01,2026-10-26
    dora,Dora,calls,203,2026-10-26,

    """
  static let config = """
    timezone: Europe/Berlin
    database: ringtally.sqlite
    reports: reports
    sources:
      - { name: pbx, format: asterisk-cdr, files: [Master.csv] }
      - { name: queues, format: asterisk-queue-log, files: [queue_log] }
    agents: agents.csv
    trunks: ["PJSIP/provider-"]
    agent_time: { login_cap: 9h }

    """

  /// A queue log and call records of three days.
  static func exports(seed: Int) throws -> (queueLog: String, master: String) {
    var numbers = SeededNumbers(seed: seed)
    let zone = try #require(Zone(zone))
    let begin = zone.start(of: try #require(Day(days[0]))).epoch
    let end = zone.start(of: try #require(Day(until))).epoch
    var log: [(at: Int, line: String)] = []
    var master = ""
    func any<T>(_ choices: [T]) throws -> T {
      try #require(choices.randomElement(using: &numbers))
    }
    let lines = ["201", "202", "203"]
    for _ in 0..<90 {
      // Coarse moments, so that some coincide, and some sessions last exactly as long as the cap.
      let at = begin + Int.random(in: 0..<(end - begin) / 1800, using: &numbers) * 1800
      let device = "PJSIP/\(try any(lines))"
      let agent = "Agent/\(try any(lines))"
      let queue = try any(["600", "601"])
      log.append(
        (
          at,
          try any([
            "MANAGER|\(queue)|\(device)|ADDMEMBER|", "MANAGER|\(queue)|\(device)|ADDMEMBER|",
            "MANAGER|\(queue)|\(device)|ADDMEMBER|PAUSED",
            "MANAGER|\(queue)|\(device)|REMOVEMEMBER|",
            "NONE|\(queue)|\(device)|PAUSE|lunch", "NONE|\(queue)|\(device)|PAUSE|",
            "NONE|NONE|\(device)|PAUSEALL|", "NONE|NONE|\(device)|PAUSE|training",
            "NONE|\(queue)|\(device)|UNPAUSE|", "NONE|NONE|\(device)|UNPAUSEALL|",
            "NONE|NONE|\(agent)|AGENTLOGIN|\(device)-0000000a",
            "NONE|NONE|\(agent)|AGENTLOGOFF|\(device)-0000000a|\(try any([600, 7200, 40_000]))",
            "NONE|NONE|\(agent)|AGENTCALLBACKLOGOFF|\(device)|\(try any([0, 1800, 32_400]))",
          ])
        ))
    }
    for number in 1...120 {
      let at = Int.random(in: begin..<end - 600, using: &numbers)
      let line = try any(lines)
      // What ends at "now" or later is not known yet, so every call ends before.
      let talk = min(Int.random(in: 0...5400, using: &numbers), end - at - 10)
      if number.isMultiple(of: 3) {
        let start = TimestampText.local(at, zone)
        master +=
          "\"\",\"\(line)\",\"79160000002\",\"from-internal\",\"\",\"PJSIP/\(line)-\(digits(number, 8))\",\"PJSIP/provider-\(digits(number, 8))\",\"Dial\",\"\",\"\(start)\",\"\",\"\(TimestampText.local(at + talk, zone))\",\(talk),0,\"NO ANSWER\",\"DOCUMENTATION\",\"\(at).\(number)\",\"\",\"\",\"\(at).\(number)\",\(number)\n"
      } else {
        let id = "\(at).\(number)"
        log.append((at, "\(id)|600|NONE|ENTERQUEUE||79160000001|1"))
        log.append((at + 5, "\(id)|600|PJSIP/\(line)|CONNECT|5|\(at).9\(number)|5"))
        log.append((at + 5 + talk, "\(id)|600|PJSIP/\(line)|COMPLETECALLER|5|\(talk)|1"))
      }
    }
    let text = log.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map { "\($0.element.at)|\($0.element.line)\n" }.joined()
    return (text, master)
  }

  @Test(arguments: 1...3)
  func `agent_time.csv is what a count of single seconds gives`(_ seed: Int) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "agent-time-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let exports = try Self.exports(seed: seed)
    for (name, text) in [
      ("queue_log", exports.queueLog), ("Master.csv", exports.master), ("agents.csv", Self.agents),
      ("ringtally.yaml", Self.config),
    ] {
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    let config = try Config.load(folder.appending(path: "ringtally.yaml").path)
    let night = Night(
      config: config, directories: try config.directories(),
      store: try EventStore(path: config.database, reportZone: config.timezone),
      asOf: try #require(Day(Self.until)), reports: config.reports)
    let outcome = try night.run()
    #expect(outcome.ingestion.problems == [])
    let expected = try Oracle.run(
      "agent_time.py", [folder.path, Self.zone, Self.days[0], Self.until, "32400"])
    #expect(expected.count > 12)
    var tables: [String: TruthTable] = [:]
    for line in expected {
      let period = line[0] == "all" ? "2026-10" : line[0]
      let table =
        try tables[period]
        ?? TruthTable(
          Data(contentsOf: folder.appending(path: "reports/\(period)/csv/agent_time.csv")))
      tables[period] = table
      let found = table.rows.first { $0[0] == line[1] }.map {
        Dictionary(zip(table.columns, $0), uniquingKeysWith: { first, _ in first })
      }
      let known = line[2] != "0"
      // Without a log-on in the period nothing but the busy time is known.
      let wanted = [
        "logged_in_s": known ? line[2] : "", "paused_s": known ? line[3] : "",
        "pauses": known ? line[4] : "", "busy_s": line[5], "available_s": known ? line[6] : "",
        "worked_days": known ? line[7] : "", "flags": line[8],
      ]
      for (column, value) in wanted {
        // An agent whose line has ended and who did nothing has no row.
        let other = value == "0" ? "" : value
        #expect(
          found?[column] == value || (found == nil && other.isEmpty),
          "\(period) \(line[1]): \(column) is \(found?[column] ?? "absent"), expected \(value)")
      }
    }
  }
}

extension TimestampText {
  /// `2026-10-25 02:30:00` on the wall clock.
  fileprivate static func local(_ epoch: Int, _ zone: Zone) -> String {
    let text = zone.iso8601(Instant(epoch: epoch))
    return text.prefix(10) + " " + text.dropFirst(11).prefix(8)
  }
}
