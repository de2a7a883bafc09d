import Foundation
import TestSupport
import Testing

/// A real queue log on the whole way, as the native file, as a table, and beside its call records.
///
/// The expected numbers were counted from the raw log: with `cut` and `sort`, and with
/// `Tests/oracle/queue_offers.py`, which judges each ring by the text of docs/metrics.md#agents.
@Suite(
  "A night over a real queue log",
  .enabled(if: SampleNight.samples != nil, SampleNight.missing))
struct QueueLogSampleTests {
  static let native = (format: "asterisk-queue-log", path: "asterisk/pbx_2018_queue_log")
  static let table = (format: "asterisk-queue-log", path: "asterisk/pbx_2018_queue_log_table.csv")
  static let records = (
    format: "asterisk-cdr-table", path: "asterisk/pbx_2018_cdr_broken_quotes.csv"
  )
  static let months = ["2018-11", "2018-12"]

  /// The columns of calls_by_agent.csv in the order in which the script prints its results.
  static let results = [
    "answered", "missed", "team_missed", "answered_elsewhere", "caller_left", "busy", "short_ring",
  ]

  @Test(arguments: [native.path, table.path])
  func `108 visits are 93 answered, 13 missed and 2 unknown`(_ path: String) throws {
    let night = try SampleNight([("asterisk-queue-log", path)])
    #expect(night.status == 0, "\(night.messages)")
    #expect(try night.quality("s0") == [1000, 1000, 0, 0])
    for (step, count) in [
      ("journeys", 108), ("inbound", 108), ("offered", 108), ("answered", 93), ("missed", 13),
      ("unknown", 2), ("missed_timeout", 1),
      // Waits of ABANDON: 5 21 40 45 53 70 74 98 146 191 197 201; up to 5 s is short.
      ("missed_abandon_short", 1), ("missed_abandon_long", 11),
    ] {
      #expect(try night.total(step) == count, "\(step)")
    }
    // Waits of CONNECT by month, nearest rank: `cut -d'|' -f6`, sorted; 32 and 7 are up to 20 s.
    let december = try night.table("answer_latency", of: "2018-12")
    for queue in ["IT", "all"] {
      let row = try #require(december[queue])
      #expect(
        ["offered", "answered", "p50_s", "p90_s", "p95_s", "p99_s", "answered_in_threshold"]
          .map { row[$0] } == ["95", "80", "22", "104", "167", "279", "32"])
      #expect(row["average_speed_of_answer_s"] == "40.4")
      // 32 / (95 − 2 unknown − 1 short) = 32/92
      #expect(row["service_level"] == "0.3478")
    }
    let november = try #require(try night.table("answer_latency", of: "2018-11")["all"])
    #expect(november["answered_in_threshold"] == "7")
    #expect(november["service_level"] == "0.5385")
  }

  /// `cut -d'|' -f5 | sort | uniq -c`: 51 COMPLETEAGENT, 38 COMPLETECALLER, a BLINDTRANSFER and an
  /// ATTENDEDTRANSFER; 12 ABANDON and an EXITWITHTIMEOUT.
  @Test(arguments: [native.path, table.path])
  func `queue show would say C 91 and A 13`(_ path: String) throws {
    let night = try SampleNight([("asterisk-queue-log", path)])
    #expect(try night.total("queue_show_completed") == 91)
    #expect(try night.total("queue_show_abandoned") == 13)
    for month in Self.months {
      #expect(try night.bridge(month, ["naive_answered_rows"]) == [""])
    }
    let rows = try Self.months.map { try night.table("pbx_counts", of: $0)["IT"] ?? [:] }
    for (column, count) in [
      ("complete_lines", 89), ("transfer_lines", 2), ("abandon_lines", 12), ("timeout_lines", 1),
      ("empty_lines", 0), ("key_lines", 0),
    ] {
      #expect(rows.reduce(0) { $0 + (Int($1[column] ?? "") ?? -999) } == count, "\(column)")
    }
  }

  @Test(arguments: [native.path, table.path])
  func `what becomes of 360 rings, by agent and month`(_ path: String) throws {
    let samples = try #require(SampleNight.samples)
    let expected = try Oracle.run(
      "queue_offers.py", ["\(samples)/\(path)", "--agents", SampleNight.zone]
    ).dropFirst()
    #expect(expected.count == 9)
    let night = try SampleNight([("asterisk-queue-log", path)])
    for row in expected {
      let id = Self.id(row[1])
      let found = try #require(try night.table("calls_by_agent", of: row[0])[id], "\(row)")
      if id == "team" {
        #expect(found["team_missed"] == row[4])
      } else {
        #expect(Self.results.map { found[$0] } == row.dropFirst(2).map { $0 }, "\(row)")
        #expect(Int(found["offered"] ?? "") == (Int(row[2]) ?? 0) + (Int(row[3]) ?? 0))
      }
    }
    let all = try #require(try night.table("calls_by_agent", of: "2018-12")["all"])
    #expect(Self.results.map { all[$0] } == ["80", "14", "23", "74", "0", "0", "0"])
  }

  /// Talk is COMPLETE*'s and the transfers' second figure, summed per agent with awk.
  ///
  /// Two calls have no end in the log and so no talk.
  @Test func `talk is what the log says, transfers included`() throws {
    let night = try SampleNight([Self.table])
    let agents = try night.table("calls_by_agent", of: "2018-12")
    for (agent, talk) in [
      ("a1109", "5524"), ("a1126", "3887"), ("a1127", "2762"), ("a1128", "2110"),
      ("a1141", "2897"), ("?Agent/1144", "3192"), ("all", "20372"),
    ] {
      #expect(agents[agent]?["talk_seconds"] == talk, "\(agent)")
    }
    #expect(agents["a1128"]?["transfers_out"] == "2")
    let november = try night.table("calls_by_agent", of: "2018-11")
    #expect(november["a1127"]?["talk_seconds"] == "1080")
    #expect(november["a1141"]?["talk_seconds"] == "2461")
  }

  @Test func `the native log and its table come to the same but for the ring before an answer`()
    throws
  {
    let native = try SampleNight([Self.native])
    let table = try SampleNight([Self.table])
    for month in Self.months {
      for name in ["bridge", "answer_latency", "callbacks", "missed_calls"] {
        let path = "/\(month)/csv/\(name).csv"
        #expect(native.files[path]?.rows == table.files[path]?.rows, "\(path)")
        #expect(native.files[path] != nil, "\(path)")
      }
      // The native sample's CONNECT has no ring time: 0.
      let rows = try native.table("calls_by_agent", of: month)
      for (id, row) in try table.table("calls_by_agent", of: month) {
        var (one, other) = (row, rows[id] ?? [:])
        for column in ["pickup_p50_s", "pickup_p90_s"] {
          one[column] = nil
          other[column] = nil
        }
        #expect(one == other, "\(month) \(id)")
      }
    }
  }

  /// Of 108 calls and 636 journeys 17 are the same.
  ///
  /// The callids of ENTERQUEUE that are a linkedid, too; all of them begin on a trunk and are
  /// answered in both.
  @Test func `the log beside its call records counts each call and each talk once`() throws {
    let both = try SampleNight([Self.table, Self.records])
    #expect(both.status == 0, "\(both.messages)")
    #expect(try both.total("queue_events") == 1000)
    #expect(try both.total("legs") == 1000)
    #expect(try both.total("journeys") == 636 + 108 - 17)
    #expect(try both.total("inbound") == 105 + 108 - 17)
    #expect(try both.total("answered") == 21 + 93 - 17)
    #expect(try both.total("missed") == 18 + 13)
    #expect(try both.total("unknown") == 2)
    // An agent of the queue has the offers and the talk of the queue log, not of both.
    let alone = try SampleNight([Self.table])
    for month in Self.months {
      let rows = try both.table("calls_by_agent", of: month)
      for (id, row) in try alone.table("calls_by_agent", of: month) where id != "all" {
        let columns = Self.results + ["offered", "handled", "talk_seconds"]
        #expect(columns.map { rows[id]?[$0] } == columns.map { row[$0] }, "\(month) \(id)")
      }
      // One answered offer for each answered journey.
      let answered = try both.bridge(month, ["answered"])
      #expect([rows["all"]?["answered"] ?? "-"] == answered)
    }
  }

  /// Events of the raw log by queue and word, and how many of the abandons waited over 5 s: what
  /// `cut -d'|' -f3,5 | sort | uniq -c` counts.
  private static func handCount() throws -> [String: [String: Int]] {
    let folder = try #require(SampleNight.samples)
    let text = try String(contentsOfFile: "\(folder)/\(native.path)", encoding: .utf8)
    var counts: [String: [String: Int]] = [:]
    for line in text.split(separator: "\n") {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      guard cells.count > 4 else { continue }
      var word = cells[4]
      if word == "ABANDON", (Int(cells.last ?? "") ?? 0) <= 5 { word = "short" }
      counts[cells[2], default: [:]][word, default: 0] += 1
    }
    return counts
  }

  @Test func `answered, abandoned and timed out are a hand count's, for each queue`() throws {
    let night = try SampleNight([Self.native])
    var columns: [String: [String: Int]] = [:]
    for month in night.months {
      for (queue, row) in try night.table("answer_latency", of: month) {
        for (column, cell) in row {
          columns[queue, default: [:]][column, default: 0] += Int(cell) ?? 0
        }
      }
    }
    let counts = try Self.handCount().filter { $0.value["ENTERQUEUE"] != nil }
    #expect(Set(columns.keys) == Set(counts.keys).union(["all"]))
    for (queue, count) in counts {
      let row = try #require(columns[queue])
      func counted(_ word: String) -> Int { count[word] ?? 0 }
      #expect(row["offered"] == counted("ENTERQUEUE"))
      #expect(row["answered"] == counted("CONNECT"))
      #expect(row["abandoned"] == counted("ABANDON"))
      #expect(row["short_abandoned"] == counted("short"))
      let left = counted("ABANDON") + counted("short") + counted("EXITWITHTIMEOUT")
      #expect(row["missed"] == left + counted("EXITEMPTY") + counted("EXITWITHKEY"))
      #expect(row["unknown"] == counted("ENTERQUEUE") - counted("CONNECT") - left)
    }
    // `cut -d'|' -f5 pbx_2018_queue_log | sort | uniq -c`
    #expect(counts.values.map { $0["CONNECT"] ?? 0 } == [93])
    #expect(counts.values.map { $0["EXITWITHTIMEOUT"] ?? 0 } == [1])
    // The way to a person has one station, and nobody is lost on it.
    for month in night.months {
      let overflow = try #require(night.files["/\(month)/csv/overflow.csv"])
      let all = overflow.byKey(["queue"])["all"] ?? [:]
      let latency = try night.table("answer_latency", of: month)["all"] ?? [:]
      #expect(all["entered"] == latency["offered"])
      #expect(all["answered"] == latency["answered"])
      #expect(all["left"] == latency["missed"])
      #expect(all["p50_s"] == latency["p50_s"])
    }
  }

  private static func id(_ member: String) -> String {
    if member == "team" { return member }
    return member == "Agent/1144" ? "?" + member : "a" + member.dropFirst("Agent/".count)
  }
}
