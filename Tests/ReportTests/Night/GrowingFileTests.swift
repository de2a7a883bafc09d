import Foundation
import Ingest
import TestSupport
import Testing

@testable import report

/// A switch appends to its logs while they are read; wherever the readings cut the file, all of them
/// together must come to what one reading of the whole comes to.
@Suite("A file that grows is taken up where it was left") struct GrowingFileTests {
  /// What a reading left in the store.
  private struct Left: Equatable {
    var rows: [String]
    var legs: [CallLeg] = []
    var events: [QueueEvent] = []
    var channels: [ChannelEvent] = []
    var rejects: [String] = []
  }

  /// A log with equal lines within a second, blank lines, refused rows and stray quotes.
  private static func masterCSV(_ random: inout SeededNumbers) -> String {
    var lines: [String] = []
    for i in 0..<Int.random(in: 30..<3000, using: &random) {
      let second = 9 * 3600 + 4 * i
      let clock = String(
        format: "%02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60)
      // Midnight of the day in Yekaterinburg is 1,788,202,800.
      let id = i % 7 == 3 ? "" : "\(1_788_202_800 + second).\(i)"
      let name = i % 11 == 5 ? "\"Stray \" quote\"" : "\"A, B\" <10\(i % 10)>"
      let duration = i % 97 == 50 ? "x" : "\(i % 60)"
      lines.append(
        "\"\",\"79161234567\",\"601\",\"from-trunk\",\(name),\"PJSIP/p-0000000\(i % 10)\",\"\",\"Queue\",\"601\",\"2026-09-01 \(clock)\",,\"2026-09-01 \(clock)\",\(duration),0,\"NO ANSWER\",\"3\",\"\(id)\",\"\""
      )
      if i % 5 == 0 { lines.append(lines[lines.count - 1]) }  // the same again in the same second
      if i % 41 == 0 { lines.append("") }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func queueLog(_ random: inout SeededNumbers) -> String {
    var lines: [String] = []
    for i in 0..<Int.random(in: 30..<5000, using: &random) {
      let epoch = 1_788_200_000 + i / 3
      lines.append("\(epoch)|\(epoch).\(i % 4)|601|PJSIP/10\(i % 3)|RINGNOANSWER|\(1000 * (i % 5))")
      if i % 4 == 0 { lines.append(lines[lines.count - 1]) }
      if i % 50 == 0 { lines.append("broken|line") }
      if i % 60 == 0 { lines.append("\(epoch)|x|601|NONE|STRANGEEVENT|1") }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func channelEvents(_ random: inout SeededNumbers) -> String {
    var lines: [String] = []
    for i in 0..<Int.random(in: 30..<3000, using: &random) {
      let epoch = 1_788_200_000 + i / 3
      let kind = ["CHAN_START", "ANSWER", "BRIDGE_ENTER", "HANGUP", "STRANGE"][i % 5]
      lines.append(
        "\"\(kind)\",\"\(i % 89 == 40 ? "then" : "\(epoch).5")\",\"A, B\",\"79161234567\",\"\",\"\",\"\",\"s\",\"x\",\"PJSIP/p-0000000\(i % 10)\",\"\",\"\",\"3\",\"\",\"\(epoch).\(i % 4)\",\"\(epoch).1\",\"\",\"\",\"\",\"{\"\"bridge_id\"\":\"\"\(i % 7)\"\"}\""
      )
      if i % 4 == 0 { lines.append(lines[lines.count - 1]) }
      if i % 50 == 0 { lines.append("broken,line") }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func read(
    _ nights: [Data], format: String, in folder: URL
  ) throws -> Left {
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let log = folder.appending(path: "log").path
    let config = try ConfigFixture.parse(
      """
      timezone: Asia/Yekaterinburg
      database: var/ringtally.sqlite
      reports: reports
      sources:
        - { name: pbx, format: \(format), files: ["\(log)"] }
      agents: agents.csv
      trunks: ["PJSIP/p-"]

      """)
    let store = try EventStore(path: nil, reportZone: config.timezone)
    for content in nights {
      try content.write(to: URL(filePath: log))
      _ = try Ingestion(config: config, store: store).run()
    }
    return try store.read { transaction in
      var left = Left(
        rows: try transaction.sourceSummaries().map {
          "\($0.files) \($0.read) \($0.accepted) \($0.rejected) \($0.deduplicated)"
        })
      try transaction.legs(from: .init(epoch: 0), to: .init(epoch: 1 << 40)) { leg, _ in
        left.legs.append(leg)
      }
      try transaction.queueEvents(from: .init(epoch: 0), to: .init(epoch: 1 << 40)) { event, _ in
        left.events.append(event)
      }
      try transaction.channelEvents(from: .init(epoch: 0), to: .init(epoch: 1 << 40)) { event, _ in
        left.channels.append(event)
      }
      left.rejects = try transaction.rejects(of: transaction.files().map(\.id)).map {
        "\($0.line) \($0.byte) \($0.reason)"
      }
      left.rows += try transaction.unknownWords().map { "\($0.word) \($0.count)" }
      return left
    }
  }

  @Test(arguments: 0..<24)
  func `any cuts of a log leave what the whole leaves`(seed: Int) throws {
    var random = SeededNumbers(seed: seed)
    let (content, format) =
      switch seed % 3 {
      case 0: (Self.queueLog(&random), "asterisk-queue-log")
      case 1: (Self.masterCSV(&random), "asterisk-cdr")
      default: (Self.channelEvents(&random), "asterisk-cel")
      }
    let text = Data(content.utf8)
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "ringtally-growing-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let cuts = (0..<Int.random(in: 1...4, using: &random))
      .map { _ in Int.random(in: 1..<text.count, using: &random) }.sorted()
    let whole = try Self.read([text], format: format, in: folder)
    let nights = (cuts + [text.count]).map { Data(text.prefix($0)) }
    let grown = try Self.read(nights, format: format, in: folder)
    try #require(!whole.legs.isEmpty || !whole.events.isEmpty || !whole.channels.isEmpty)
    #expect(grown.rows == whole.rows)
    #expect(grown.rejects == whole.rejects)
    // Not the whole arrays: a difference is to be read.
    #expect(grown.legs.count == whole.legs.count)
    #expect(grown.events.count == whole.events.count)
    #expect(grown.channels.count == whole.channels.count)
    #expect(zip(grown.channels, whole.channels).first { $0 != $1 } == nil)
    #expect(zip(grown.legs, whole.legs).first { $0 != $1 } == nil)
    #expect(zip(grown.events, whole.events).first { $0 != $1 } == nil)
  }

  @Test func `a file whose beginning changed is read from its start`() throws {
    var random = SeededNumbers(seed: 99)
    let first = Data(Self.queueLog(&random).utf8)
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "ringtally-growing-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    // copytruncate: the same name, longer, another content.
    let second = Data(
      (String(decoding: first, as: UTF8.self).replacing("1788", with: "1799")
        + Self.queueLog(&random)).utf8)
    let alone = try Self.read([second], format: "asterisk-queue-log", in: folder)
    let after = try Self.read([first, second], format: "asterisk-queue-log", in: folder)
    let before = try Self.read([first], format: "asterisk-queue-log", in: folder)
    let expected = Set(alone.events.map(\.self)).union(before.events)
    #expect(Set(after.events) == expected)
  }
}
