import Foundation
import Testing

/// The program against what the simulation knows to have happened.
@Suite("The pharmacy chain's reports tell the truth", .serialized) struct PharmacyTruthTests {
  static let periods = ["2026-09", "2026-10", "2026-W41", "2026-10-15"]
  static let months = ["2026-09", "2026-10"]

  /// Holds `<period>/csv/<name>.csv` against the truth's file.
  func compare(
    _ period: String, _ name: String, truth: String? = nil, truthFolder: String? = nil,
    key: [String], otherKey: [String]? = nil, mayHaveMoreRows: Bool = false, only: String? = nil
  ) throws {
    let files = try PharmacyNight.published().files
    let folder = truthFolder ?? "/\(period)"
    let expected = TruthTable(
      try Data(contentsOf: PharmacyNight.truth.appending(path: "\(folder)/\(truth ?? name).csv")))
    try #require(!expected.rows.isEmpty)
    let data = try #require(
      files["/\(period)/csv/\(name).csv"], "\(period)/csv/\(name).csv was not published")
    let differences = expected.differences(
      from: TruthTable(data), key: key, otherKey: otherKey, mayHaveMoreRows: mayHaveMoreRows,
      only: only)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test(arguments: periods)
  func `calls_by_agent.csv is the truth in every cell`(_ period: String) throws {
    try compare(period, "calls_by_agent", key: ["agent_id"])
  }

  @Test(arguments: periods)
  func `answer_latency.csv is the truth in every cell`(_ period: String) throws {
    try compare(period, "answer_latency", key: ["queue"])
  }

  @Test(arguments: periods)
  func `bridge.csv has every outcome of the truth with its count`(_ period: String) throws {
    // The bridge begins with raw rows, which are no outcomes.
    try compare(
      period, "bridge", truth: "outcomes", key: ["outcome"], otherKey: ["step"],
      mayHaveMoreRows: true)
  }

  @Test(arguments: periods)
  func `callbacks.csv's row all is the truth`(_ period: String) throws {
    try compare(period, "callbacks", key: ["day"], only: "all")
  }

  @Test(arguments: periods)
  func `confirmation.csv is the truth in every cell`(_ period: String) throws {
    try compare(period, "confirmation", key: ["agent_id"])
  }

  @Test(arguments: months, ["redemption", "redemption_weekly", "redemption_daily"])
  func `redemption by month, week and day is the truth in every cell`(
    _ period: String, _ name: String
  ) throws {
    try compare(period, name, key: ["cohort", "dimension", "value"])
  }

  @Test(arguments: months)
  func `risk.csv lists the same buyers in the same order`(_ period: String) throws {
    let files = try PharmacyNight.published().files
    let expected = TruthTable(
      try Data(contentsOf: PharmacyNight.truth.appending(path: "\(period)/risk.csv")))
    let found = TruthTable(try #require(files["/\(period)/csv/risk.csv"]))
    try #require(expected.rows.count > 50)
    #expect(found.columns == expected.columns)
    #expect(found.rows == expected.rows)
  }

  @Test(arguments: periods)
  func `sections.csv is the truth in every cell`(_ period: String) throws {
    try compare(period, "sections", key: ["section"])
  }

  @Test func `motivation.csv is the truth to the kopeck`() throws {
    try compare("2026-10", "motivation", key: ["period", "for_period", "agent_id"])
  }

  @Test func `motivation_detail.csv is the truth in every measure`() throws {
    try compare(
      "2026-10", "motivation_detail", key: ["period", "for_period", "agent_id", "measure"])
  }

  @Test(arguments: periods)
  func `data_quality.csv counts the rows of the files that touch the period`(
    _ period: String
  ) throws {
    try compare(period, "data_quality", key: ["source"])
  }

  @Test(arguments: periods)
  func `bridge.csv begins with the rows of the period's files`(_ period: String) throws {
    try compare(period, "bridge", truth: "rows", key: ["step"], mayHaveMoreRows: true)
    let files = try PharmacyNight.published().files
    let bridge = TruthTable(try #require(files["/\(period)/csv/bridge.csv"]))
    #expect(bridge.rows.first == ["rows_read", bridge.rows.first?.last ?? ""])
  }

  @Test func `every bridge closes: each step is the one before less what left`() throws {
    let files = try PharmacyNight.published().files
    let bridges = files.filter { $0.key.hasSuffix("/csv/bridge.csv") && !$0.key.contains("latest") }
    // Two months, their weeks and their days.
    try #require(bridges.count > 60)
    for (path, bytes) in bridges {
      let broken = BridgeSteps(bytes).broken
      #expect(broken == [], "\(path)")
    }
  }

  @Test(arguments: [
    ("2026-09", ["orders-202609.csv.gz", "Master.csv-202609.gz", "Master.csv-202610.gz"]),
    ("2026-10", ["Master.csv-202610.gz"]),
  ])
  func `rejects.csv has the refused rows of the period's files, and no other`(
    _ period: String, _ names: [String]
  ) throws {
    let all = TruthTable(try Data(contentsOf: PharmacyNight.truth.appending(path: "rejects.csv")))
    let expected = all.rows.filter { names.contains($0[1]) }.map { "\($0[1]):\($0[2])" }
    let files = try PharmacyNight.published().files
    let found = TruthTable(try #require(files["/\(period)/csv/rejects.csv"])).rows
      .map { "\($0[0]):\($0[1])" }
    #expect(found.sorted() == expected.sorted())
  }
}

/// The steps of a published bridge.csv.
private struct BridgeSteps {
  let counts: [String: Int]

  init(_ bytes: Data) {
    counts = TruthTable(bytes).byKey(["step"]).compactMapValues { Int($0["count"] ?? "") }
  }

  private func sum(_ steps: String...) -> Int {
    steps.reduce(0) { $0 + (counts[$1] ?? -1_000_000) }
  }

  /// The laws that do not hold.
  var broken: [String] {
    let missed = counts.filter { $0.key.hasPrefix("missed_") }.values.reduce(0, +)
    let facts =
      sum("rows_read") - sum("rejected", "deduplicated", "superseded", "other_days")
    let apart = sum("test", "ivr_served", "closed", "ivr_left")
    let laws = [
      "rows": facts == sum("legs", "queue_events"),
      "journeys": sum("journeys") - sum("outbound", "internal") == sum("inbound"),
      "inbound": sum("inbound") - apart == sum("offered"),
      "offered": sum("offered") - sum("unknown", "missed") == sum("answered"),
      "missed": sum("missed") == missed,
      "no step is negative": counts.values.allSatisfy { $0 >= 0 },
    ]
    return laws.filter { !$0.value }.map(\.key).sorted()
  }
}
