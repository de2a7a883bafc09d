import Foundation
import Ingest
import Testing

@testable import report

/// fixtures/hostile has a file for each reason to refuse a row, and that row alone is refused.
@Suite("Hostile files") struct HostileFixtureTests {
  static let folder = PharmacyNight.root.appending(path: "fixtures/hostile")

  /// A file, and the rows of it that have to be refused.
  struct Case: CustomTestStringConvertible, Sendable {
    /// A refused row: places were counted by a script that splits at line feeds.
    struct Refused: Hashable, Sendable {
      var line: Int
      var byte: Int
      var column: String?
      var reason: Reject.Reason
    }

    var file: String
    var kind: Reject.Kind
    var rows: Int
    var refused: [Refused]

    var testDescription: String { file }
    /// The source's format and what else the config says of it.
    var source: String {
      switch kind {
      case .notText, .missing, .unknownWord, .money:
        "format: orders-csv, delimiter: ;, encoding: utf-8, statuses: { created: [Новый] }, "
          + "columns: { order: order, status: status, at: at, phone: phone, amount: amount, agent: agent }"
      case .malformed: "format: asterisk-cdr-dump"
      default: "format: asterisk-cdr"
      }
    }

    init(_ kind: Reject.Kind, rows: Int, file: String? = nil, _ refused: [Refused]) {
      self.file = file ?? kind.rawValue + ".csv"
      self.kind = kind
      self.rows = rows
      self.refused = refused
    }
  }

  static let cases: [Case] = [
    Case(
      .fieldCount, rows: 3,
      [.init(line: 2, byte: 258, reason: .fieldCount(expected: "16 to 21", found: 15))]),
    Case(
      .time, rows: 4,
      [
        .init(
          line: 2, byte: 258, column: "start", reason: .time(expected: "2026-09-01 09:15:00")),
        .init(
          line: 4, byte: 774, column: "start", reason: .time(expected: "2026-09-01 09:15:00")),
      ]),
    Case(.zeroDate, rows: 3, [.init(line: 2, byte: 258, column: "start", reason: .zeroDate)]),
    Case(
      .number, rows: 3,
      [
        .init(
          line: 3, byte: 516, column: "duration",
          reason: .number(expected: "whole seconds or a count"))
      ]),
    Case(
      .endsBeforeItStarts, rows: 3,
      [.init(line: 2, byte: 258, column: "end", reason: .endsBeforeItStarts)]),
    Case(.nulByte, rows: 3, [.init(line: 2, byte: 258, reason: .nulByte)]),
    Case(
      .tooLong, rows: 3, file: "too-long.csv.gz",
      [.init(line: 2, byte: 258, reason: .tooLong(limit: 1_048_576))]),
    Case(.unfinishedLine, rows: 3, [.init(line: 3, byte: 516, reason: .unfinishedLine)]),
    Case(
      .notText, rows: 4,
      [
        .init(line: 3, byte: 109, column: "agent", reason: .notText(encoding: "utf-8")),
        // 175 in the file; each of eight letters before it became U+FFFD, of three bytes.
        .init(line: 4, byte: 175 + 8 * 2, column: "status", reason: .notText(encoding: "utf-8")),
      ]),
    Case(
      .missing, rows: 4,
      [
        .init(line: 3, byte: 91, column: "order", reason: .missing("the order's number")),
        .init(line: 4, byte: 143, column: "at", reason: .missing("the time of the change")),
      ]),
    Case(
      .unknownWord, rows: 3,
      [
        .init(
          line: 3, byte: 91, column: "status",
          reason: .unknownWord(expected: "one of the words under \"statuses\""))
      ]),
    Case(
      .money, rows: 3,
      [.init(line: 3, byte: 91, column: "amount", reason: .money(expected: "1234.50"))]),
    Case(
      .malformed, rows: 3, file: "malformed.sql",
      [
        .init(
          line: 2, byte: 269,
          reason: .malformed(expected: "rows in brackets, as mysqldump writes them"))
      ]),
  ]

  /// Codes by a document's table rows that begin with a name in backticks.
  func names(in document: URL, heading: String? = nil) throws -> [String] {
    let text = try String(contentsOf: document, encoding: .utf8)
    var isInside = heading == nil
    return text.split(separator: "\n").compactMap { line in
      if line.hasPrefix("## "), let heading { isInside = line == "## \(heading)" }
      guard isInside, line.hasPrefix("| `") else { return nil }
      return String(line.dropFirst(3).prefix { $0 != "`" })
    }
  }

  @Test func `reasons, files, both documents and this table name the same`() throws {
    let codes = Reject.Kind.allCases.map(\.rawValue).sorted()
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0 != "README.md" }.sorted()
    func code(_ file: String) -> String { String(file.prefix { $0 != "." }) }
    #expect(files.map(code).sorted() == codes)
    #expect(try names(in: Self.folder.appending(path: "README.md")).sorted() == files)
    let errors = PharmacyNight.root.appending(path: "docs/errors.md")
    #expect(try names(in: errors, heading: "Refused rows").sorted() == codes)
    #expect(Self.cases.map(\.file).sorted() == files)
    #expect(Self.cases.map(\.kind.rawValue).sorted() == codes)
  }

  @Test(arguments: cases)
  func `refuses exactly the bad rows, at their place, and keeps the good ones`(_ c: Case) throws {
    let text = """
      timezone: Asia/Yekaterinburg
      database: never-used
      reports: never-used
      sources:
        - { name: source, files: [\(c.file)], \(c.source) }
      agents: agents.csv
      trunks: ["PJSIP/provider-"]
      """
    let config = try Config.parse(
      text, file: "ringtally.yaml", folder: Self.folder.path
    ) { _ in Array(ConfigFixture.agents.utf8) }
    let store = try EventStore(path: nil, reportZone: config.timezone)
    let outcome = try Ingestion(config: config, store: store).run()

    #expect(outcome.counts.read == c.rows)
    #expect(outcome.counts.rejected == c.refused.count)
    #expect(outcome.counts.accepted == c.rows - c.refused.count)
    #expect(
      outcome.counts.read
        == outcome.counts.accepted + outcome.counts.rejected + outcome.counts.deduplicated)
    let found = try store.read { try $0.rejects(of: $0.files().map(\.id)) }
    try #require(found.count == c.refused.count)
    for (row, expected) in zip(found, c.refused) {
      #expect(row.line == expected.line)
      #expect(row.byte == expected.byte)
      #expect(row.column == expected.column)
      #expect(row.reason == expected.reason.explanation)
      #expect(row.remedy == expected.reason.remedy)
      #expect(expected.reason.kind == c.kind)
    }
    // A third or more is refused, over the share that is allowed: the admin is told, except of a
    // line that is still being written.
    #expect(outcome.problems.count == (c.kind == .unfinishedLine ? 0 : 1))
    let said = outcome.problems.joined() + found.map { $0.reason + $0.remedy }.joined()
    #expect(!said.contains("7912"), "a message shows a cell: \(said)")
    if c.kind != .unfinishedLine {
      #expect(said.contains("/\(c.file):\(c.refused[0].line)"))
    }
  }

  @Test func `a caller's name that is no text is no reason to refuse the call`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "ringtally-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var bytes = try Data(contentsOf: Self.folder.appending(path: "time.csv"))
    let name = try #require(bytes.firstRange(of: Data("Анна".utf8)))
    bytes.replaceSubrange(name, with: [0xC0, 0xED, 0xED, 0xFF, 0xFE, 0x80])
    try bytes.write(to: folder.appending(path: "Master.csv"))
    let config = try Config.parse(
      ConfigFixture.minimal.replacing("pbx/Master.csv*", with: "Master.csv"),
      file: "ringtally.yaml", folder: folder.path
    ) { _ in Array(ConfigFixture.agents.utf8) }
    let store = try EventStore(path: nil, reportZone: config.timezone)
    let counts = try Ingestion(config: config, store: store).run().counts
    #expect(counts.accepted == 2)
    #expect(counts.rejected == 2)
  }

  @Test(arguments: [nil, "utf-16le"])
  func `two-byte letters without a mark are no text until the config says so`(
    _ encoding: String?
  ) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "ringtally-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let line = #"1788235201|1788235200.1|600|PJSIP/101|CONNECT|5|1788235200.2|5"# + "\n"
    let wide: [UInt8] = line.utf8.flatMap { [$0, UInt8(0)] }
    try Data(wide + wide).write(to: folder.appending(path: "queue_log"))
    let source =
      "{ name: q, format: asterisk-queue-log, files: [queue_log]\(encoding.map { ", encoding: \($0)" } ?? "") }"
    let config = try Config.parse(
      ConfigFixture.minimal.replacing(
        "{ name: pbx, format: asterisk-cdr, files: [pbx/Master.csv*] }", with: source),
      file: "ringtally.yaml", folder: folder.path
    ) { _ in Array(ConfigFixture.agents.utf8) }
    let store = try EventStore(path: nil, reportZone: config.timezone)
    let counts = try Ingestion(config: config, store: store).run().counts
    if encoding != nil {
      #expect(counts.accepted == 2)
      #expect(counts.rejected == 0)
    } else {
      let reasons = try store.read { try $0.rejects(of: $0.files().map(\.id)) }.map(\.reason)
      let expected = Reject.Reason.notText(encoding: "the encoding that the file seems to have")
      // After the last line feed one NUL is left: a row of its own, not yet ended.
      #expect(reasons.prefix(2) == [expected.explanation, expected.explanation])
      #expect(counts.accepted == 0)
    }
  }
}
