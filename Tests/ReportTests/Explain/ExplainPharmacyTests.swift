import Foundation
import Testing

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

  /// Whether a uniqueid was made in October of Yekaterinburg.
  private func october(_ id: String) -> Bool {
    let second = id.split(separator: ".").first.flatMap { Int($0) } ?? 0
    return second >= 1_790_794_800 && second < 1_793_473_200
  }
}
