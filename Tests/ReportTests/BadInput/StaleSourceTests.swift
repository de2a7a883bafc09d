import Foundation
import Testing

/// A source that stopped is told, and everything else is done all the same.
@Suite("Stale sources, by the program") struct StaleSourceTests {
  static let remedy =
    "Check that the export still runs and that \"files\" names what it writes.\n"

  @Test func `a source is stale once its newest row is older than the limit`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    // The last call began at 09:03: 14 h 57 min before the midnight after it, and 38 h 57 min
    // before the next.
    for (limit, asOf, status) in [
      ("15h", "2026-09-02", 0), ("14h57min", "2026-09-02", 0), ("14h56min", "2026-09-02", 1),
      ("36h", "2026-09-02", 0), ("36h", "2026-09-03", 1), ("39h", "2026-09-03", 0),
    ] {
      try shop.configure(
        "agents: agents.csv", "agents: agents.csv\nlimits: { stale_after: \(limit) }")
      let ended = try shop.night(asOf: asOf)
      #expect(Int(ended.status) == status, "\(limit), \(asOf): \(ended.said)")
      #expect(ended.said.isEmpty == (status == 0))
    }
  }

  @Test func `the message names the source, the limit, both times, after publishing`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    let ended = try shop.night(asOf: "2026-09-05")
    #expect(ended.status == 1)
    #expect(
      ended.said
        == "source \"pbx\": expected rows since 2026-09-03T12:00:00+05:00 (limits.stale_after), the newest is of 2026-09-01T09:03:00+05:00. \(Self.remedy)"
    )
    #expect(try shop.published() == SmallShop.periods)
  }

  @Test func `a pattern that never matched a file is told`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    try shop.configure(
      "agents: agents.csv",
      "  - { name: queues, format: asterisk-queue-log, files: [pbx/queue_lg*] }\nagents: agents.csv"
    )
    let ended = try shop.night()
    #expect(ended.status == 1)
    #expect(ended.said == "source \"queues\": no row of it was ever taken. \(Self.remedy)")
    #expect(try shop.published() == SmallShop.periods)
  }
}
