import Ingest
import Testing

@testable import report

@Suite("Config errors") struct ConfigErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    /// After the seven lines of the minimal config.
    var text: String
    var places: [String]
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "an unknown key", text: "shops: A\n", places: ["8:1 shops"]),
    Case(
      name: "an unknown key inside a flow mapping",
      text: "calls: { ring_counts_from: 3s, ring_counts_form: 4s }\n",
      places: ["8:32 calls.ring_counts_form"]),
    Case(name: "a key twice", text: "shop: A\nlanguage: en\nshop: B\n", places: ["10:1 shop"]),
    Case(
      name: "keys twice in two mappings, and another fault behind them",
      text: "privacy: { keep_days: 1, keep_days: 2 }\nlimits:\n  rejects: 0.1\n  rejects: 0.2\n"
        + "language: de\n",
      places: ["8:26 keep_days", "11:3 rejects", "12:11 language"]),
    Case(
      name: "a key three times", text: "shop: A\nshop: B\n\"shop\": C\n",
      places: ["9:1 shop", "10:1 shop"]),
    Case(
      name: "a list for a mapping", text: "calls: [20s]\n", places: ["8:8 calls"]),
    Case(
      name: "a single value for a list", text: "blacklist: \"+79120000000\"\n",
      places: ["8:12 blacklist"]),
    Case(
      name: "a mapping for a single value", text: "shop: { name: A }\n", places: ["8:7 shop"]),
    Case(name: "nothing for a value", text: "language:\n", places: ["8:10 language"]),
    Case(
      name: "a quoted number", text: "limits: { rejects: \"0.01\" }\n",
      places: ["8:20 limits.rejects"]),
    Case(
      name: "yes for true", text: "privacy: { mask_numbers: yes }\n",
      places: ["8:26 privacy.mask_numbers"]),
    Case(
      name: "whole numbers in csv/", text: "privacy: { mask_numbers: false }\n",
      places: ["8:26 privacy.mask_numbers"]),
    Case(
      name: "durations without, with a wrong, with a rising unit",
      text: "calls:\n  contact_from: 10\n  repeat_within: 3w\n  resolution_after: 5s1h\n",
      places: [
        "9:17 calls.contact_from", "10:18 calls.repeat_within", "11:21 calls.resolution_after",
      ]),
    Case(
      name: "a share over 1 and an amount with three decimals",
      text: "orders: { mature_at: 1.01, return_cost: 1.005 }\n",
      places: ["8:22 orders.mature_at", "8:41 orders.return_cost"]),
    Case(
      name: "a cap that nobody works under, and a plan upside down",
      text: "agent_time: { login_cap: 59min, plan_calls_from: 80 }\n",
      places: ["8:26 agent_time.login_cap", "8:50 agent_time.plan_calls_from"]),
    Case(
      name: "a formula that no switch knows",
      text: "calls: { service_level: { formula: asterisk } }\n",
      places: ["8:36 calls.service_level.formula"]),
    Case(
      name: "a missing weekday and one twice",
      text: "hours:\n  weekly: { mon-fri: 09:00-21:00, fri: closed, sat: closed }\n",
      places: ["9:11 hours.weekly", "9:35 hours.weekly.fri"]),
    Case(
      name: "weekdays that run backwards, hours that do",
      text: "hours:\n  weekly:\n    fri-mon: closed\n    mon-sun: 21:00-09:00\n",
      places: ["10:5 hours.weekly.fri-mon", "11:14 hours.weekly.mon-sun"]),
    Case(
      name: "exceptions that overlap, that run backwards, that are no day",
      text: "hours:\n  exceptions:\n    2026-01-01..2026-01-08: closed\n    2026-01-08: closed\n"
        + "    2026-02-02..2026-02-01: closed\n    2026-02-30: closed\n",
      places: [
        "11:5 hours.exceptions.2026-01-08", "12:5 hours.exceptions.2026-02-02..2026-02-01",
        "13:5 hours.exceptions.2026-02-30",
      ]),
    Case(
      name: "a holdout without salt", text: "orders: { holdout: { share: 0.1 } }\n",
      places: ["8:20 orders.holdout.salt"]),
    Case(
      name: "a notification without a rule",
      text: "orders: { notifications: { x: { cost: 1 } } }\n",
      places: ["8:31 orders.notifications.METHOD"]),
    Case(
      name: "a decimal sign that is the delimiter", text: "csv: { decimal: \",\" }\n",
      places: ["8:17 csv.decimal"]),
    Case(
      name: "a byte order mark before cp1251", text: "csv: { preset: excel-ru, bom: true }\n",
      places: ["8:31 csv.bom"]),
    Case(
      name: "a zone of a queue", text: "queues: { \"600\": { timezone: Vladivostok } }\n",
      places: ["8:30 queues.QUEUE.timezone"]),
    Case(
      name: "a service level of staff", text: "staffing: { service_level: 80, shrinkage: 1 }\n",
      places: ["8:28 staffing.service_level", "8:43 staffing.shrinkage"]),
    Case(name: "a file that is not there", text: "shifts: s.csv\n", places: ["8:9 shifts"]),
    Case(name: "YAML that is none", text: "language: en\nshop: A: B\n", places: ["9:8 "]),
  ]

  @Test(arguments: cases)
  func `each problem has its line, column and key`(_ c: Case) {
    #expect(ConfigFixture.places(ConfigFixture.with(c.text)) == c.places)
  }

  @Test func `an empty file lacks everything, an incomplete one all required keys`() {
    #expect(ConfigFixture.problems("").map(\.line) == [1])
    #expect(ConfigFixture.problems("# nothing\n").map(\.line) == [1])
    #expect(
      ConfigFixture.places("\nshop: A\n").map { $0.split(separator: " ").last }
        == ["agents", "database", "reports", "sources", "timezone", "trunks"])
  }

  @Test func `a mistyped key is met by the right one`() {
    let problems = ConfigFixture.problems(
      ConfigFixture.with("calls: { ring_counts_form: 4s }\nzzz: 1\n"))
    #expect(problems.map(\.remedy).first == "Did you mean ring_counts_from?")
    #expect(problems.last?.remedy == "Remove the key, or correct its name.")
  }

  @Test func `a problem reads as place, expectation and remedy`() {
    let problems = ConfigFixture.problems(ConfigFixture.with("calls:\n  contact_from: 10\n"))
    #expect(
      problems.map(\.description) == [
        "ringtally.yaml:9:17: calls.contact_from: expected a length of time such as 20s, 15min, 12h or 7d. Write a whole number and s, m, min, h or d."
      ])
  }

  @Test func `values are not repeated, they may be numbers of people`() {
    let text = ConfigFixture.with(
      "blacklist: \"+79120000000\"\ncalls: { test_numbers: 79120000000 }\n")
    let problems = ConfigFixture.problems(text)
    #expect(problems.count == 2)
    #expect(!problems.contains { $0.description.contains("7912") })
  }

  @Test func `lines end as on Windows, the places are the same`() {
    let text = ConfigFixture.with("shop: A\nlanguage: de\nshop: B\n")
      .replacing("\n", with: "\r\n")
    #expect(ConfigFixture.places(text) == ["9:11 language", "10:1 shop"])
  }

  @Test func `problems of tables carry their own file and line`() throws {
    let config = try ConfigFixture.parse(
      ConfigFixture.with("numbers: numbers.csv\nshifts: shifts.csv\n"),
      tables: [
        "agents.csv": ConfigFixture.agents + "b,Berta,calls,201,2026-01-01,\n",
        "numbers.csv": "number,section,from,to\nx,y,2026-01-01,\n",
        "shifts.csv": "agent,from,to\na,2026-09-01T09:00,2026-09-01T08:00\n",
      ])
    var found: [String] = []
    do throws(ConfigError) {
      _ = try config.directories { _ in nil }
    } catch {
      found = error.problems.map { "\($0.file):\($0.line) \($0.key)" }
    }
    #expect(found == ["agents.csv:3 line", "numbers.csv:2 number"])
  }

  @Test func `a shift that ends before it starts is told with its line`() throws {
    let config = try ConfigFixture.parse(
      ConfigFixture.with("shifts: shifts.csv\n"),
      tables: [
        "agents.csv": ConfigFixture.agents,
        "shifts.csv": "agent,from,to\na,2026-09-01T09:00,2026-09-01T08:00\n",
      ])
    let error = #expect(throws: ConfigError.self) { try config.directories { _ in nil } }
    #expect(
      error?.description
        == "shifts.csv:2 to: expected an end after the start. Write the next day's date for a shift that ends after midnight."
    )
  }
}

@Suite("Config errors of sources") struct SourceErrorTests {
  static func places(_ source: String) -> [String] {
    ConfigFixture.places(
      ConfigFixture.minimal.replacing(
        "  - { name: pbx, format: asterisk-cdr, files: [pbx/Master.csv*] }", with: source))
  }

  @Test(arguments: [
    ("  - { name: a, format: asterisk-cd, files: [x] }", ["5:24 sources[].format"]),
    ("  - { name: a, format: asterisk-cdr, files: [] }", ["5:45 sources[].files"]),
    ("  - { format: asterisk-cdr, files: [x] }", ["5:5 sources[].name"]),
    (
      "  - { name: a, format: asterisk-cdr, files: [x] }\n"
        + "  - { name: a, format: asterisk-queue-log, files: [x] }",
      ["6:13 sources[].name"]
    ),
    (
      "  - { name: a, format: section-visits, files: [x], statuses: { created: [y] } }",
      ["5:62 sources[].statuses"]
    ),
    (
      "  - { name: a, format: asterisk-cdr, files: [x], columns: { order: y } }",
      ["5:61 sources[].columns (call detail records).order"]
    ),
    (
      "  - { name: a, format: orders-csv, files: [x] }",
      [
        "5:5 sources[].columns (orders-csv).at", "5:5 sources[].columns (orders-csv).order",
        "5:5 sources[].columns (orders-csv).status", "5:5 sources[].statuses",
      ]
    ),
    (
      "  - name: a\n    format: orders-csv\n    files: [x]\n    times: dd.MM\n"
        + "    columns: { order: a, status: b, at: c }\n"
        + "    statuses: { created: [New], returned: [New, Back] }",
      ["8:12 sources[].times", "10:43 sources[].statuses.returned"]
    ),
    ("  []", ["5:3 sources"]),
    ("  - pbx", ["5:5 sources[]"]),
  ])
  func `a source is checked against its format`(_ source: String, _ places: [String]) {
    #expect(Self.places(source) == places)
  }
}

@Suite("Config errors of scorecards") struct ScorecardErrorTests {
  static func places(_ measure: String, more: String = "") -> [String] {
    ConfigFixture.places(
      ConfigFixture.with(
        "motivation:\n  - from: 2026-10-01\n    teams: [calls]\n    bonus: 20000.00\n\(more)"
          + "    measures:\n      - { \(measure) }\n"))
  }

  @Test(arguments: [
    (
      "measure: answer_rat, weight: 1, floor: 0.1, target: 0.2",
      ["13:20 motivation[].measures[].measure"]
    ),
    (
      "measure: answer_rate, weight: 0, floor: 0.1, target: 0.2",
      ["13:41 motivation[].measures[].weight"]
    ),
    (
      "measure: answer_rate, weight: 1, floor: 0.1, target: 0.10",
      ["13:64 motivation[].measures[].target"]
    ),
    (
      "measure: answer_rate, weight: 1, floor: 80, target: 97",
      ["13:51 motivation[].measures[].floor", "13:63 motivation[].measures[].target"]
    ),
    (
      "measure: pickup_p90, weight: 1, floor: 12, target: 5s",
      ["13:50 motivation[].measures[].floor"]
    ),
    ("measure: answer_rate, weight: 1, target: 0.2", ["13:9 motivation[].measures[].floor"]),
  ])
  func `a measure is checked in its own unit`(_ measure: String, _ places: [String]) {
    // `teams` and the rest are right: only the measure is told.
    #expect(Self.places(measure).filter { $0.contains("measures[]") } == places)
  }

  @Test(arguments: ["wait_p90", "queue_wait", "average_speed_of_answer", "service_level"])
  func `queue wait is refused, and the reason said`(_ measure: String) {
    let problems = ConfigFixture.problems(
      ConfigFixture.with(
        "motivation:\n  - from: 2026-10-01\n    teams: [calls]\n    bonus: 20000.00\n"
          + "    measures:\n      - { measure: \(measure), weight: 1, floor: 30s, target: 5s }\n"))
    #expect(
      problems.first?.message == "expected a measure that an agent commands, queue wait is not one")
    #expect(problems.first?.line == 13)
  }

  @Test func `tiers ascend`() {
    #expect(
      Self.places(
        "measure: answer_rate, weight: 1, floor: 0.1, target: 0.2",
        more: "    tiers: [{ from: 0.8, pays: 1 }, { from: 0.80, pays: 1.2 }]\n")
        == ["12:45 motivation[].tiers[].from"])
  }

  @Test func `a team has one version from a day on`() {
    let version =
      "  - from: 2026-10-01\n    teams: [calls]\n    bonus: 1\n    measures:\n"
      + "      - { measure: answer_rate, weight: 1, floor: 0.1, target: 0.2 }\n"
    #expect(
      ConfigFixture.places(ConfigFixture.with("motivation:\n\(version)\(version)"))
        == ["15:12 motivation[].teams"])
  }
}
