import Foundation
import Testing

/// Whom to call back, by the program and worked out by hand.
@Suite("worklist/missed.csv") struct MissedWorklistTests {
  static let heading =
    "rank,customer,first_missed_at,kind,section,number,caller_attempts,our_attempts,open_orders,parcel_waiting,stake,age_open_s,deadline_at,reason"

  @Test func `lists who is not called back yet, by what is at stake`() throws {
    let shop = try WorklistShop()
    defer { shop.shop.remove() }
    let ended = try shop.shop.night()
    #expect(ended.status == 0, "\(ended.said)")
    #expect(
      try shop.list() == [
        Self.heading,
        // A parcel since 30 August. Called in closed hours: 09:00 and four hours.
        "1,8 495 123-45-67,2026-09-01T20:00:00+05:00,closed,Shop,73433000001,1,0,1,1,700.00,0,2026-09-02T13:00:00+05:00,parcel waits for 3 days",
        // 17:00:20 to 18:00 are 3,580 s; 10,820 s of the four hours are left for the morning.
        "2,8 916 123-45-69,2026-09-01T17:00:00+05:00,missed,Shop,73433000001,1,0,1,0,1500.00,3580,2026-09-02T12:00:20+05:00,open order",
        // The later of two episodes: 28,780 s of Friday, and two days of 32,400 s.
        "3,8 916 123-45-74,2026-08-28T10:00:00+05:00,missed,Shop,73433000001,2,0,0,0,0.00,93580,2026-08-28T14:00:20+05:00,called 2 times",
        "4,8 916 123-45-67,2026-09-01T10:00:00+05:00,missed,Shop,73433000001,2,1,0,0,0.00,28780,2026-09-01T14:00:20+05:00,called 2 times",
        // The order is redeemed. 10,780 s of Tuesday: the time is not over.
        "5,8 916 123-45-73,2026-09-01T15:00:00+05:00,missed,Shop,73433000001,1,0,0,0,0.00,10780,2026-09-02T10:00:20+05:00,nobody called back",
        // 28,780 s of the first Wednesday and four days; the call of the day before is too old.
        "6,8 916 123-45-72,2026-08-26T10:00:00+05:00,missed,Shop,73433000001,1,0,0,0,0.00,158380,2026-08-26T14:00:20+05:00,nobody called back",
        "7,+49 30 123456,2026-08-31T09:00:00+05:00,missed,Shop,73433000001,1,0,0,0,0.00,64780,2026-08-31T13:00:20+05:00,nobody called back",
      ])
  }

  @Test func `is the owner's alone, and no number is anywhere else`() throws {
    let shop = try WorklistShop()
    defer { shop.shop.remove() }
    let ended = try shop.shop.ringtally(
      ["run", "--config", "ringtally.yaml", "--as-of", "2026-09-02", "--summary"])
    #expect(try shop.facts("reports/worklist")[0] == 0o700)
    #expect(try shop.facts("reports/worklist/missed.csv")[0] == 0o600)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: shop.shop.path("reports"))
    let others = paths.filter {
      ($0.hasSuffix(".csv") || $0.hasSuffix(".html")) && !$0.hasPrefix("worklist")
    }
    #expect(others.count > 30)
    var texts = [ended.said, ended.printed]
    for path in others {
      texts.append(
        try String(contentsOfFile: shop.shop.path("reports/" + path), encoding: .utf8))
    }
    for text in texts {
      for number in ["9161234", "916 123", "4951234", "495 123", "4930123", "30 123456"] {
        #expect(!text.contains(number))
      }
    }
  }

  @Test func `a second run changes no byte and mends the permissions`() throws {
    let shop = try WorklistShop()
    defer { shop.shop.remove() }
    _ = try shop.shop.night()
    let list = try shop.list()
    let facts = try shop.facts("reports/worklist/missed.csv")
    try shop.shop.shell("chmod 755 reports/worklist; chmod 644 reports/worklist/missed.csv")
    _ = try shop.shop.night()
    #expect(try shop.list() == list)
    #expect(try shop.facts("reports/worklist/missed.csv") == facts)
    #expect(try shop.facts("reports/worklist")[0] == 0o700)
  }

  @Test func `now moves on without new files`() throws {
    let shop = try WorklistShop()
    defer { shop.shop.remove() }
    _ = try shop.shop.night()
    _ = try shop.shop.night(asOf: "2026-09-03")
    let list = try #require(try shop.list())
    // The call of 26 August is too old now; Wednesday adds nine open hours, and a day of waiting.
    #expect(list.count == 1 + 6)
    #expect(list[1].hasSuffix("700.00,32400,2026-09-02T13:00:00+05:00,parcel waits for 4 days"))
    #expect(list.contains { $0.contains("8 916 123-45-67") && $0.contains(",61180,") })
  }

  @Test func `without the switch there is no list, and an older one goes`() throws {
    let shop = try WorklistShop()
    defer { shop.shop.remove() }
    let part = "worklist_shows_numbers: "
    try shop.shop.write(
      "ringtally.yaml", WorklistShop.config.replacing(part + "true", with: part + "false"))
    _ = try shop.shop.night()
    #expect(try !shop.shop.published().contains("worklist"))
    try shop.shop.write("ringtally.yaml", WorklistShop.config)
    _ = try shop.shop.night()
    #expect(try shop.list()?.count == 8)
    // As a run leaves it that is killed before the rename.
    try shop.shop.shell("cp reports/worklist/missed.csv reports/worklist/.new-missed.csv")
    try shop.shop.write(
      "ringtally.yaml", WorklistShop.config.replacing(part + "true", with: part + "false"))
    let ended = try shop.shop.night()
    #expect(ended.status == 0, "\(ended.said)")
    #expect(try !shop.shop.published().contains("worklist"))
  }

  @Test func `a report of one period leaves the list alone`() throws {
    let shop = try WorklistShop()
    defer { shop.shop.remove() }
    _ = try shop.shop.night()
    try shop.shop.shell("rm -r reports/worklist")
    let ended = try shop.shop.ringtally([
      "report", "--config", "ringtally.yaml", "--as-of", "2026-09-02", "--period", "2026-09-01",
    ])
    #expect(ended.status == 0, "\(ended.said)")
    #expect(try shop.list() == nil)
  }

  @Test func `a folder that cannot be written is told without a number`() throws {
    let shop = try WorklistShop()
    defer { shop.shop.remove() }
    try shop.shop.shell("mkdir -p reports; touch reports/worklist")
    let ended = try shop.shop.night()
    #expect(ended.status == 74)
    #expect(ended.said.hasPrefix("reports/worklist"))
    #expect(!ended.said.contains("123"))
  }
}
