import Foundation
import TestSupport
import Testing

/// However the rows of a switch are cut into files, named, ordered and repeated, the calls are the same.
@Suite("Files in any order, with any rows twice") struct ShuffledExportTests {
  /// What a night published about three days of the simulated pharmacy chain.
  private static func night(master: [[String]], queueLog: [[String]]) throws -> [String: Data] {
    let fixture = PharmacyNight.root.appending(path: "fixtures/pharmacy")
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "shuffled-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let pbx = folder.appending(path: "pbx")
    try FileManager.default.createDirectory(at: pbx, withIntermediateDirectories: true)
    for name in ["ringtally.yaml", "agents.csv", "numbers.csv", "shifts.csv"] {
      try FileManager.default.copyItem(
        at: fixture.appending(path: name), to: folder.appending(path: name))
    }
    for (name, files) in [("Master.csv", master), ("queue_log", queueLog)] {
      for (index, lines) in files.enumerated() where !lines.isEmpty {
        try Data(lines.joined(separator: "\n").utf8 + [10])
          .write(to: pbx.appending(path: "\(name)-\(index)"))
      }
    }
    let night = try PharmacyNight(config: folder.appending(path: "ringtally.yaml"))
    defer { night.remove() }
    // Orders and visits are left out: their sources tell that they have no file.
    try night.run(endingWith: [0, 1])
    // What is about files differs: rows, duplicates, the names of files.
    let aboutCalls = [
      "calls", "calls_by_agent", "answer_latency", "callbacks", "missed_calls", "sections",
    ]
    var files = try night.files().filter { file in
      (aboutCalls + ["bridge"]).contains { file.key.hasSuffix("/csv/\($0).csv") }
    }
    // Of the bridge what follows the rows: a row that was taken in twice is a leg too many.
    for (name, bytes) in files where name.hasSuffix("/bridge.csv") {
      let steps = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
        .drop { !$0.hasPrefix("legs,") }
      try #require(steps.count > 10)
      files[name] = Data(steps.joined(separator: "\n").utf8)
    }
    return files
  }

  private static func lines(of name: String, where isWanted: (Substring) -> Bool) throws -> [String]
  {
    let file = PharmacyNight.root.appending(path: "fixtures/pharmacy/pbx/\(name)")
    let text = String(decoding: try PharmacyNight.unpacked(file), as: UTF8.self)
    return text.split(separator: "\n").filter(isWanted).map(String.init)
  }

  private static let master = Result {
    try lines(of: "Master.csv-202609.gz") { row in
      ["02", "03", "04"].contains { row.contains(",\"2026-09-\($0) ") }
    }
  }
  private static let queueLog = Result {
    // Midnight of 2 September in Yekaterinburg is 1,788,289,200.
    try lines(of: "queue_log-202609.gz") { line in
      (1_788_289_200..<1_788_548_400).contains(Int(line.prefix { $0 != "|" }) ?? 0)
    }
  }
  private static let straight = Result {
    try night(master: [master.get()], queueLog: [queueLog.get()])
  }

  @Test(arguments: 0..<6)
  func `rows shuffled over files and repeated give the same calls`(seed: Int) throws {
    var random = SeededNumbers(seed: seed)
    let straight = try Self.straight.get()
    try #require(straight.count >= 7 * 3)
    let count = Int.random(in: 1...4, using: &random)
    var master = [[String]](repeating: [], count: count)
    for row in try Self.master.get().shuffled(using: &random) {
      master[Int.random(in: 0..<count, using: &random)].append(row)
      if Int.random(in: 0..<10, using: &random) == 0 {
        let copies = Int.random(in: 0..<count, using: &random)
        master[copies].insert(row, at: Int.random(in: 0...master[copies].count, using: &random))
      }
    }
    // Lines of one second say by their order what came first, and stay together.
    let seconds = Dictionary(grouping: try Self.queueLog.get()) { $0.prefix { $0 != "|" } }
      .sorted { $0.key < $1.key }.map(\.value)
    var queueLog = [[String]](repeating: [], count: count)
    for lines in seconds.shuffled(using: &random) {
      let file = Int.random(in: 0..<count, using: &random)
      queueLog[file] += lines
      if count > 1, Int.random(in: 0..<10, using: &random) == 0 {
        queueLog[(file + 1) % count] += lines
      }
    }
    let shuffled = try Self.night(master: master, queueLog: queueLog)
    #expect(shuffled.keys.sorted() == straight.keys.sorted())
    for (name, bytes) in straight { #expect(shuffled[name] == bytes, "\(name)") }
  }
}
