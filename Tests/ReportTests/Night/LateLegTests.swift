import Foundation
import Ingest
import Testing

@testable import report

/// A leg that arrives in a later file changes the journey that it belongs to, and no other day.
@MainActor
@Suite("Legs that arrive late") struct LateLegTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "late-\(UUID().uuidString)")
    try FileManager.default.copyItem(
      at: ConformanceCase.kit.appending(path: "shop"), to: folder)
  }

  /// A row of the call records; `answer` in seconds after the start.
  private func row(
    _ start: String, _ end: String, answer: String?, lasts: Int, billed: Int, line: Int,
    uniqueID: String, linkedID: String, sequence: Int
  ) -> String {
    """
    "","79160000001","74951110001","from-trunk","","PJSIP/provider-00000001","PJSIP/\(line)-0000000\(sequence)",\
    "Dial","PJSIP/\(line),20","\(start)",\(answer.map { "\"\($0)\"" } ?? ""),"\(end)",\(lasts),\(billed),\
    "\(answer == nil ? "NO ANSWER" : "ANSWERED")","DOCUMENTATION","\(uniqueID)","","","\(linkedID)",\(sequence)

    """
  }

  private func write(_ name: String, _ rows: String) throws {
    try Data(rows.utf8).write(to: folder.appending(path: name))
  }

  private func night(_ config: Config, _ store: EventStore) throws -> Night.Outcome {
    try Night(
      config: config, directories: try config.directories(), store: store,
      asOf: try #require(Day("2026-03-13")), reports: config.reports
    ).run()
  }

  private func journeys(_ store: EventStore, _ zone: Zone) throws -> [JourneyRow] {
    var rows: [JourneyRow] = []
    let from = zone.start(of: try #require(Day("2026-03-01")))
    try store.read {
      try $0.journeys(from: from, to: from + 30 * 86_400, customers: .empty) { rows.append($0) }
    }
    return rows
  }

  @Test func `change the journey they belong to, and leave the other days as they are`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    // On the 9th and the 12th an answered call; on the 10th, a minute before midnight, a missed one.
    try write(
      "Master.csv",
      row(
        "2026-03-09 12:00:00", "2026-03-09 12:00:35", answer: "2026-03-09 12:00:05", lasts: 35,
        billed: 30, line: 201, uniqueID: "1773046800.1", linkedID: "1773046800.1", sequence: 1)
        + row(
          "2026-03-10 20:59:00", "2026-03-10 20:59:20", answer: nil, lasts: 20, billed: 0,
          line: 201, uniqueID: "1773165540.2", linkedID: "1773165540.2", sequence: 2)
        + row(
          "2026-03-12 12:00:00", "2026-03-12 12:00:35", answer: "2026-03-12 12:00:05", lasts: 35,
          billed: 30, line: 201, uniqueID: "1773306000.3", linkedID: "1773306000.3", sequence: 3))
    let config = try Config.load(folder.appending(path: "ringtally.yaml").path)
    let store = try EventStore(path: config.database, reportZone: config.timezone)
    #expect(try night(config, store).daysComputed == 4)
    #expect(try journeys(store, config.timezone).map(\.outcome) == [.answered, .missed, .answered])

    // What another night would write again is told by what it does not know of.
    for day in ["2026-03-09", "2026-03-12"] {
      let day = try #require(Day(day))
      try store.transaction { transaction in
        var rows: [JourneyRow] = []
        let from = config.timezone.start(of: day)
        try transaction.journeys(from: from, to: from + 86_400, customers: .empty) {
          rows.append($0)
        }
        rows[0].talk = 999
        try transaction.replaceJourneys(day: day, rows)
      }
    }
    // The call went on with Boris, and the switch wrote that row after it was exported.
    try write(
      "Master.csv-late",
      row(
        "2026-03-10 20:59:20", "2026-03-10 21:00:05", answer: "2026-03-10 20:59:25", lasts: 45,
        billed: 40, line: 202, uniqueID: "1773165560.4", linkedID: "1773165540.2", sequence: 4))
    #expect(try night(config, store).daysComputed == 1)
    let after = try journeys(store, config.timezone)
    #expect(after.map(\.outcome) == [.answered, .answered, .answered])
    #expect(after.map(\.talk) == [999, 40, 999])
    #expect(after.map(\.agents) == ["anna", "boris", "anna"])

    // Past midnight: the row lies on the 11th and belongs to a journey of the 10th.
    try write(
      "Master.csv-later",
      row(
        "2026-03-11 00:30:00", "2026-03-11 00:31:00", answer: "2026-03-11 00:30:00", lasts: 60,
        billed: 60, line: 203, uniqueID: "1773178200.5", linkedID: "1773165540.2", sequence: 5))
    #expect(try night(config, store).daysComputed == 2)
    let last = try journeys(store, config.timezone)
    #expect(last.map(\.talk) == [999, 100, 999])
    #expect(last.map(\.agents) == ["anna", "boris clara", "anna"])
  }
}
