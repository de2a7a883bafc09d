import Foundation
import Ingest
import Metrics
import Testing

@testable import report

/// The sums of the explained calls are the published rows, and the offers those of the truth.
@Suite("ringtally explain, the pharmacy's month") struct ExplainPharmacyTests {
  func explain(_ words: String...) throws -> String {
    let night = try PharmacyNight.published().night
    let process = Process()
    process.executableURL = try PharmacyNight.program()
    process.arguments =
      [
        "explain", "--json", "--wait", "10m", "--config",
        PharmacyNight.root.appending(path: "fixtures/pharmacy/ringtally.yaml").path, "--database",
        night.folder.appending(path: "ringtally.sqlite").path,
      ] + words
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }

  @Test func `the sums of every agent are his row of calls_by_agent.csv, each measure of it`()
    throws
  {
    let published = try PharmacyNight.published().files
    let table = TruthTable(try #require(published["/2026-10/csv/calls_by_agent.csv"]))
    let offers = TruthTable(
      try PharmacyNight.unpacked(PharmacyNight.truth.appending(path: "offers.csv.gz")))
    let cells = table.byKey(["agent_id"])
    #expect(cells.count >= 11)
    for (agent, row) in cells.sorted(by: { $0.key < $1.key }) where agent != "all" {
      let found = try ExplainReading.read(
        ExplainReading.Agent.self, explain("--agent", agent, "--period", "2026-10"))
      #expect(found.totals.count == (agent == "team" ? 1 : 20))
      for (measure, value) in found.totals {
        #expect(value == row[measure].flatMap { Double($0) }, "\(agent) \(measure)")
      }
      // Each offer that counts, by the generator's own model: a queue may be entered twice.
      var counted: [String: Int] = [:]
      for row in found.rows where ["offer", "team_miss"].contains(row.what) && !row.counts.isEmpty {
        let result = try #require(
          row.counts.keys.first { !["offered", "pickup_s"].contains($0) }, "\(row)")
        counted["\(row.callId) \(result)", default: 0] += 1
      }
      var truth: [String: Int] = [:]
      for offer in offers.rows where offer[1] == agent && october(offer[0]) {
        truth["\(offer[0]) \(offer[2])", default: 0] += 1
      }
      let differing = Set(counted.keys).union(truth.keys).filter { counted[$0] != truth[$0] }
      #expect(differing.sorted() == [], "\(agent)")
      #expect(found.notes == [])
    }
  }

  /// What a run over the month's calls says of every agent, with the CSV files to compare it with.
  @MainActor
  private struct Month {
    let explainer: Explainer
    let evidence: [AgentEvidence]

    init(_ agents: some Sequence<String>) throws {
      let root = PharmacyNight.root.appending(path: "fixtures/pharmacy/ringtally.yaml")
      let database = try PharmacyNight.published().night.folder
        .appending(path: "ringtally.sqlite").path
      // Other suites run on the same database.
      let lock = try RunLock.take(database: database, waiting: 600)
      defer { withExtendedLifetime(lock) {} }
      let explainer = try Explainer(config: try Config.load(root.path), database: database)
      let period = try #require(Period("2026-10"))
      let log = try PresenceLog(explainer, period)
      var evidence = agents.map {
        AgentEvidence(explainer, agent: $0, period: period, log: log)
      }
      try explainer.eachCall(of: period.first - 1...period.last) { call in
        for index in evidence.indices { evidence[index].take(call) }
      }
      (self.explainer, self.evidence) = (explainer, evidence)
    }
  }

  private func published(_ name: String) throws -> TruthTable {
    TruthTable(
      try #require(try PharmacyNight.published().files["/2026-10/csv/\(name)"]))
  }

  /// Whether the totals are a row of the CSV file, and the parts add up to its counts.
  private func compare(
    _ totals: [String: CSVTable.Cell], _ parts: [[String: Int]], to row: [String: String],
    _ place: String
  ) {
    var sums: [String: Int] = [:]
    for part in parts { sums.merge(part, uniquingKeysWith: +) }
    for (column, cell) in totals {
      let value = row[column] ?? "no column"
      #expect((cell == .empty ? "" : cell.plain) == value, "\(place) \(column)")
      if case .count = cell { #expect(String(sums[column] ?? 0) == value, "\(place) \(column)") }
    }
  }

  @MainActor
  @Test func `each cell of agents by hour, weekday and around 14:00 is the sum of its calls`()
    throws
  {
    let byHour = try published("agents_by_hour.csv").byKey(["agent_id", "weekday", "hour"])
    let around = try published("agents_around_14.csv").byKey(["agent_id"])
    let agents = around.keys.filter { !["all", "centre"].contains($0) }.sorted()
    let month = try Month(agents)
    var compared = 0
    for own in month.evidence {
      func compare(_ question: AgentQuestion, to row: [String: String], _ place: String) {
        let found = AgentExplanation(month.explainer, own, question)
        #expect(found.totals.count == question.table.measures.count)
        self.compare(found.totals, found.rows.map(\.counts), to: row, place)
        compared += 1
      }
      for (key, row) in byHour where row["agent_id"] == own.id {
        let weekday = row["weekday"].flatMap { $0 == "all" ? nil : $0 }
        let hour = row["hour"].flatMap { Int($0) }
        // Without an hour and a weekday only a column says which table it is.
        let question =
          hour == nil && weekday == nil
          ? AgentQuestion(of: .hours)
          : try AgentQuestion(measure: nil, hour: hour, weekday: weekday)
        compare(question, to: row, key)
      }
      let row = try #require(around[own.id])
      compare(AgentQuestion(of: .around14), to: row, own.id)
      for measure in AgentHourTables.aroundMeasures where own.id == agents[0] {
        let found = AgentExplanation(month.explainer, own, try AgentQuestion(measure: measure))
        #expect(found.table == .around14)
        #expect(found.totals[measure].map { $0 == .empty ? "" : $0.plain } == row[measure])
        if Int(row[measure] ?? "") != nil {
          let counted = found.rows.filter { $0.isCounted == true }
          #expect(String(counted.count) == row[measure], "\(measure)")
        }
      }
    }
    #expect(
      compared > 600
        && compared == agents.count
          + byHour.keys.count {
            !$0.hasPrefix("all ") && !$0.hasPrefix("centre ")
          }
    )
  }

  @MainActor
  @Test func `each cell of agent_time.csv and agent_pauses.csv is the sum of its stretches`()
    throws
  {
    let times = try published("agent_time.csv").byKey(["agent_id"])
    let pauses = try published("agent_pauses.csv").rows
    let agents = times.keys.filter { $0 != "all" }.sorted()
    let month = try Month(agents)
    var isSession = false
    for own in month.evidence {
      let row = try #require(times[own.id])
      let found = AgentTimeExplanation(month.explainer, own, AgentQuestion(of: .time))
      #expect(found.totals.count == AgentTimeTables.measures.count)
      compare(found.totals, found.rows.map(\.counts), to: row, own.id)
      let worked = found.rows.reduce(0) { $0 + ($1.counts["worked_s"] ?? 0) }
      if row["hours_from"] != "" {
        #expect(CSVTable.decimal(worked, over: 3600, digits: 2).plain == row["worked_hours"])
      }
      let flags = TimeMeasure.flags.filter { flag in found.rows.contains { $0.counts[flag] != nil }
      }
      #expect(flags == Set((row["flags"] ?? "").split(separator: " ").map(String.init)))
      isSession = isSession || found.rows.contains { $0.reasons.contains(.overlapsSession) }
      for measure in AgentTimeTables.measures where own.id == agents[0] {
        let question = try AgentQuestion(measure: measure)
        guard question.table == .time else { continue }
        let one = AgentTimeExplanation(month.explainer, own, question)
        #expect(one.totals == found.totals)
        let counted = one.rows.filter { $0.isCounted == true }
        if case .count(let value)? = one.totals[measure] {
          #expect(counted.reduce(0) { $0 + ($1.counts[measure] ?? 0) } == value, "\(measure)")
        }
        #expect(!counted.isEmpty, "\(measure)")
      }
      for pause in pauses where pause[0] == own.id {
        let question = try AgentQuestion(measure: nil, pauseReason: pause[2])
        let one = AgentTimeExplanation(month.explainer, own, question)
        compare(
          one.totals, one.rows.map(\.counts), to: ["pauses": pause[3], "paused_s": pause[4]],
          "\(own.id) \(pause[2])")
      }
    }
    #expect(isSession && !pauses.isEmpty)
  }

  /// Whether a uniqueid was made in October of Yekaterinburg.
  private func october(_ id: String) -> Bool {
    let second = id.split(separator: ".").first.flatMap { Int($0) } ?? 0
    return second >= 1_790_794_800 && second < 1_793_473_200
  }
}
