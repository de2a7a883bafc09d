import Foundation
import Testing

/// The built program with rows that it has to refuse: the others are kept and published.
@Suite("Bad rows, by the program") struct BadRowTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// What stands in place of the second of three calls.
    var row: Data
    var said: String

    init(_ description: String, _ row: String, said: String) {
      self.init(description, Data(row.utf8), said: said)
    }

    init(_ description: String, _ row: Data, said: String) {
      testDescription = description
      self.row = row
      self.said = said
    }
  }

  static let refused = "(1 of 3 rows were refused; all of them are in rejects.csv)\n"
  static let second = SmallShop.calls[1]

  static let cases: [Case] = [
    Case(
      "15 columns", String(second.split(separator: ",").prefix(15).joined(separator: ",")),
      said:
        "pbx/Master.csv:2: expected 16 to 21 fields, found 15. Export the table again without editing it, or say which columns it has under \"columns\". \(refused)"
    ),
    Case(
      "a NUL", second.replacing("Dial", with: "Di\0al"),
      said:
        "pbx/Master.csv:2: expected text, found a NUL byte. The file was damaged, often by a full disk: restore it and run again. \(refused)"
    ),
    Case(
      "0000-00-00", second.replacing("2026-09-01 09:02:00", with: "0000-00-00 00:00:00"),
      said:
        "pbx/Master.csv:2 start: expected a date, found a placeholder (year 0000 or 1000). Nothing to do: the switch writes such rows for calls it lost track of. \(refused)"
    ),
    Case(
      "31 September", second.replacing("2026-09-01 09:02:00", with: "2026-09-31 09:02:00"),
      said:
        "pbx/Master.csv:2 start: expected a time such as 2026-09-01 09:15:00. Say how the export writes times under \"times\". \(refused)"
    ),
    Case(
      "a quote that is never closed", "\"" + second.filter { $0 != "\"" },
      said:
        "pbx/Master.csv:2: expected 16 to 21 fields, found 1. Export the table again without editing it, or say which columns it has under \"columns\". \(refused)"
    ),
  ]

  @Test(arguments: cases)
  func `a bad row is told with its place, ends with 1, and costs no other row`(_ c: Case) throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    let line = Data("\n".utf8)
    try shop.write(
      "pbx/Master.csv",
      Data(SmallShop.calls[0].utf8) + line + c.row + line + Data(SmallShop.calls[2].utf8) + line)
    let ended = try shop.night()
    #expect(ended.status == 1)
    #expect(ended.said == c.said)
    #expect(!ended.said.contains("7912"))
    #expect(try shop.accepted() == 2)
    #expect(try shop.published() == SmallShop.periods)
    let rejects = try String(
      contentsOfFile: shop.path("reports/2026-09/csv/rejects.csv"), encoding: .utf8)
    #expect(rejects.split(separator: "\r\n").count == 2)
    #expect(!rejects.contains("7912"))
  }

  @Test func `letters that are no UTF-8 in a caller's name are no fault`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    var bytes = Data(SmallShop.master.utf8)
    let name = try #require(bytes.firstRange(of: Data("Анна".utf8)))
    bytes.replaceSubrange(name, with: [0xFF, 0xFE, 0xC0, 0xAF])
    try shop.write("pbx/Master.csv", bytes)
    let ended = try shop.night()
    #expect(ended.status == 0)
    #expect(ended.said == "")
    #expect(try shop.accepted() == 3)
  }

  @Test func `an unfinished last line is left for the next run, which reads it once`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    try shop.write("pbx/Master.csv", String(SmallShop.master.dropLast(30)))
    let first = try shop.night()
    #expect(first.status == 0)
    #expect(first.said == "")
    #expect(try shop.accepted() == 2)
    try shop.write("pbx/Master.csv", SmallShop.master)
    let second = try shop.night()
    #expect(second.status == 0)
    #expect(second.said == "")
    let bridge = try String(
      contentsOfFile: shop.path("reports/2026-09/csv/bridge.csv"), encoding: .utf8)
    #expect(bridge.contains("journeys,3"))
  }

  @Test func `a line of 2 GB costs itself only, and no memory`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    // A hole in the file: nothing on the disk, and 2 GB of NUL to the program.
    let hole = 2 << 30
    try shop.write("pbx/Master.csv", SmallShop.calls[0] + "\n")
    let file = try FileHandle(forWritingTo: shop.folder.appending(path: "pbx/Master.csv"))
    let start = try file.seekToEnd()
    try file.truncate(atOffset: start + UInt64(hole))
    try file.seekToEnd()
    try file.write(contentsOf: Data(("\n" + SmallShop.calls[2] + "\n").utf8))
    try file.close()
    let ended = try shop.night()
    #expect(ended.status == 1)
    #expect(
      ended.said
        == "pbx/Master.csv:2: the record is longer than 1048576 bytes. Look for a quote that is never closed on this line. \(Self.refused)"
    )
    #expect(try shop.accepted() == 2)
    #expect(ended.peak > 0 && ended.peak < 256, "\(ended.peak) MiB")
  }
}
