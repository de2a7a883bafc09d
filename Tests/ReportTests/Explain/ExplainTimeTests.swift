import Foundation
import Ingest
import Metrics
import Testing

@testable import report

/// Sessions, pauses and calls of one Thursday, whose sums were worked out by hand.
@MainActor
@Suite("ringtally explain, agents' time") struct ExplainTimeTests {
  static let config = """
    timezone: UTC
    language: en
    database: ringtally.sqlite
    reports: reports
    sources:
      - { name: pbx, format: asterisk-cdr, files: [Master.csv] }
      - { name: queues, format: asterisk-queue-log, files: [queue_log] }
    agents: agents.csv
    shifts: shifts.csv
    trunks: ["PJSIP/provider-"]
    agent_time: { login_cap: 9h }

    """
  static let agents = """
    id,name,team,line,from,to
    anna,Anna,calls,201,2026-01-01,
    boris,Boris,calls,202,2026-01-01,
    clara,Clara,calls,203,2026-01-01,2026-10-15
    dora,Dora,calls,203,2026-10-15,

    """
  /// The second is read up to "now", the end of the 15th.
  static let shifts = """
    agent,from,to
    boris,2026-10-14T10:00,2026-10-14T18:00
    boris,2026-10-15T20:00,2026-10-16T04:00

    """
  /// 2026-10-15, 00:00 UTC.
  static let midnight = 1_792_022_400

  /// Hours and minutes behind that midnight, in seconds of the epoch.
  static func at(_ hour: Int, _ minute: Int = 0, _ second: Int = 0) -> Int {
    midnight + hour * 3600 + minute * 60 + second
  }

  static var queueLog: String {
    let events: [(Int, String)] = [
      (at(-2), "MANAGER|600|PJSIP/203|ADDMEMBER|"),
      (at(-1), "MANAGER|600|PJSIP/201|ADDMEMBER|"),
      (at(0, -10), "NONE|600|PJSIP/201|PAUSE|lunch"),
      // Talks from 23:58 to 00:02.
      (at(0, -3), "\(at(0, -3)).1|600|NONE|ENTERQUEUE||79160000001|1"),
      (at(0, -2), "\(at(0, -3)).1|600|PJSIP/201|CONNECT|60|\(at(0, -3)).91|5"),
      (at(0, 2), "\(at(0, -3)).1|600|PJSIP/201|COMPLETECALLER|60|240|1"),
      (at(0, 10), "NONE|600|PJSIP/201|UNPAUSE|"),
      (at(1), "MANAGER|600|PJSIP/201|REMOVEMEMBER|"),
      (at(2), "MANAGER|600|PJSIP/203|REMOVEMEMBER|"),
      (at(9), "MANAGER|600|PJSIP/201|ADDMEMBER|"),
      (at(9, 29), "\(at(9, 29)).2|600|NONE|ENTERQUEUE||79160000001|1"),
      (at(9, 30), "\(at(9, 29)).2|600|PJSIP/201|CONNECT|60|\(at(9, 29)).92|5"),
      (at(9, 40), "\(at(9, 29)).2|600|PJSIP/201|COMPLETECALLER|60|600|1"),
      (at(10), "MANAGER|601|PJSIP/201|ADDMEMBER|"),
      (at(12), "MANAGER|600|PJSIP/201|REMOVEMEMBER|"),
      // Ends as she leaves her last queue.
      (at(12, 30), "NONE|NONE|PJSIP/201|PAUSEALL|lunch"),
      (at(13), "MANAGER|601|PJSIP/201|REMOVEMEMBER|"),
      (at(13, 30), "NONE|600|PJSIP/201|PAUSE|training"),
      // Nobody logs off.
      (at(14), "MANAGER|600|PJSIP/201|ADDMEMBER|"),
      (at(14, 15), "NONE|601|PJSIP/201|PAUSE|lunch"),
      (at(14, 30), "NONE|600|PJSIP/201|UNPAUSE|"),
      (at(14, 45), "NONE|601|PJSIP/201|UNPAUSE|"),
      (at(18), "MANAGER|600|PJSIP/202|ADDMEMBER|"),
      (at(19, 30), "NONE|600|PJSIP/202|PAUSE|"),
      (at(20), "MANAGER|600|PJSIP/203|ADDMEMBER|"),
      (at(20, 30), "NONE|600|PJSIP/202|UNPAUSE|"),
      (at(22), "MANAGER|600|PJSIP/202|REMOVEMEMBER|"),
      // Of the other queue, which she had left.
      (at(23, 30), "MANAGER|601|PJSIP/201|REMOVEMEMBER|"),
    ]
    return events.map { "\($0.0)|\($0.1)\n" }.joined()
  }

  /// Calls out of Anna's that nobody picks up: before her time, beside a talk, in a pause.
  static var master: String {
    [
      (1, "08:00:00", "08:05:00", 300), (2, "09:35:00", "09:45:00", 600),
      (3, "12:40:00", "12:41:00", 60),
    ]
    .map { number, from, to, length in
      "\"\",\"201\",\"79160000002\",\"from-internal\",\"\",\"PJSIP/201-0000000\(number)\",\"PJSIP/provider-0000000\(number)\",\"Dial\",\"\",\"2026-10-15 \(from)\",\"\",\"2026-10-15 \(to)\",\(length),0,\"NO ANSWER\",\"DOCUMENTATION\",\"1792000000.\(number)0\",\"\",\"\",\"1792000000.\(number)0\",\(number)\n"
    }.joined()
  }

  /// A part as a line: when, what it counts, why.
  struct Part: Hashable, CustomStringConvertible {
    var from: String
    var to: String
    var counts: [String: Int]
    var reasons: [String]
    var description: String { "\(from)–\(to) \(counts) \(reasons)" }

    init(_ from: String, _ to: String, _ counts: [String: Int], _ reasons: String...) {
      (self.from, self.to, self.counts, self.reasons) = (from, to, counts, reasons)
    }

    init(_ row: AgentTimeExplanation.Row) {
      from = String(row.from.dropFirst(11).prefix(5))
      to = String(row.to.dropFirst(11).prefix(5))
      counts = row.counts
      reasons = row.reasons.map(\.rawValue)
    }
  }

  /// The shop after its run of the 16th, 00:00.
  func withShop(_ body: (Explainer, Period) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "explain-time-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in [
      ("queue_log", Self.queueLog), ("Master.csv", Self.master), ("agents.csv", Self.agents),
      ("shifts.csv", Self.shifts), ("ringtally.yaml", Self.config),
    ] {
      try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    let config = try Config.load(folder.appending(path: "ringtally.yaml").path)
    let night = Night(
      config: config, directories: try config.directories(),
      store: try EventStore(path: config.database, reportZone: config.timezone),
      asOf: try #require(Day("2026-10-16")), reports: config.reports)
    #expect(try night.run().ingestion.problems == [])
    let day = try #require(Period("2026-10-15"))
    try body(try Explainer(config: config, database: config.database), day)
  }

  func explanation(
    _ explainer: Explainer, _ agent: String, _ period: Period, measure: String? = nil,
    reason: String? = nil
  ) throws -> AgentTimeExplanation {
    let question =
      measure == nil && reason == nil
      ? AgentQuestion(of: .time) : try AgentQuestion(measure: measure, pauseReason: reason)
    return AgentTimeExplanation(
      explainer,
      try AgentEvidence(reading: explainer, agent: agent, period: period, question), question)
  }

  @Test func `overlap, cap, clip and a pause across midnight, as worked out by hand`() throws {
    try withShop { explainer, day in
      let all = try explanation(explainer, "anna", day)
      func parts(_ kinds: AgentTimePart.Kind...) -> [Part] {
        all.rows.filter { kinds.contains($0.what) }.map(Part.init)
      }
      func worked(_ seconds: Int, days: Int = 0) -> [String: Int] {
        ["worked_s": seconds, "logged_in_s": seconds, "available_s": seconds]
          .merging(days > 0 ? ["worked_days": days] : [:]) { $1 }
      }
      #expect(
        parts(.session) == [
          Part("00:00", "01:00", worked(3600, days: 1), "logged_on", "clipped_to_period"),
          Part("09:00", "12:00", worked(10_800), "logged_on"),
          // Of its three hours two are the other queue's too.
          Part("10:00", "13:00", worked(3600), "logged_on", "overlaps_session"),
          Part(
            "14:00", "23:00", worked(32_400).merging(["forgotten_logoff": 1]) { $1 },
            "logged_on", "capped_forgotten_logoff"),
        ])
      #expect(
        parts(.logoff) == [
          Part("23:30", "23:30", ["logoff_without_login": 1], "logoff_without_login")
        ])
      func paused(_ seconds: Int, _ pauses: Int) -> [String: Int] {
        ["paused_s": seconds, "available_s": -seconds]
          .merging(pauses > 0 ? ["pauses": pauses] : [:]) { $1 }
      }
      #expect(
        parts(.pause) == [
          Part("00:00", "00:10", paused(600, 1), "paused", "clipped_to_period"),
          Part("12:30", "13:00", paused(1800, 1), "paused"),
          Part("13:30", "14:30", paused(1800, 1), "paused", "outside_worked_time"),
          // Half an hour, of which 15 minutes are new, and no new stretch.
          Part("14:15", "14:45", paused(900, 0), "paused", "overlaps_pause"),
        ])
      #expect(
        parts(.talk, .outbound) == [
          // In a pause: nothing that was available is taken.
          Part(
            "00:00", "00:02", ["busy_s": 120], "talk", "clipped_to_period",
            "call_of_day_before"),
          Part("08:00", "08:05", ["busy_s": 300], "called_out", "not_connected"),
          Part("09:30", "09:40", ["busy_s": 600, "available_s": -600, "handled": 1], "talk"),
          Part(
            "09:35", "09:45", ["busy_s": 300, "available_s": -300], "called_out", "not_connected",
            "overlaps_call"),
          Part("12:40", "12:41", ["busy_s": 60], "called_out", "not_connected"),
        ])
      // 1 + 4 + 9 hours; 50 400 − 5 100 − 900; 1 380 / (1 380 + 44 400).
      let totals: [String: CSVTable.Cell] = [
        "hours_from": .text("logins"), "worked_hours": .decimal("14.00"), "worked_days": .count(1),
        "logged_in_s": .count(50_400), "paused_s": .count(5100), "pauses": .count(3),
        "busy_s": .count(1380), "available_s": .count(44_400), "occupancy": .decimal("0.0301"),
        "handled": .count(1), "outbound_connected": .count(0),
        "handled_per_hour": .decimal("0.07"), "handled_per_day": .decimal("1.00"),
        "calls_per_day": .decimal("1.00"),
        "flags": .text("forgotten_logoff logoff_without_login"),
      ]
      for (column, cell) in totals { #expect(all.totals[column] == cell, "\(column)") }
      #expect(all.totals.count == totals.count)
      for column in ["worked_days", "logged_in_s", "paused_s", "pauses", "busy_s", "available_s"] {
        let sum = all.rows.reduce(0) { $0 + ($1.counts[column] ?? 0) }
        #expect(all.totals[column] == .count(sum), "\(column)")
      }

      // By the reason alone the pauses of others do not shorten it.
      let lunch = try explanation(explainer, "anna", day, reason: "lunch")
      #expect(lunch.table == .pauses && lunch.rows.allSatisfy { $0.pauseReason == "lunch" })
      #expect(lunch.rows.map { $0.counts["paused_s"] } == [600, 1800, 1800])
      #expect(lunch.totals == ["pauses": .count(3), "paused_s": .count(4200)])
      #expect(throws: ExplainError.self) {
        _ = try explanation(explainer, "anna", day, reason: "tea")
      }

      let flags = try explanation(explainer, "anna", day, measure: "flags")
      #expect(flags.rows.map(\.what) == [.session, .logoff])
      let occupancy = try explanation(explainer, "anna", day, measure: "occupancy")
      #expect(occupancy.rows.count == 13 && !occupancy.rows.contains { $0.what == .logoff })
      #expect(
        occupancy.lines(explainer).suffix(4) == [
          "The sum, as in agent_time.csv:", "busy_s         1380", "available_s   44400",
          "occupancy    0.0301",
        ])
    }
  }

  @Test func `shifts go before log-ons; a line changes hands at midnight`() throws {
    try withShop { explainer, day in
      let boris = try explanation(explainer, "boris", day)
      #expect(
        boris.rows.map(Part.init) == [
          Part(
            "20:00", "00:00", ["worked_s": 14_400, "worked_days": 1, "available_s": 14_400],
            "shift", "clipped_to_period"),
          Part("18:00", "22:00", ["logged_in_s": 14_400], "logged_on", "shifts_go_first"),
          // Half of it before his shift.
          Part(
            "19:30", "20:30", ["paused_s": 1800, "pauses": 1, "available_s": -1800], "paused",
            "outside_worked_time"),
        ])
      #expect(boris.totals["hours_from"] == .text("shifts"))
      #expect(boris.totals["available_s"] == .count(12_600))
      let none = try explanation(explainer, "boris", day, reason: "")
      #expect(none.totals == ["pauses": .count(1), "paused_s": .count(1800)])

      let dora = try explanation(explainer, "dora", day, measure: "worked_hours")
      #expect(
        dora.rows.map(Part.init) == [
          Part(
            "00:00", "02:00",
            ["worked_s": 7200, "worked_days": 1, "logged_in_s": 7200, "available_s": 7200],
            "logged_on", "line_taken_over"),
          Part(
            "20:00", "00:00",
            ["worked_s": 14_400, "logged_in_s": 14_400, "available_s": 14_400], "logged_on",
            "goes_on"),
        ])
      let before = try #require(Period("2026-10-14"))
      let clara = try explanation(explainer, "clara", before, measure: "logged_in_s")
      #expect(clara.rows.map { $0.counts["logged_in_s"] } == [7200])
      #expect(clara.rows.map(\.reasons) == [[.loggedOn, .handedOver]])
    }
  }
}
