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

  @Test func `data_quality.csv counts every row read, refused and repeated`() throws {
    try compare("2026-10", "data_quality", truthFolder: "", key: ["source"])
  }
}
