import Foundation
import Ingest
import Metrics
import Testing

@testable import report

@Suite("Config values") struct ConfigValueTests {
  static let tables = [
    "agents.csv": ConfigFixture.agents, "numbers.csv": "number,section,from,to\n",
    "shifts.csv": "agent,from,to\n",
  ]

  static func example() throws -> Config {
    try ConfigFixture.parse(ConfigFixture.example, tables: tables)
  }

  static func instant(_ day: String, _ hour: Int, _ zone: Zone) -> Instant {
    Day(day).map { zone.instant(day: $0, second: hour * 3600) } ?? Instant(epoch: 0)
  }

  @Test func `what is left out has the stated defaults`() throws {
    let config = try ConfigFixture.parse(ConfigFixture.minimal)
    #expect(config.shop == "")
    #expect(config.language == .ru)
    #expect(config.currency == "RUB")
    #expect(config.region == "RU")
    #expect(config.numbers == nil)
    #expect(config.hours == .always)
    #expect(config.calls.serviceLevelWithin == 20)
    #expect(config.calls.shortAbandon == 5)
    #expect(config.calls.formula == .ringtally)
    #expect(config.calls.ringCountsFrom == 3)
    #expect(config.calls.contactFrom == 10)
    #expect(config.calls.callbackWithin == 43_200)
    #expect(config.calls.repeatWithin == 259_200)
    #expect(config.calls.resolutionAfter == 604_800)
    #expect(config.calls.qualifiedTalk == 60)
    #expect(config.calls.qualifiedFirstIn == 2_592_000)
    #expect(config.calls.agentMinuteCost == nil)
    #expect(config.orders.linkBefore == 7200)
    #expect(config.orders.linkAfter == 604_800)
    #expect(config.orders.matureAt == DecimalFraction("0.95"))
    #expect(config.orders.storageDays == 15)
    #expect(config.orders.attribution == .firstCall)
    #expect(config.orders.holdoutShare == DecimalFraction(0))
    #expect(config.staffing.percent == 80)
    #expect(config.staffing.within == 20)
    #expect(config.motivation.isEmpty)
    #expect(config.csv.delimiter == UInt8(ascii: ","))
    #expect(config.csv.decimal == UInt8(ascii: "."))
    #expect(config.csv.encoding == .utf8)
    #expect(!config.csv.hasByteOrderMark)
    #expect(config.privacy.keepDays == 1095)
    #expect(config.limits.rejects == DecimalFraction("0.01"))
    #expect(config.limits.staleAfter == 129_600)
    #expect(config.sources.map(\.zone) == [.automatic])
  }

  @Test func `the example reads as it is written`() throws {
    let config = try Self.example()
    #expect(config.shop == "Аптека «Урал»")
    #expect(config.sources.map(\.name) == ["pbx", "queues", "shop", "post", "crm", "visits"])
    let crm = try #require(config.sources.first { $0.name == "crm" })
    #expect(crm.format == .ordersCSV)
    #expect(crm.delimiter == UInt8(ascii: ";"))
    #expect(crm.decimal == UInt8(ascii: ","))
    #expect(crm.encoding == .windows1251)
    #expect(crm.columns.count == 11)
    #expect(crm.columns["at"] == "Изменён")
    #expect(crm.statuses["Согласован"] == .confirmed)
    #expect(crm.statuses["Вручён"] == .redeemed)
    #expect(crm.statuses["Собран"] == .handedOver)
    #expect(crm.automaticSources == ["robot", "site-auto"])
    #expect(crm.automaticAgents.isEmpty)
    let options = crm.options(reportZone: config.timezone)
    #expect(options.format == "orders-csv")
    #expect(options.encoding == .windows1251)
    #expect(options.times?.text == "dd.MM.yyyy HH:mm")
    #expect(config.trunks == ["PJSIP/provider-", "SIP/8800"])
    #expect(config.calls.agentMinuteCost == 5000)
    #expect(config.calls.testNumbers == ["+73512200000"])
    #expect(config.orders.margin == DecimalFraction("0.25"))
    #expect(config.orders.returnCost == 18_000)
    #expect(config.orders.storageDaysByCarrier == ["cdek": 7])
    #expect(
      config.orders.notifications.map(\.name) == ["managers", "outsourced", "own-centre", "robot"])
    #expect(config.orders.holdoutSalt == "change-me")
    #expect(config.limits.staleAfter == 129_600)
  }

  @Test func `hours run by weekday, exceptions with both ends`() throws {
    let config = try Self.example()
    let zone = config.timezone
    func isOpen(_ day: String, _ hour: Int) -> Bool {
      config.hours.isOpen(at: Self.instant(day, hour, zone), zone: zone)
    }
    // 2026-09-04 is a Friday.
    #expect(isOpen("2026-09-04", 20))
    #expect(!isOpen("2026-09-05", 9))
    #expect(isOpen("2026-09-05", 17))
    #expect(!isOpen("2026-09-06", 12))
    #expect(isOpen("2025-12-31", 12))
    #expect(!isOpen("2026-01-01", 12))
    #expect(!isOpen("2026-01-08", 12))
    #expect(isOpen("2026-01-09", 12))
    // A Saturday with hours of its own.
    #expect(isOpen("2026-03-07", 15))
    #expect(!isOpen("2026-03-07", 16))
  }

  @Test func `a queue has the shop's hours and holidays but for what it says itself`() throws {
    let config = try ConfigFixture.parse(
      ConfigFixture.with(
        """
        hours:
          weekly: { mon-fri: "09:00-21:00", sat-sun: closed }
          exceptions: { 2026-05-01: closed }
        queues:
          "600":
            name: Владивосток
            timezone: Asia/Vladivostok
            hours: { weekly: { mon-sun: ["08:00-12:00", "13:00-18:00"] } }
          sales: {}

        """))
    let far = try #require(config.queues["600"])
    #expect(far.name == "Владивосток")
    #expect(config.zone(ofQueue: "600").name == "Asia/Vladivostok")
    #expect(!far.hours.isOpen(at: Self.instant("2026-09-06", 12, far.zone), zone: far.zone))
    #expect(far.hours.isOpen(at: Self.instant("2026-09-06", 13, far.zone), zone: far.zone))
    #expect(!far.hours.isOpen(at: Self.instant("2026-05-01", 13, far.zone), zone: far.zone))
    #expect(config.queues["sales"]?.name == "sales")
    #expect(config.hours(ofQueue: "sales") == config.hours)
    #expect(config.hours(ofQueue: "no such queue") == config.hours)
    #expect(config.zone(ofQueue: "no such queue") == config.timezone)
  }

  @Test func `a scorecard keeps its decimals exactly`() throws {
    let card = try #require(try Self.example().motivation.first)
    #expect(card.from == Day("2026-10-01"))
    #expect(card.teams == ["calls"])
    #expect(card.bonus == 2_000_000)
    #expect(card.cap == DecimalFraction("1.2"))
    #expect(card.minimumScoredWeight == DecimalFraction("0.6"))
    #expect(card.shrinkage == 20)
    #expect(card.rounding == .roubleHalfUp)
    #expect(card.payout == .linear)
    #expect(
      card.measures.map(\.measure) == [
        .answerRate, .answeredPer100Hours, .missedPer100Hours, .pickupP90,
        .confirmationWithin60Minutes, .redemptionRate,
      ])
    let answer = card.measures[0]
    #expect(answer.gate == DecimalFraction("0.7"))
    #expect(answer.target == DecimalFraction("0.97"))
    #expect(answer.lag == 0)
    #expect(card.measures[2].isLowerBetter)
    #expect(card.measures[3].floor == DecimalFraction(12))
    #expect(card.measures[3].target == DecimalFraction(5))
    #expect(card.measures[5].lag == 2)
  }

  @Test func `excel-ru changes defaults, keys beside it win`() throws {
    let excel = try ConfigFixture.parse(ConfigFixture.with("csv: { preset: excel-ru }\n")).csv
    #expect(excel.delimiter == UInt8(ascii: ";"))
    #expect(excel.decimal == UInt8(ascii: ","))
    #expect(excel.encoding == .windows1251)
    #expect(!excel.hasByteOrderMark)
    let mixed = try ConfigFixture.parse(
      ConfigFixture.with("csv: { preset: excel-ru, encoding: utf-8, bom: true }\n")
    ).csv
    #expect(mixed.delimiter == UInt8(ascii: ";"))
    #expect(mixed.encoding == .utf8)
    #expect(mixed.hasByteOrderMark)
  }

  @Test(arguments: [
    ("20s", 20), ("15min", 900), ("10m", 600), ("12h", 43_200), ("7d", 604_800), ("1h30m", 5400),
    ("0s", 0),
  ])
  func `durations are whole seconds`(_ text: String, _ seconds: Seconds) {
    #expect(ValueKind<Int>.seconds(text) == seconds)
  }

  @Test(arguments: ["", "20", "s", "1.5h", "20 s", "-5s", "1m1min", "5s5s", "1234567s", "٣s"])
  func `what is no duration is refused`(_ text: String) {
    #expect(ValueKind<Int>.seconds(text) == nil)
  }

  @Test func `paths start from the config's folder`() throws {
    let config = try Config.parse(
      ConfigFixture.minimal.replacing("reports: reports", with: "reports: /srv/reports"),
      file: "/etc/ringtally/ringtally.yaml", folder: "/etc/ringtally"
    ) { path in path == "/etc/ringtally/agents.csv" ? Array(ConfigFixture.agents.utf8) : nil }
    #expect(config.database == "/etc/ringtally/var/ringtally.sqlite")
    #expect(config.reports == "/srv/reports")
  }
}

@Suite("Files of a source") struct SourceFilesTests {
  /// A config on disk beside some exports, in a folder whose name would be a pattern.
  static func withFolder(
    _ files: [String], patterns: String, _ body: (Config.Source, String) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "ringtally [\(UUID().uuidString)]*")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "pbx/Master.csv.d"), withIntermediateDirectories: true)
    for file in files { try Data().write(to: folder.appending(path: file)) }
    try Data(ConfigFixture.agents.utf8).write(to: folder.appending(path: "agents.csv"))
    let yaml = folder.appending(path: "ringtally.yaml")
    try Data(ConfigFixture.minimal.replacing("[pbx/Master.csv*]", with: patterns).utf8)
      .write(to: yaml)
    let source = try #require(try Config.load(yaml.path(percentEncoded: false)).sources.first)
    try body(source, folder.path(percentEncoded: false))
  }

  @Test func `globs give files, not folders, sorted and each once`() throws {
    let files = ["pbx/Master.csv", "pbx/Master.csv.2.gz", "pbx/Master.csv.1", "pbx/other.csv"]
    try Self.withFolder(files, patterns: "[pbx/Master.csv*, pbx/Master.csv]") { source, folder in
      let found = try source.files().map { $0.dropFirst(folder.count + 1) }
      #expect(found == ["pbx/Master.csv", "pbx/Master.csv.1", "pbx/Master.csv.2.gz"])
    }
  }

  @Test func `a glob may match nothing, a path may not be missing`() throws {
    try Self.withFolder([], patterns: "[pbx/*.csv]") { source, _ in
      let found = try source.files()
      #expect(found.isEmpty)
    }
    try Self.withFolder([], patterns: "[pbx/queue_log]") { source, _ in
      let error = #expect(throws: Config.Source.FilesError.self) { try source.files() }
      #expect(error?.pattern == "pbx/queue_log")
    }
  }

  @Test func `a config that is not there is a problem, not a crash`() {
    let error = #expect(throws: ConfigError.self) { try Config.load("/no/such/ringtally.yaml") }
    #expect(error?.problems.count == 1)
  }
}
