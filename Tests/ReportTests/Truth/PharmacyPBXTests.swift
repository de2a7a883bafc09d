import Foundation
import Testing

/// What the switch itself would have counted over the pharmacy chain's two months, by a second hand:
/// lines of the queue log and rows of the CDR, as text.
@Suite("What the pharmacy chain's switch would say", .serialized) struct PharmacyPBXTests {
  /// Midnight of 1 September, 1 October and 1 November 2026 in Yekaterinburg, UTC+5.
  static let months = [
    (name: "2026-09", epochs: 1_788_202_800..<1_790_794_800),
    (name: "2026-10", epochs: 1_790_794_800..<1_793_473_200),
  ]

  private static func lines(_ files: [String]) throws -> Set<Substring> {
    var lines: Set<Substring> = []
    for file in files {
      let path = PharmacyNight.root.appending(path: "fixtures/pharmacy/pbx/\(file)")
      let text = String(decoding: try PharmacyNight.unpacked(path), as: UTF8.self)
      lines.formUnion(text.split(whereSeparator: \.isNewline))
    }
    return lines
  }

  private static func step(_ step: String, of period: String) throws -> Int? {
    let files = try PharmacyNight.published().files
    let bridge = TruthTable(try #require(files["/\(period)/csv/bridge.csv"])).byKey(["step"])
    return Int(bridge[step]?["count"] ?? "")
  }

  @Test func `C and A are the lines of the queue log by month`() throws {
    let lines = try Self.lines(["queue_log-202609.gz", "queue_log-202610.gz"])
    let completed: Set<Substring> = [
      "COMPLETECALLER", "COMPLETEAGENT", "BLINDTRANSFER", "ATTENDEDTRANSFER",
    ]
    let abandoned: Set<Substring> = ["ABANDON", "EXITWITHTIMEOUT", "EXITEMPTY"]
    let others: Set<Substring> = ["WITHDRAW", "SYSCOMPAT", "TRANSFER"]
    for month in Self.months {
      let words = lines.compactMap { line -> Substring? in
        let cells = line.split(separator: "|", omittingEmptySubsequences: false)
        guard cells.count > 4, let at = Int(cells[0]), month.epochs.contains(at) else { return nil }
        return cells[4]
      }
      try #require(words.count > 1000)
      #expect(words.contains { others.contains($0) } == false, "a word that is not counted here")
      let expected = (
        words.count { completed.contains($0) }, words.count { abandoned.contains($0) }
      )
      #expect(try Self.step("queue_show_completed", of: month.name) == expected.0)
      #expect(try Self.step("queue_show_abandoned", of: month.name) == expected.1)
    }
  }

  @Test func `ANSWERED rows of October are those of the file`() throws {
    // A row's first time is its start.
    let rows = try Self.lines(["Master.csv-202610.gz", "Master.csv-dup.gz"]).filter { line in
      guard let start = line.firstRange(of: ",\"2026-"), line.contains(",\"ANSWERED\",") else {
        return false
      }
      return line[start.upperBound...].hasPrefix("10-")
    }
    let counted = try #require(try Self.step("naive_answered_rows", of: "2026-10"))
    try #require(counted > 1000)
    #expect(counted == rows.count)
  }

  @Test func `pbx_counts adds up, and its last row is the bridge's`() throws {
    let files = try PharmacyNight.published().files
    let tables = files.filter {
      $0.key.hasSuffix("/csv/pbx_counts.csv") && !$0.key.contains("latest")
    }
    var told = 0
    for (path, bytes) in tables {
      let rows = TruthTable(bytes).byKey(["queue"])
      let all = try #require(rows["all"])
      // Orders make periods without calls, and those have no queue log.
      guard all["queue_show_completed"] != "" else { continue }
      told += 1
      func count(_ row: [String: String], _ column: String) -> Int { Int(row[column] ?? "") ?? -1 }
      for (queue, row) in rows {
        #expect(
          count(row, "queue_show_completed")
            == count(row, "complete_lines") + count(row, "transfer_lines"), "\(path) \(queue)")
        let parts = ["abandon", "timeout", "empty", "withdraw", "incompatible"]
        #expect(
          count(row, "queue_show_abandoned")
            == parts.reduce(0) { $0 + count(row, $1 + "_lines") }, "\(path) \(queue)")
        #expect(
          count(row, "offered")
            == count(row, "answered") + count(row, "missed") + count(row, "unknown"))
      }
      let period = String(path.split(separator: "/")[0])
      for column in ["naive_answered_rows", "queue_show_completed", "queue_show_abandoned"] {
        let step = try Self.step(column, of: period)
        #expect(step ?? -1 == count(all, column), "\(path)")
        guard column.hasPrefix("queue") else { continue }
        let queues = rows.filter { $0.key != "all" }.values
        #expect(step == queues.reduce(0) { $0 + count($1, column) }, "\(path)")
      }
    }
    #expect(told > 60)
  }
}
