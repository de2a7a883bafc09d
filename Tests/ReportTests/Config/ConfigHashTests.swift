import Testing

@testable import report

@Suite("Config hashes") struct ConfigHashTests {
  static func hashes(_ text: String, agents: String = ConfigFixture.agents) throws -> [String] {
    let config = try ConfigFixture.parse(
      text, tables: ["agents.csv": agents, "numbers.csv": "number,section,from,to\n"])
    return Config.Part.allCases.map { config.effectiveHash(of: $0) }
  }

  /// The parts that differ between two texts.
  static func changed(_ a: String, _ b: String) throws -> Set<Config.Part> {
    Set(
      zip(Config.Part.allCases, zip(try hashes(a), try hashes(b)))
        .compactMap { $1.0 == $1.1 ? nil : $0 })
  }

  static let rich = ConfigFixture.with(
    """
    shop: A
    calls: { contact_from: 10s, callback_within: 12h, test_numbers: ["1", "2"] }
    hours:
      weekly: { mon-fri: "09:00-21:00", sat-sun: closed }
      exceptions: { 2026-01-01..2026-01-02: closed }
    orders: { mature_at: 0.9, notifications: { x: { team: a }, y: { team: b } } }
    motivation:
      - from: 2026-10-01
        teams: [a, b]
        bonus: 1
        measures:
          - { measure: answer_rate, weight: 1, floor: 0.1, target: 0.2 }
          - { measure: pickup_p90, weight: 1, floor: 12s, target: 5s }
      - from: 2026-09-01
        teams: [a]
        bonus: 2
        measures: [{ measure: answer_rate, weight: 1, floor: 0.1, target: 0.2 }]

    """)

  @Test func `comments, order, defaults written out and other spellings change nothing`() throws {
    let same = """
      # The same shop.
      motivation:
        - measures: [{ target: 0.20, floor: 0.1, weight: 1.0, measure: answer_rate, lag: 0, cap: 1.2 }]
          from: 2026-09-01
          bonus: 2.00
          teams: [a]
          rounding: rouble-half-up
        - teams: [b, a]
          measures:
            - { measure: pickup_p90, weight: 1, floor: 12s, target: 5s }
            - { measure: answer_rate, weight: 1, floor: 0.1, target: 0.2 }
          bonus: 1
          from: 2026-10-01
      orders: { notifications: { y: { team: b }, x: { team: a } }, mature_at: 0.90, storage_days: {} }
      hours:
        exceptions: { 2026-01-02: [], 2026-01-01: closed }
        weekly: { sun: closed, sat: closed, mon: "09:00-12:00,12:00-21:00", tue-fri: "9:00-21:00" }
      calls: { repeat_within: 3d, test_numbers: ["2", "1"], callback_within: 720min }
      shop: "A"
      trunks: ['PJSIP/provider-']
      timezone: Asia/Yekaterinburg
      database: var/ringtally.sqlite
      reports: reports
      agents: agents.csv
      sources: [{ timezone: auto, files: [pbx/Master.csv*], format: asterisk-cdr, name: pbx }]

      """
    #expect(try Self.changed(Self.rich, same) == [])
  }

  @Test(
    arguments: [
      ("contact_from: 10s", "contact_from: 11s", [.calls]),
      ("\"09:00-21:00\"", "\"09:00-20:00\"", [.hours, .queues]),
      ("2026-01-02: closed", "2026-01-03: closed", [.hours, .queues]),
      ("mature_at: 0.9", "mature_at: 0.91", [.orders]),
      ("x: { team: a }", "x: { team: c }", [.orders]), ("bonus: 2", "bonus: 2.01", [.motivation]),
      ("teams: [a, b]", "teams: [a]", [.motivation]),
      ("floor: 12s", "floor: 13s", [.motivation]), ("shop: A", "shop: B", []),
      ("PJSIP/provider-", "PJSIP/trunk-", [.trunks]),
      ("[\"1\", \"2\"]", "[\"1\", \"3\"]", [.calls]),
      ("[\"1\", \"2\"]", "[\"12\"]", [.calls]),
      ("Asia/Yekaterinburg", "Asia/Omsk", [.hours, .queues]),
      ("shop: A", "agent_time: { login_cap: 11h }\nshop: A", [.agents]),
      ("shop: A", "agent_time: { plan_calls_to: 71 }\nshop: A", []),
      ("shop: A", "numbers: numbers.csv\nshop: A", [.numbers]),
    ] as [(String, String, Set<Config.Part>)])
  func `a value changes the parts that depend on it, and the whole`(
    _ old: String, _ new: String, _ parts: Set<Config.Part>
  ) throws {
    #expect(Self.rich.contains(old))
    #expect(
      try Self.changed(Self.rich, Self.rich.replacing(old, with: new)) == parts.union([.all]))
  }

  @Test func `what the agents file says is in the hash of agents`() throws {
    let other = ConfigFixture.agents.replacing("Anna", with: "Berta")
    let a = try Self.hashes(Self.rich)
    let b = try Self.hashes(Self.rich, agents: other)
    #expect(
      zip(Config.Part.allCases, zip(a, b)).filter { $1.0 != $1.1 }.map(\.0) == [.agents, .all])
  }

  @Test func `hashes are SHA-256 in hex`() throws {
    // FIPS 180-2, appendix B.1.
    #expect(
      Config.sha256(Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(try Self.hashes(Self.rich).allSatisfy { $0.utf8.count == 64 })
  }
}
