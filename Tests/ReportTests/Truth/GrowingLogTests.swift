import Foundation
import Testing

/// A log that grows and is rotated, read night by night.
@Suite("A growing log") struct GrowingLogTests {
  /// A shop with one line and one log, in a folder of its own.
  struct Shop {
    let folder: URL

    init() throws {
      folder = FileManager.default.temporaryDirectory
        .appending(path: "ringtally-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try write(
        "ringtally.yaml",
        """
        shop: Shop
        timezone: Asia/Yekaterinburg
        currency: RUB
        region: RU
        database: a.sqlite
        reports: a
        limits: { rejects: 0.5, stale_after: 1000h }
        sources:
          - { name: pbx, format: asterisk-cdr, files: ["Master.csv*"] }
        agents: agents.csv
        numbers: numbers.csv
        trunks: ["PJSIP/provider-"]
        hours: { weekly: { mon-sun: "09:00-21:00" } }

        """)
      try write("agents.csv", "id,name,team,line,from,to\na,Anna,calls,201,2026-01-01,\n")
      try write("numbers.csv", "number,section,from,to\n+73512200100,Site,2026-01-01,\n")
    }

    func write(_ name: String, _ text: String) throws {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// Runs the program and reads what it published.
    func run(database: String, reports: String) throws -> [String: Data] {
      let process = Process()
      process.executableURL = try PharmacyNight.program()
      process.currentDirectoryURL = folder
      process.arguments = [
        "run", "--config", "ringtally.yaml", "--as-of", "2026-10-10", "--database", database,
        "--reports", reports,
      ]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      let root = folder.appending(path: reports)
      let paths = FileManager.default.enumerator(atPath: root.path)?.allObjects as? [String] ?? []
      var files: [String: Data] = [:]
      for path in paths where path.hasSuffix(".csv") || path.hasSuffix(".html") {
        files[path] = try Data(contentsOf: root.appending(path: path))
      }
      return files
    }
  }

  /// Answered calls on a day of October 2026, one in each minute of `minutes`.
  func rows(_ day: Int, _ minutes: Range<Int>, talk: Int = 30) -> String {
    minutes.map { minute in
      let date = String(format: "2026-10-%02d 10:%02d", day, minute)
      let id = "\(1_790_000_000 + day * 86_400 + minute * 60).\(minute)"
      return """
        "","8916555\(1000 + minute)","73512200100","from-trunk","","PJSIP/provider-\(minute)",\
        "PJSIP/201-\(minute)","Dial","PJSIP/201,20","\(date):00","\(date):05","\(date):\(talk + 5)",\(talk + 5),\(talk),\
        "ANSWERED","DOCUMENTATION","\(id)",""

        """
    }.joined()
  }

  @Test func `read night by night publishes what one reading of the same files does`() throws {
    let shop = try Shop()
    defer { shop.remove() }
    func night() throws -> [String: Data] { try shop.run(database: "a.sqlite", reports: "a") }
    // Three nights of growth: a repeated row, a newer version of one and a refused one among them.
    let first = rows(5, 0..<20) + "too,short\n"
    let second = first + rows(6, 0..<15) + rows(5, 3..<4) + rows(5, 4..<5, talk: 40)
    let third = second + rows(6, 15..<16)
    try shop.write("Master.csv", first)
    _ = try night()
    for log in [second, third] {
      try shop.write("Master.csv", log)
      _ = try night()
    }
    // Rotation, and a new log that outgrows the old one.
    try FileManager.default.moveItem(
      at: shop.folder.appending(path: "Master.csv"), to: shop.folder.appending(path: "Master.csv.1")
    )
    try shop.write("Master.csv", rows(7, 0..<10))
    _ = try night()
    try shop.write("Master.csv", rows(7, 0..<59))
    let grown = try night()

    let whole = try shop.run(database: "b.sqlite", reports: "b")
    try #require(grown.count > 20)
    // rejects.csv names a file as it was called when it was read.
    func content(_ files: [String: Data], _ path: String) -> String? {
      files[path].map { String(decoding: $0, as: UTF8.self) }?
        .replacing("Master.csv.1", with: "Master.csv")
    }
    let paths = Set(grown.keys).union(whole.keys)
    #expect(paths.filter { content(grown, $0) != content(whole, $0) }.sorted() == [])

    let quality = TruthTable(try #require(grown["2026-10/csv/data_quality.csv"]))
    let cells = try #require(quality.byKey(["source"])["pbx"])
    #expect(cells["files"] == "2")
    // 20 + 1 + 15 + 1 + 1 + 1 and 59 rows; one refused, one repeated.
    #expect(cells["rows"] == "98")
    #expect(cells["accepted"] == "96")
    #expect(cells["rejected"] == "1")
    #expect(cells["deduplicated"] == "1")
    let bridge = TruthTable(try #require(grown["2026-10-06/csv/bridge.csv"])).byKey(["step"])
    // The first file alone touches the 6th: 39 rows, those of 20 calls of the 5th among them.
    #expect(bridge["rows_read"]?["count"] == "39")
    #expect(bridge["superseded"]?["count"] == "1")
    #expect(bridge["other_days"]?["count"] == "20")
    #expect(bridge["legs"]?["count"] == "16")
  }
}
