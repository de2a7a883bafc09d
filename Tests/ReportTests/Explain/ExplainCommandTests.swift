import Foundation
import Testing

/// On the shop of fixtures/paper, whose working is in fixtures/README.md.
@Suite("ringtally explain") struct ExplainCommandTests {
  func shop() throws -> PaperShop {
    let shop = try PaperShop()
    #expect(try shop.ringtally("run", "--as-of", "2026-03-10").code == 0)
    return shop
  }

  func read<T: Decodable>(_ type: T.Type, _ shop: PaperShop, _ words: String...) throws -> T {
    let (process, output, errors) = try shop.start(["explain", "--json"] + words)
    process.waitUntilExit()
    let said = try String(contentsOf: errors, encoding: .utf8)
    #expect(process.terminationStatus == 0, "\(said)")
    return try ExplainReading.read(type, String(contentsOf: output, encoding: .utf8))
  }

  @Test func `an agent's calls with the reason of each, as worked out on paper`() throws {
    let shop = try shop()
    defer { shop.remove() }
    let anna = try read(ExplainReading.Agent.self, shop, "--agent", "anna", "--period", "2026-03")
    let offers = anna.rows.filter { $0.what == "offer" }
    #expect(
      offers.map(\.callId) == [
        "1772434800.1", "1772435400.2", "1772436000.3", "1772436600.4", "1772438400.5",
      ])
    #expect(
      offers.map(\.reason) == [
        "answered", "own_time_out", "caller_left", "own_time_out", "answered",
      ])
    #expect(offers.map(\.ringS) == [8, 15, 4, 15, 5])
    #expect(offers.map(\.rings) == [1, 1, 1, 2, 1])
    #expect(offers.allSatisfy { $0.queue == "600" })
    #expect(offers[0].counts == ["offered": 1, "answered": 1, "pickup_s": 8])
    #expect(offers[2].counts == ["caller_left": 1])
    #expect(anna.rows.filter { $0.what == "talk" }.map(\.talkS) == [60, 30])
    #expect(anna.totals["answer_rate"] == 0.5 && anna.totals["pickup_p90_s"] == 8)
    #expect(anna.totals["average_handle_time_s"] == 45 && anna.totals["outbound"] == 0)
    #expect(anna.now == "2026-03-10T00:00:00+03:00" && anna.notes == [])

    // The newest month is the default.
    let boris = try read(
      ExplainReading.Agent.self, shop, "--agent", "boris", "--measure", "outbound_connected")
    #expect(boris.period == "2026-03" && boris.rows.map(\.callId) == ["1772436670.7"])
    #expect(boris.rows.map(\.reason) == ["connected"] && boris.rows[0].isCounted == true)
    #expect(boris.totals["outbound_talk_seconds"] == 45)

    let missed = try read(
      ExplainReading.Agent.self, shop, "--agent", "anna", "--measure", "missed")
    #expect(missed.rows.map(\.isCounted) == [false, true, false, true, false])

    let text = try shop.ringtally("explain", "--agent", "anna", "--measure", "missed")
    #expect(text.output.hasPrefix("anna ("))
    #expect(text.output.contains("rang for at least 3 s and ran out, the caller waited on"))
    #expect(text.output.hasSuffix("missed  2\n"))
  }

  @Test func `an hour of a weekday, and the time of talks, as worked out on paper`() throws {
    let shop = try shop()
    defer { shop.remove() }
    // Four offers began between 10 and 11 on that Monday: one answered, two missed, one left.
    let ten = try read(
      ExplainReading.Agent.self, shop, "--agent", "anna", "--measure", "answer_rate", "--hour",
      "10", "--weekday", "mon")
    #expect(ten.table == "agents_by_hour.csv" && ten.hour == 10 && ten.weekday == "mon")
    #expect(ten.rows.map(\.isCounted) == [true, true, false, true])
    #expect(ten.rows[0].counts == ["offered": 1, "answered": 1, "rated": 1])
    #expect(ten.totals["answer_rate"] == 0.3333 && ten.totals["rated"] == 3)
    let tuesday = try read(
      ExplainReading.Agent.self, shop, "--agent", "anna", "--weekday", "tue")
    #expect(tuesday.rows.isEmpty && tuesday.totals["offered"] == 0)

    // CONNECT at 10:00:08, 60 s of talk, and at 11:00:05, 30 s.
    let busy = try read(
      ExplainReading.Time.self, shop, "--agent", "anna", "--measure", "busy_s")
    #expect(busy.agentId == "anna" && busy.table == "agent_time.csv" && busy.measure == "busy_s")
    #expect(
      busy.rows.map(\.from) == ["2026-03-02T10:00:08+03:00", "2026-03-02T11:00:05+03:00"])
    #expect(busy.rows.map(\.seconds) == [60, 30] && busy.rows.allSatisfy { $0.what == "talk" })
    #expect(
      busy.rows.map(\.counts) == [["busy_s": 60, "handled": 1], ["busy_s": 30, "handled": 1]])
    #expect(busy.rows.map(\.callId) == ["1772434800.1", "1772438400.5"])
    #expect(busy.rows.map(\.reasons) == [["talk"], ["talk"]])
    let text = try shop.ringtally("explain", "--agent", "anna", "--measure", "busy_s")
    #expect(text.output.hasSuffix("busy_s  90\n"))
    #expect(text.output.contains("The sum, as in agent_time.csv:"))

    let reason = try shop.ringtally("explain", "--agent", "anna", "--pause-reason", "lunch")
    #expect(reason.code == 65 && reason.errors.contains("he has none"))
    let team = try shop.ringtally("explain", "--agent", "team", "--hour", "10")
    #expect(team.code == 65 && team.errors.contains("agents_by_hour.csv"))
  }

  @Test func `a customer in any writing: kinds, episodes, callbacks, and no whole number`() throws {
    let shop = try shop()
    defer { shop.remove() }
    for writing in ["+7 916 000-00-04", "8(916)0000004", "79160000004"] {
      let found = try read(ExplainReading.Customer.self, shop, "--customer", writing)
      #expect(found.customer == "+7 ••• •••-00-04")
      #expect(found.calls.map(\.callId) == ["1772436600.4", "1772436670.7"])
      #expect(found.calls.map(\.outcome) == ["missed_abandon_long", ""])
      // The calls that are stored begin on that very day.
      #expect(found.calls.map(\.kind) == ["unknown", nil])
      #expect(found.calls.map(\.role) == ["begins", "reached"])
      let episode = try #require(found.episodes.first)
      #expect(found.episodes.count == 1 && episode.outcome == "reached")
      #expect(episode.callerAttempts == 1 && episode.ourAttempts == 1)
      // 10:30:40 to 10:31:10.
      #expect(episode.callbackLatencyS == 30 && episode.callbackLatencyOpenS == 30)
      #expect(episode.agent == "boris")
      // Twelve open hours, 09–21, from 10:30:40.
      #expect(episode.deadlineAt == "2026-03-03T10:30:40+03:00")
    }
    let ordered = try read(ExplainReading.Customer.self, shop, "--customer", "89160000001")
    // Order 7 was made at 10:02, the call ended at 10:01:08.
    #expect(ordered.calls.map(\.orders) == [["7"]])
    let early = try read(
      ExplainReading.Customer.self, shop, "--customer", "89160000006", "--period", "2026-03-02")
    #expect(early.episodes.map(\.kind) == ["closed"])
    #expect(early.episodes.map(\.outcome) == ["untouched"])

    for words in [
      ["--customer", "89160000004"], ["--call", "1772436670.7"], ["--agent", "boris"],
    ] {
      let text = try shop.start(["explain"] + words)
      text.process.waitUntilExit()
      let said = try String(contentsOf: text.output, encoding: .utf8)
      #expect(text.process.terminationStatus == 0 && !said.contains("9160000004"), "\(said)")
    }
  }

  @Test func `one call by any of its ids: parts, what ties them, rules in their order`() throws {
    let shop = try shop()
    defer { shop.remove() }
    // The uniqueid of the caller's channel, and that of the agent's, which CONNECT names.
    for id in ["1772435400.2", "1772435415.12"] {
      let call = try read(ExplainReading.Call.self, shop, "--call", id)
      #expect(call.callId == "1772435400.2" && call.customer == "+7 ••• •••-00-02")
      #expect(call.startedAt == "2026-03-02T10:10:00+03:00")
      #expect(call.endedAt == "2026-03-02T10:12:25+03:00")
      #expect(call.outcome == "answered" && call.waitS == 25 && call.talkS == 120)
      #expect(call.number == "74951234500")
      #expect(
        call.steps.map(\.outcome) == [
          "test", "ivr_served", "closed", "ivr_left", "answered", "unknown", "missed",
        ])
      #expect(
        call.steps.map(\.applies) == ["no", "no", "no", "no", "yes", "not_asked", "not_asked"])
      #expect(
        call.parts.map(\.part) == [
          "ENTERQUEUE", "leg", "RINGNOANSWER", "leg", "CONNECT", "COMPLETEAGENT",
        ])
      #expect(call.parts[0].joinedBy == nil)
      #expect(call.parts.dropFirst().allSatisfy { $0.joinedBy == "1772435400.2" })
      #expect(call.parts[4].ids == ["1772435400.2", "1772435415.12"])
      #expect(
        call.agents.map { "\($0.agentId) \($0.what) \($0.reason)" } == [
          "anna offer own_time_out", "boris offer answered", "boris talk talk",
        ])
    }
    let left = try read(ExplainReading.Call.self, shop, "--call", "1772436600.4")
    #expect(left.outcome == "missed_abandon_long")
    #expect(left.steps.map(\.applies).filter { $0 == "yes" }.count == 2)
    #expect(left.steps.last?.outcome == "missed_abandon_long")
    #expect(left.agents.map(\.rings) == [2, 1])
    let closed = try read(ExplainReading.Call.self, shop, "--call", "1772429400.6")
    #expect(closed.outcome == "closed" && closed.agents.isEmpty)
    // The id that calls.csv shows.
    let shown = try shop.published("2026-03/csv/calls.csv").split(separator: "\r\n")
    #expect(shown[0].hasSuffix(",order,call_id"))
    #expect(shown[1].hasSuffix(",1772429400.6"))
  }

  @Test func `what is not known ends with 65 and says what to do; a wrong line with 64`() throws {
    let shop = try PaperShop()
    defer { shop.remove() }
    let early = try shop.ringtally("explain", "--agent", "anna")
    #expect(early.code == 65 && early.errors.contains("Give ringtally run first"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: shop.folder.path)
        .filter { $0.contains("sqlite") } == [])
    #expect(try shop.ringtally("run", "--as-of", "2026-03-10").code == 0)
    let database = shop.folder.appending(path: "ringtally.sqlite")
    let before = try Data(contentsOf: database)

    let ana = try shop.ringtally("explain", "--agent", "ana")
    #expect(ana.code == 65 && ana.errors.contains("The nearest: anna ("))
    let call = try shop.ringtally("explain", "--call", "1772435400.99")
    #expect(call.code == 65 && call.errors.contains("calls.csv"))
    let nobody = try shop.ringtally("explain", "--customer", "+79161234567")
    #expect(nobody.code == 65 && nobody.errors.contains("+7 ••• •••-45-67"))
    #expect(!nobody.errors.contains("9161234567"))
    let period = try shop.ringtally("explain", "--agent", "anna", "--period", "2026-04")
    #expect(period.code == 65 && period.errors.contains("2026-03-02 to 2026-03-02"))
    let elsewhen = try shop.ringtally(
      "explain", "--call", "1772435400.2", "--period", "2026-03-03")
    #expect(elsewhen.code == 65)

    for words in [
      ["explain"], ["explain", "--agent", "anna", "--call", "1"],
      ["explain", "--call", "1772435400.2", "--measure", "missed"],
      ["explain", "--agent", "anna", "--measure", "beauty"],
      ["explain", "--customer", "no number"], ["explain", "--agent", "anna", "--period", "March"],
      ["explain", "--call", "1772435400.2", "--hour", "10"],
      ["explain", "--agent", "anna", "--hour", "24"],
      ["explain", "--agent", "anna", "--weekday", "monday"],
      ["explain", "--agent", "anna", "--hour", "10", "--pause-reason", "lunch"],
      // agents_by_hour.csv has no such columns.
      ["explain", "--agent", "anna", "--hour", "10", "--measure", "pickup_p90_s"],
      ["explain", "--agent", "anna", "--weekday", "mon", "--measure", "rated_before"],
    ] {
      let (process, _, _) = try shop.start(words)
      process.waitUntilExit()
      #expect(process.terminationStatus == 64, "\(words)")
    }
    let beauty = try shop.ringtally("explain", "--agent", "anna", "--measure", "beauty")
    for columns in [
      "calls_by_agent.csv: offered,", "agents_by_hour.csv: offered,",
      "agents_around_14.csv: rated_before,", "agent_time.csv: hours_from,",
      "agent_pauses.csv: pauses, paused_s",
    ] { #expect(beauty.errors.contains(columns)) }
    #expect(try Data(contentsOf: database) == before)
  }

  @Test func `an id that several calls carry is ambiguous until the day is named`() throws {
    let shop = try PaperShop()
    defer { shop.remove() }
    // Five hours apart, so two calls, with one linkedid.
    let log = shop.folder.appending(path: "Master.csv")
    func line(_ hour: Int, _ number: Int) -> String {
      #""","79160000009","74951234500","from-trunk","""x"" <79160000009>","PJSIP/provider-00000c0\#(number)","PJSIP/101-00000d0\#(number)","Dial","PJSIP/101","2026-03-0\#(number) \#(hour):00:00","2026-03-0\#(number) \#(hour):00:02","2026-03-0\#(number) \#(hour):00:22",22,20,"ANSWERED","DOCUMENTATION","\#(1_772_492_000 + number).90","","","1772492000.77",90\#(number)"#
    }
    try (String(contentsOf: log, encoding: .utf8) + line(20, 2) + "\n" + line(11, 3) + "\n")
      .write(to: log, atomically: true, encoding: .utf8)
    #expect(try shop.ringtally("run", "--as-of", "2026-03-10").code == 0)
    let both = try shop.ringtally("explain", "--call", "1772492000.77")
    #expect(both.code == 65 && both.errors.contains("1772492002.90 of 2026-03-02 20:00:00"))
    #expect(both.errors.contains("1772492003.90 of 2026-03-03 11:00:00"))
    for words in [["1772492003.90"], ["1772492000.77", "--period", "2026-03-03"]] {
      let (process, output, _) = try shop.start(["explain", "--json", "--call"] + words)
      process.waitUntilExit()
      let call = try ExplainReading.read(
        ExplainReading.Call.self, String(contentsOf: output, encoding: .utf8))
      #expect(call.callId == "1772492003.90")
    }
  }

  @Test func `facts and rules newer than the reports are told`() throws {
    let shop = try shop()
    defer { shop.remove() }
    let config = shop.folder.appending(path: "ringtally.yaml")
    try (String(contentsOf: config, encoding: .utf8) + "calls: { ring_counts_from: 16s }\n")
      .write(to: config, atomically: true, encoding: .utf8)
    let anna = try read(ExplainReading.Agent.self, shop, "--agent", "anna")
    #expect(anna.notes.count == 1)
    #expect(anna.totals["missed"] == 0 && anna.totals["short_ring"] == 1)
  }
}
