import Foundation
import Testing

@Suite("ringtally run, ingest and report") struct StageCommandTests {
  /// The periods of the days with calls (2 March) or on which an order was created; order 6 is first
  /// heard of when it comes back, on 4 March.
  static let all =
    ["2026-02", "2026-02-10", "2026-02-12", "2026-02-20", "2026-02-24", "2026-02-25"]
    + ["2026-03", "2026-03-02", "2026-03-04", "2026-W07", "2026-W08", "2026-W09", "2026-W10"]

  @Test func `a good run prints nothing`() throws {
    let shop = try PaperShop()
    defer { shop.remove() }
    for command in ["ingest", "run", "run"] {
      let ending = try shop.ringtally(command, "--as-of", "2026-03-10")
      #expect(ending.code == 0)
      #expect(ending.output == "" && ending.errors == "", "\(command)")
    }
    #expect(try shop.periods() == Self.all)
  }

  @Test func `ingest reads and publishes nothing, report publishes the one period, run the rest`()
    throws
  {
    let shop = try PaperShop()
    defer { shop.remove() }
    #expect(try shop.ringtally("ingest", "--as-of", "2026-03-10").code == 0)
    #expect(!FileManager.default.fileExists(atPath: shop.reports.path))

    // What report needs is in the database by now.
    try FileManager.default.removeItem(at: shop.folder.appending(path: "Master.csv"))
    let report = try shop.ringtally("report", "--period", "2026-W10", "--as-of", "2026-03-10")
    #expect(report.code == 0)
    #expect(report.output == "" && report.errors == "")
    #expect(try shop.periods() == ["2026-W10"])
    let week = try shop.published("2026-W10/report.html")

    try FileManager.default.copyItem(
      at: PaperShop.fixture.appending(path: "Master.csv"),
      to: shop.folder.appending(path: "Master.csv"))
    #expect(try shop.ringtally("run", "--as-of", "2026-03-10").code == 0)
    #expect(try shop.periods() == Self.all)
    let whole = try PaperShop()
    defer { whole.remove() }
    #expect(try whole.ringtally("run", "--as-of", "2026-03-10").code == 0)
    #expect(try whole.published("2026-W10/report.html") == week)
    #expect(
      try whole.published("2026-03/csv/bridge.csv") == shop.published("2026-03/csv/bridge.csv"))
  }

  @Test func `what report left is published by the next run, also where an older folder is there`()
    throws
  {
    let shop = try PaperShop()
    defer { shop.remove() }
    #expect(try shop.ringtally("run", "--as-of", "2026-03-10").code == 0)
    let before = try shop.published("2026-03-02/csv/bridge.csv")

    // One more call of the same day, and only the month is published anew.
    let log = shop.folder.appending(path: "Master.csv")
    let line =
      #""","79160000009","74951234500","from-trunk","""x"" <79160000009>","PJSIP/provider-00000c01","PJSIP/101-00000c02","Dial","PJSIP/101","2026-03-02 12:00:00","2026-03-02 12:00:02","2026-03-02 12:00:22",22,20,"ANSWERED","DOCUMENTATION","1772442000.90","","","1772442000.90",900"#
    try (String(contentsOf: log, encoding: .utf8) + line + "\n")
      .write(to: log, atomically: true, encoding: .utf8)
    #expect(try shop.ringtally("ingest", "--as-of", "2026-03-10").code == 0)
    #expect(
      try shop.ringtally("report", "--period", "2026-03", "--as-of", "2026-03-10").code == 0)
    #expect(try shop.published("2026-03/csv/bridge.csv").contains("answered,4"))
    #expect(try shop.published("2026-03-02/csv/bridge.csv") == before)

    #expect(try shop.ringtally("run", "--as-of", "2026-03-10").code == 0)
    #expect(try shop.published("2026-03-02/csv/bridge.csv").contains("answered,4"))
  }

  @Test func `an earlier day's report does not know what a later run has seen`() throws {
    let line =
      #""","79160000009","74951234500","from-trunk","""x"" <79160000009>","PJSIP/provider-00000c01","PJSIP/101-00000c02","Dial","PJSIP/101","2026-03-05 12:00:00","2026-03-05 12:00:02","2026-03-05 12:00:22",22,20,"ANSWERED","DOCUMENTATION","1772701200.90","","","1772701200.90",900"#
    let shop = try PaperShop()
    let fresh = try PaperShop()
    defer {
      shop.remove()
      fresh.remove()
    }
    for shop in [shop, fresh] {
      let log = shop.folder.appending(path: "Master.csv")
      try (String(contentsOf: log, encoding: .utf8) + line + "\n")
        .write(to: log, atomically: true, encoding: .utf8)
    }
    #expect(try shop.ringtally("run", "--as-of", "2026-03-10").code == 0)
    #expect(try shop.published("2026-03/csv/bridge.csv").contains("answered,4"))
    for shop in [shop, fresh] {
      #expect(try shop.ringtally("run", "--as-of", "2026-03-04").code == 0)
    }
    for name in ["report.html", "csv/bridge.csv", "csv/calls.csv", "csv/redemption.csv"] {
      #expect(
        try shop.published("2026-03/\(name)") == fresh.published("2026-03/\(name)"), "\(name)")
    }
    #expect(try shop.ringtally("run", "--as-of", "2026-03-10").code == 0)
    #expect(try shop.published("2026-03/csv/bridge.csv").contains("answered,4"))
  }

  @Test func `another language is another report of every period`() throws {
    let shop = try PaperShop()
    defer { shop.remove() }
    #expect(try shop.ringtally("run", "--as-of", "2026-03-10").code == 0)
    #expect(try shop.published("2026-03-02/report.html").contains("What to do today"))
    let config = shop.folder.appending(path: "ringtally.yaml")
    try String(contentsOf: config, encoding: .utf8)
      .replacingOccurrences(of: "language: en", with: "language: ru")
      .write(to: config, atomically: true, encoding: .utf8)
    #expect(try shop.ringtally("run", "--as-of", "2026-03-10").code == 0)
    #expect(try shop.published("2026-03-02/report.html").contains("Что сделать сегодня"))
  }

  @Test func `a period without calls and orders is refused with the time that is known`() throws {
    let shop = try PaperShop()
    defer { shop.remove() }
    let empty = try shop.ringtally("report", "--period", "2026-03", "--as-of", "2026-03-10")
    #expect(empty.code == 65)
    #expect(empty.errors.contains("no calls are known at all"))

    #expect(try shop.ringtally("ingest", "--as-of", "2026-03-10").code == 0)
    let other = try shop.ringtally("report", "--period", "2026-01", "--as-of", "2026-03-10")
    #expect(other.code == 65)
    #expect(other.errors.hasPrefix("2026-01: "))
    // From the first order to the last one that came back.
    #expect(other.errors.contains("2026-02-10 to 2026-03-04"))
    #expect(!FileManager.default.fileExists(atPath: shop.reports.path))
  }

  @Test(arguments: [
    ["report", "--period", "2026-13"], ["report", "--period", "2026-W54"],
    ["report", "--period", "March"], ["report"], ["run", "--as-of", "+026-01-01"],
    ["run", "--wait", "10x"], ["ingest", "--period", "2026-03"], ["status", "--as-of", "today"],
    ["run", "--config", "nothing.yaml"],
    ["report", "--config", "nothing.yaml", "--period", "2026-03"],
  ])
  func `a wrong command line ends with 64 and says what was expected`(_ words: [String]) throws {
    let shop = try PaperShop()
    defer { shop.remove() }
    let (process, output, errors) = try shop.start(words)
    process.waitUntilExit()
    #expect(process.terminationStatus == 64)
    #expect(try String(contentsOf: output, encoding: .utf8) == "")
    #expect(try !String(contentsOf: errors, encoding: .utf8).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: shop.folder.path + "/ringtally.sqlite"))
  }

  @Test(arguments: ["run", "ingest", "report", "status"])
  func `a held lock ends with 75 at once, or is waited for`(_ command: String) throws {
    let shop = try PaperShop()
    defer { shop.remove() }
    #expect(try shop.ringtally("ingest", "--as-of", "2026-03-10").code == 0)
    let lock = open(shop.folder.path + "/ringtally.sqlite.lock", O_RDWR)
    try #require(lock >= 0)
    try #require(flock(lock, LOCK_EX) == 0)
    let words =
      [command, "--as-of", "2026-03-10"] + (command == "report" ? ["--period", "2026-03"] : [])

    let (refused, _, errors) = try shop.start(words)
    refused.waitUntilExit()
    #expect(refused.terminationStatus == 75)
    #expect(try String(contentsOf: errors, encoding: .utf8).contains("--wait"))

    let (late, _, _) = try shop.start(words + ["--wait", "1s"])
    late.waitUntilExit()
    #expect(late.terminationStatus == 75)

    let (patient, _, _) = try shop.start(words + ["--wait", "1min"])
    Thread.sleep(forTimeInterval: 0.5)
    #expect(patient.isRunning)
    close(lock)
    patient.waitUntilExit()
    #expect(patient.terminationStatus == 0)
  }
}
