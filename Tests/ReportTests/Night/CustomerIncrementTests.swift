import Foundation
import Ingest
import Metrics
import TestSupport
import Testing

@testable import report

/// Orders tell late who is who and what was bought: nights that learn it come to what one run does.
@MainActor
@Suite("Customers who are told apart later") struct CustomerIncrementTests {
  nonisolated private static let begin = Day(number: Day.number(year: 2026, month: 1, day: 12))
  /// The first mornings on which the files so far are read, and the last one.
  nonisolated private static let mornings = [40, 58, 59, 75].map { begin + $0 }
  nonisolated private static let zone = Zone(fixed: 3 * 3600)

  /// What a shop exported until each of the mornings.
  private struct Shop {
    var calls: [[String]] = mornings.map { _ in [] }
    var orders: [[String]] = mornings.map { _ in [] }

    init(seed: Int) {
      var random = SeededNumbers(seed: seed)
      let numbers = (1...14).map { $0 < 3 ? "7343300000\($0)" : "7916000\(1000 + $0)" }
      for id in 1...170 {
        let start =
          zone.start(of: begin) + Int.random(in: 0..<75 * 86_400 / 600, using: &random) * 600
        let place = file(of: start, late: Int.random(in: 0..<12, using: &random) == 0)
        calls[place].append(
          call(
            id, start, numbers.randomElement(using: &random) ?? "",
            kind: Int.random(in: 0..<6, using: &random)))
      }
      for order in 1...24 {
        // Few ids for many numbers: some numbers stand under several of them.
        let client = Int.random(in: 0..<9, using: &random)
        let number = numbers.randomElement(using: &random) ?? ""
        var moment =
          zone.start(of: begin) + Int.random(in: -20 * 86_400..<70 * 86_400, using: &random)
        let ends = [["sent", "bought"], ["bought"], ["sent"], ["sent", "returned"]]
        for status in ["new"] + (ends.randomElement(using: &random) ?? []) {
          let manager = Bool.random(using: &random) ? "Anna" : "Boris"
          orders[file(of: moment, late: false)].append(
            "\(order),\(status),\(zone.iso8601(moment).prefix(16)),\(number),\(client == 0 ? "" : "C\(client)"),1000.00,\(manager)"
          )
          moment = moment + Int.random(in: 3600..<12 * 86_400, using: &random)
        }
      }
    }

    private func file(of moment: Instant, late: Bool) -> Int {
      let day = zone.day(of: moment)
      let place = mornings.firstIndex { day < $0 } ?? mornings.count - 1
      return min(place + (late ? 1 : 0), mornings.count - 1)
    }

    private func call(_ id: Int, _ start: Instant, _ number: String, kind: Int) -> String {
      let talk = [0, 0, 60, 200, 0, 30][kind]
      let line = id % 2 == 0 ? "201" : "202"
      func clock(_ moment: Instant) -> String {
        String(zone.iso8601(moment).prefix(19)).replacing("T", with: " ")
      }
      let (from, to, context, channels) =
        switch kind {
        case 4, 5: (line, number, "from-internal", ("PJSIP/\(line)", "PJSIP/provider"))
        case 1: (number, "74951110001", "order-status", ("PJSIP/provider", ""))
        default: (number, "74951110001", "from-trunk", ("PJSIP/provider", "PJSIP/\(line)"))
        }
      let billed = kind == 1 ? 15 : talk
      let answer = billed > 0 ? "\"\(clock(start + 5))\"" : ""
      let length = billed > 0 ? 5 + billed : 20
      return
        "\"\",\"\(from)\",\"\(to)\",\"\(context)\",\"<\(from)>\",\"\(channels.0)-0\(id)\",\"\(channels.1.isEmpty ? "" : channels.1 + "-1\(id)")\",\"Dial\",\"x\",\"\(clock(start))\",\(answer),\"\(clock(start + length))\",\(length),\(billed),\"\(billed > 0 ? "ANSWERED" : "NO ANSWER")\",\"DOCUMENTATION\",\"\(start.epoch).\(id)\",\"\",\"\",\"\(start.epoch).\(id)\",\(id)"
    }
  }

  private static let config = """
    timezone: Etc/GMT-3
    language: en
    database: ringtally.sqlite
    reports: reports
    sources:
      - { name: pbx, format: asterisk-cdr, files: ["Master-*.csv"], timezone: Etc/GMT-3 }
      - name: crm
        format: orders-csv
        files: ["orders-*.csv"]
        timezone: Etc/GMT-3
        columns: { order: order, status: status, at: at, phone: phone, customer: client, amount: amount, agent: manager }
        times: "yyyy-MM-ddTHH:mm"
        statuses: { created: [new], shipped: [sent], redeemed: [bought], returned: [returned] }
    agents: agents.csv
    trunks: ["PJSIP/provider-"]
    ivr_served: [order-status]
    calls: { agent_minute_cost: 10.00 }
    limits: { stale_after: 400d }

    """

  private static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "customers-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(config.utf8).write(to: folder.appending(path: "ringtally.yaml"))
    let agents = """
      id,name,team,line,from,to
      anna,Anna,a,201,2025-01-01,
      boris,Boris,a,202,2025-01-01,

      """
    try Data(agents.utf8).write(to: folder.appending(path: "agents.csv"))
    return folder
  }

  private static func export(_ shop: Shop, until morning: Int, to folder: URL) throws {
    let heading = "order,status,at,phone,client,amount,manager"
    for place in 0...morning {
      try Data((shop.calls[place].joined(separator: "\n") + "\n").utf8)
        .write(to: folder.appending(path: "Master-\(place).csv"))
      try Data(([heading] + shop.orders[place]).joined(separator: "\n").utf8 + [10])
        .write(to: folder.appending(path: "orders-\(place).csv"))
    }
  }

  private static func run(_ folder: URL, asOf: Day) throws {
    let config = try Config.load(folder.appending(path: "ringtally.yaml").path)
    let night = Night(
      config: config, directories: try config.directories(),
      store: try EventStore(path: config.database, reportZone: config.timezone), asOf: asOf,
      reports: config.reports)
    _ = try night.run()
  }

  private static func published(_ folder: URL) throws -> [String: Data] {
    let reports = folder.appending(path: "reports")
    var files: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: reports.path)
    where name.hasSuffix(".csv") || name.hasSuffix(".html") {
      guard !name.hasPrefix("latest") else { continue }
      let bytes = try Data(contentsOf: reports.appending(path: name))
      // A page's head says as of when it was published; what is in it has to be the same.
      let main = bytes.range(of: Data("<main".utf8))
      files[name] = main.map { bytes[$0.lowerBound...] } ?? bytes
    }
    return files
  }

  @Test(arguments: 1...3)
  func `nights that learn who is who publish what one run does`(seed: Int) throws {
    let shop = Shop(seed: seed)
    let nightly = try Self.folder()
    let whole = try Self.folder()
    defer {
      try? FileManager.default.removeItem(at: nightly)
      try? FileManager.default.removeItem(at: whole)
    }
    for (index, morning) in Self.mornings.enumerated() {
      try Self.export(shop, until: index, to: nightly)
      try Self.run(nightly, asOf: morning)
    }
    try Self.export(shop, until: Self.mornings.count - 1, to: whole)
    try Self.run(whole, asOf: Self.mornings[Self.mornings.count - 1])
    let (found, expected) = (try Self.published(nightly), try Self.published(whole))
    let different = Set(found.keys).union(expected.keys).filter { found[$0] != expected[$0] }
    #expect(different.sorted() == [])
    // Each of the things that are learned late has to be there.
    func month(_ name: String) throws -> [String: String] {
      let table = TruthTable(try #require(expected["2026-02/csv/\(name).csv"]))
      let row = try #require(table.rows.first { $0.first == "all" })
      return Dictionary(zip(table.columns, row), uniquingKeysWith: { first, _ in first })
    }
    let customers = try month("customers")
    for column in ["joined", "shared", "returning"] {
      #expect(Int(customers[column] ?? "") ?? 0 > 0, "\(seed): no \(column)")
    }
    let (status, issues) = (try month("status_calls"), try month("issues"))
    #expect(Int(status["bot_served"] ?? "") ?? 0 > 0)
    #expect(Int(issues["several_agents"] ?? "") ?? 0 > 0)
  }

  @Test func `a night that learns nothing marks nothing`() throws {
    let shop = Shop(seed: 9)
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Self.export(shop, until: 3, to: folder)
    let morning = Self.mornings[3]
    for _ in 0..<2 { try Self.run(folder, asOf: morning) }
    let before = try Self.published(folder)
    try Self.run(folder, asOf: morning)
    #expect(try Self.published(folder) == before)
    let store = try EventStore(path: folder.path + "/ringtally.sqlite", reportZone: Self.zone)
    let marked = try store.read { transaction in
      try [ChangeKind.identities, .customers, .pages].flatMap { try transaction.changedDays($0) }
    }
    #expect(marked.isEmpty)
    let book = try store.read { try $0.customerBook() }
    #expect(!book.redeemed.isEmpty)
  }
}
