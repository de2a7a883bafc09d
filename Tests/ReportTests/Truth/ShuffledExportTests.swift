import Foundation
import TestSupport
import Testing

/// However the rows of a switch are cut into files, named, ordered and repeated, the calls are the same.
@Suite("Files in any order, with any rows twice") struct ShuffledExportTests {
  /// What nights published about three days of the simulated pharmacy chain.
  ///
  /// - Parameter nights: Over how many nights the files come in; the last one's files come last.
  private static func night(
    master: [[String]], queueLog: [[String]], nights: Int = 1
  ) throws -> [String: Data] {
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
    let night = try PharmacyNight(config: folder.appending(path: "ringtally.yaml"))
    defer { night.remove() }
    for turn in 0..<nights {
      for (name, files) in [("Master.csv", master), ("queue_log", queueLog)] {
        for (index, lines) in files.enumerated() where index % nights == turn && !lines.isEmpty {
          try Data(lines.joined(separator: "\n").utf8 + [10])
            .write(to: pbx.appending(path: "\(name)-\(index)"))
        }
      }
      // Orders and visits are left out: their sources tell that they have no file.
      try night.run(endingWith: [0, 1])
    }
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
    let count = Int.random(in: 1...4, using: &random)
    let (master, queueLog) = try Self.shuffled(over: count, using: &random)
    try Self.expectStraight(try Self.night(master: master, queueLog: queueLog))
  }

  /// Legs of a call come in on one night, its queue events on another, the rest on a third.
  @Test(arguments: 6..<9)
  func `nights that each bring a part of the rows come to what one night over all does`(
    seed: Int
  ) throws {
    var random = SeededNumbers(seed: seed)
    let (master, queueLog) = try Self.shuffled(over: 3, using: &random)
    try Self.expectStraight(try Self.night(master: master, queueLog: queueLog, nights: 3))
  }

  @Test func `a night for each day comes to what one night over all days does`() throws {
    let days = ["02", "03", "04"].map { day in
      (try? Self.master.get().filter { $0.contains(",\"2026-09-\(day) ") }) ?? []
    }
    // A row of a call over midnight names both days: it comes with the first.
    let master = [
      days[0], days[1].filter { !days[0].contains($0) }, days[2].filter { !days[1].contains($0) },
    ]
    let queueLog = try (0..<3).map { day in
      let first = 1_788_289_200 + day * 86_400
      return try Self.queueLog.get().filter {
        (first..<first + 86_400).contains(Int($0.prefix { $0 != "|" }) ?? 0)
      }
    }
    try #require(master.allSatisfy { $0.count > 100 } && queueLog.allSatisfy { $0.count > 100 })
    try Self.expectStraight(try Self.night(master: master, queueLog: queueLog, nights: 3))
  }

  private static func expectStraight(_ found: [String: Data]) throws {
    let straight = try Self.straight.get()
    try #require(straight.count >= 7 * 3)
    #expect(found.keys.sorted() == straight.keys.sorted())
    for (name, bytes) in straight { #expect(found[name] == bytes, "\(name)") }
  }

  /// All rows in any order over some files, one in ten of them twice.
  private static func shuffled(
    over count: Int, using random: inout SeededNumbers
  ) throws -> (master: [[String]], queueLog: [[String]]) {
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
    return (master, queueLog)
  }
}
