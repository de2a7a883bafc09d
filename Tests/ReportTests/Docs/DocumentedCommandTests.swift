import Foundation
import GRDB
import Testing

/// Every command in README.md and docs/ is run: here, or by .ci/run, which is looked at.
@Suite("Documented commands", .serialized) struct DocumentedCommandTests {
  /// How a command is run.
  enum Way: Equatable {
    /// By a line of a script that begins so.
    case script(String, line: String)
    /// In `a new shop follows the README`, in the order of the document.
    case newShop
    /// In the same, by cron's rules.
    case cron
    /// In `the database can be looked into as the docs say`.
    case sql
  }

  static let ways: [String: Way] = [
    "make demo": .script(".ci/run", line: "make demo"),
    "make test": .script(".ci/run", line: "make test"),
    "swift build -c release --product ringtally": .script(
      "scripts/demo.sh", line: "if ! swift build -c release --product ringtally "),
    "cp .build/release/ringtally /usr/local/bin/": .newShop,
    "cp fixtures/pharmacy/ringtally.yaml my-shop.yaml": .newShop,
    "ringtally check my-shop.yaml": .newShop,
    "ringtally run --config my-shop.yaml": .newShop,
    "ringtally status --config my-shop.yaml": .newShop,
    "ringtally detect /var/log/asterisk/cdr-csv/Master.csv": .newShop,
    "30 3 * * *  ringtally  ringtally run --config /etc/ringtally/ringtally.yaml": .cron,
    "sqlite3 -readonly var/ringtally.sqlite  \"SELECT date(start_utc) AS day, count(*), sum(answered) FROM legs GROUP BY day\"":
      .sql,
    "SELECT path, read, accepted, rejected, deduplicated, notes FROM file;": .sql,
    "SELECT f.path, r.line, r.reason, r.explanation FROM reject r JOIN file f ON f.id = r.file;":
      .sql,
    "SELECT s.name, w.word, w.count FROM unknown_word w JOIN source s ON s.id = w.source;": .sql,
  ]

  @Test func `the documents hold exactly the commands of this table`() throws {
    let documented = Set(try DocumentedCommand.all().map(\.text))
    #expect(documented.subtracting(Self.ways.keys).sorted() == [], "say how these are run")
    #expect(Set(Self.ways.keys).subtracting(documented).sorted() == [], "nobody documents these")
  }

  @Test func `what is left to scripts stands in them`() throws {
    for (command, way) in Self.ways {
      guard case .script(let script, let line) = way else { continue }
      let found = try DocumentedCommand.lines(of: script).contains { $0.hasPrefix(line) }
      #expect(found, "\(script) does not run \(command)")
    }
    // The demo's script is run by `make demo`, the tests by `make test`.
    let makefile = try DocumentedCommand.lines(of: "Makefile")
    #expect(makefile.contains("\t@scripts/demo.sh"))
    #expect(makefile.contains("\t@scripts/test.sh"))
    #expect(try DocumentedCommand.lines(of: "scripts/test.sh").contains("swift test || {"))
  }

  /// Options of other programs, such as mysqldump.
  static let foreign: Set<String> = ["--complete-insert", "--no-create-info"]

  @Test func `commands and options named in the text exist`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    let help = try shop.ringtally(["--help"]).printed
    let options = try ["run", "ingest", "report", "status", "detect", "explain"]
      .map { try shop.ringtally([$0, "--help"]).printed }.joined()
    var named: Set<String> = []
    for document in try DocumentedCommand.documents() {
      for span in try DocumentedCommand.inline(in: document) {
        let words = span.split(whereSeparator: \.isWhitespace)
        if words.count > 1, words[0] == "ringtally", words[1] != "ringtally" {
          named.insert(String(words[1]))
        } else if let first = words.first, first.hasPrefix("--"), !Self.foreign.contains(span) {
          #expect(options.contains("\(first) "), "\(document): \(span)")
        }
      }
    }
    #expect(named.isSuperset(of: ["check", "formats"]))
    for command in named { #expect(help.contains("  \(command) "), "\(command)") }
  }

  // MARK: - A new shop

  /// A shop whose calls were yesterday at noon, since the README's commands know no other "now".
  func shopOfYesterday() throws -> SmallShop {
    let shop = try SmallShop()
    let midnight = (Int(Date().timeIntervalSince1970) / 86_400 - 1) * 86_400
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withFullDate]
    let day = formatter.string(from: Date(timeIntervalSince1970: TimeInterval(midnight)))
    let calls = SmallShop.calls(hour: 12, day: day, midnight: midnight)
    try shop.write("pbx/Master.csv", calls.joined(separator: "\n") + "\n")
    return shop
  }

  /// The config as the owner edited it.
  static let edited = SmallShop.config.replacing("Asia/Yekaterinburg", with: "UTC")

  @Test func `a new shop follows the README, and cron calls it silently`() throws {
    let shop = try shopOfYesterday()
    defer { shop.remove() }
    // `cp` to a folder that is on the path, as /usr/local/bin is.
    let bin = shop.path("bin")
    try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
    let program = try PharmacyNight.program()
    for command in try DocumentedCommand.all() where Self.ways[command.text] == .newShop {
      let line = command.text
        .replacing(".build/release/ringtally", with: program.path)
        .replacing("/usr/local/bin/", with: "\(bin)/ringtally")
        .replacing("/var/log/asterisk/cdr-csv/Master.csv", with: shop.path("pbx/Master.csv"))
        .replacing("fixtures/", with: PharmacyNight.root.appending(path: "fixtures").path + "/")
      try shop.shell("PATH=\(bin):$PATH; \(line)")
      if command.text.hasSuffix("my-shop.yaml"), command.text.hasPrefix("cp ") {
        // "Then edit": the copy is a whole config, of another shop.
        let copy = try String(contentsOfFile: shop.path("my-shop.yaml"), encoding: .utf8)
        #expect(copy.contains("\nsources:\n"))
        try shop.write("my-shop.yaml", Self.edited)
      }
    }
    #expect(try shop.accepted() == 3)
    #expect(try shop.published().contains("index.html"))

    let lines = try DocumentedCommand.all().filter { Self.ways[$0.text] == .cron }
    try #require(!lines.isEmpty)
    for line in lines {
      // Five times, the user, the command.
      let words = line.text.split(separator: " ").map(String.init)
      #expect(words[0..<5].allSatisfy { $0 == "*" || Int($0) != nil })
      #expect(words[5] == "ringtally" && words[6] == "ringtally")
      let arguments = words.dropFirst(7).map {
        $0 == "/etc/ringtally/ringtally.yaml" ? shop.path("my-shop.yaml") : $0
      }
      let ended = try shop.ringtally(Array(arguments))
      #expect(ended.status == 0)
      #expect(ended.said == "" && ended.printed == "")
    }
  }

  @Test func `the database can be looked into as the docs say`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    // A row that is refused, so that no statement finds an empty table for want of one.
    try shop.write("pbx/Master.csv", SmallShop.master + "one,two\n")
    try shop.configure("agents: agents.csv", "agents: agents.csv\nlimits: { rejects: 1 }")
    let ended = try shop.night()
    try #require(ended.status == 0, "\(ended.said)")
    var configuration = Configuration()
    configuration.readonly = true
    let database = try DatabaseQueue(
      path: shop.path("var/ringtally.sqlite"), configuration: configuration)
    var rows: [String: [[String]]] = [:]
    for command in try DocumentedCommand.all() where Self.ways[command.text] == .sql {
      let parts = command.text.split(separator: "\"", omittingEmptySubsequences: false)
      let statement = parts.count == 3 ? String(parts[1]) : command.text
      // Debian's sqlite3 is not among the packages that the tests install.
      if parts.count == 3, FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3") {
        try shop.shell(command.text)
      }
      rows[command.text] = try database.read { db in
        try Row.fetchAll(db, sql: statement).map { row in
          row.map { "\($0.1)".replacing("\"", with: "") }
        }
      }
    }
    let found = rows.sorted { $0.key < $1.key }.map(\.value)
    try #require(found.count == 4)
    #expect(
      found[0][0].dropFirst().prefix(3) == [
        "4", "field-count", "expected 16 to 21 fields, found 2",
      ])
    #expect(found[1].first?.dropFirst().prefix(4) == ["4", "3", "1", "0"])
    #expect(found[2] == [])
    #expect(found[3] == [["2026-09-01", "3", "3"]])
  }
}
