import Foundation
import Testing

/// The built program with a config, a table or a command line that is wrong: 64, and nothing read.
@Suite("Bad config, by the program") struct BadConfigTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var files: [String: String] = [:]
    var config: (part: String, other: String)?
    var said: String

    init(
      _ description: String, files: [String: String] = [:], config: (String, String)? = nil,
      said: String
    ) {
      testDescription = description
      self.files = files
      self.config = config
      self.said = said
    }
  }

  static let cases: [Case] = [
    Case(
      "an unknown key", config: ("reports: reports", "reprots: reports"),
      said: """
        ringtally.yaml:1:1: reports: expected this key, it is missing. Add it: path.
        ringtally.yaml:3:1: reprots: expected one of shop, timezone, language, currency, region, database, reports, sources, agents, numbers, shifts, trunks, feature_codes, blacklist, ivr_served, hours, queues, calls, orders, staffing, agent_time, motivation, csv, privacy, limits. Did you mean reports?

        """),
    Case(
      "a value of the wrong type",
      config: ("agents: agents.csv\n", "agents: agents.csv\ncalls: { contact_from: 10 }\n"),
      said: """
        ringtally.yaml:7:24: calls.contact_from: expected a length of time such as 20s, 15min, 12h or 7d. Write a whole number and s, m, min, h or d.

        """),
    Case(
      "two agents with one line on the same days",
      files: ["agents.csv": SmallShop.agents + "bert,Bert,calls,201,2026-03-01,\n"],
      said: """
        agents.csv:3 line: expected one agent a day, agents.csv:2 gives the same line to another agent on the same days. End one of the two rows before the other begins.

        """),
    Case(
      "a number with two sections on the same days",
      files: [
        "numbers.csv":
          "number,section,from,to\n+73512200101,Site,2026-01-01,\n+73512200101,Shop,2026-02-01,\n"
      ], config: ("agents: agents.csv", "agents: agents.csv\nnumbers: numbers.csv"),
      said: """
        numbers.csv:3 number: expected one section a day, numbers.csv:2 gives the same number a section on the same days. End one of the two rows before the other begins.

        """),
    Case(
      "a table that is not there", config: ("agents: agents.csv", "agents: staff.csv"),
      said: """
        ringtally.yaml:6:9: agents: expected a file that can be read. Correct the path, which starts from the config's folder, or create the file.

        """),
  ]

  @Test(arguments: cases)
  func `is told with its place and remedy, and nothing is read`(_ c: Case) throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    for (name, text) in c.files { try shop.write(name, text) }
    if let (part, other) = c.config { try shop.configure(part, other) }
    for ended in [
      try shop.night(), try shop.ringtally(["check", "ringtally.yaml"]),
    ] {
      #expect(ended.status == 64)
      #expect(ended.said == c.said)
      #expect(ended.printed == "")
    }
    #expect(!FileManager.default.fileExists(atPath: shop.path("var")))
    #expect(!FileManager.default.fileExists(atPath: shop.path("reports")))
  }

  @Test func `a config that is not there is told`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    let ended = try shop.ringtally(["run", "--config", "other.yaml"])
    #expect(ended.status == 64)
    #expect(
      ended.said
        == "other.yaml:1:1: expected a config that can be read. Check the path given by --config, and the file's permissions.\n"
    )
  }

  @Test(
    .disabled(
      if: FileManager.default.fileExists(atPath: "/etc/ringtally/ringtally.yaml"),
      "this machine has a config in the usual place"))
  func `no config in the usual places is told`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    try FileManager.default.removeItem(atPath: shop.path("ringtally.yaml"))
    let ended = try shop.ringtally(["run"])
    #expect(ended.status == 64)
    #expect(
      ended.said
        == "expected a config: neither ./ringtally.yaml nor /etc/ringtally/ringtally.yaml is there. Write one by docs/config.md, or name it by --config.\n"
    )
  }

  @Test(arguments: [["run", "--as-of", "yesterday"], ["run", "--faster"], ["walk"]])
  func `a command line that is none ends with 64`(_ arguments: [String]) throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    let ended = try shop.ringtally(arguments)
    #expect(ended.status == 64)
    #expect(ended.said.contains(arguments.last ?? ""))
    #expect(ended.printed == "")
    #expect(!FileManager.default.fileExists(atPath: shop.path("var")))
  }
}
