import Foundation
import Testing

/// A source read in a wrong zone moves every call: the run says so, and which zone is right.
@Suite("Zones that the uniqueids contradict, by the program") struct ZoneContradictionTests {
  /// Twelve calls of 1 September 2026 from 09:00 in Yekaterinburg on, as a clock writes them that
  /// is some hours off.
  static func master(hours: Int, day: Int = 1) -> String {
    (0..<12).map { i in
      let epoch = 1_788_202_800 + (day - 1) * 86_400 + 9 * 3600 + 60 * i
      let minute =
        "2026-09-0\(day) \(9 + hours < 10 ? "0" : "")\(9 + hours):\(i < 10 ? "0" : "")\(i)"
      return
        #""","79120000000","600","from-trunk","<79120000000>","PJSIP/provider-000000\#(i + 10)","PJSIP/201-000000\#(i + 30)","Dial","PJSIP/201","\#(minute):00","\#(minute):05","\#(minute):20",20,15,"ANSWERED","DOCUMENTATION","\#(epoch).\#(i)","","","\#(epoch).\#(i)",\#(i)"#
        + "\n"
    }.joined()
  }

  @Test func `a declared zone that is wrong is told with what it should be, once per file`() throws
  {
    let shop = try SmallShop()
    defer { shop.remove() }
    try shop.write("pbx/Master.csv", Self.master(hours: 0))
    try shop.configure(
      "files: [pbx/Master.csv]", "files: [pbx/Master.csv], timezone: Europe/Moscow")
    let ended = try shop.night()
    #expect(ended.status == 1)
    #expect(
      ended.said.hasPrefix(
        "source \"pbx\", pbx/Master.csv: expected times in Europe/Moscow (timezone of the source), the uniqueids say Asia/Yekaterinburg. Write `timezone: Asia/Yekaterinburg`"
      ), "\(ended.said)")
    #expect(try shop.accepted() == 12)
    let again = try shop.night()
    #expect(again.status == 0 && again.said.isEmpty)
  }

  @Test func `a zone once found is kept, and a file that shows another is told`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    try shop.configure("pbx/Master.csv]", "\"pbx/Master.csv*\"]")
    try shop.write("pbx/Master.csv", Self.master(hours: -5))
    let first = try shop.night()
    #expect(first.status == 0, "\(first.said)")
    #expect(try shop.published().contains("2026-09-01"))
    // The same switch, by a clock that was put to Moscow's time.
    try shop.write("pbx/Master.csv.1", Self.master(hours: -2, day: 2))
    let second = try shop.night(asOf: "2026-09-03")
    #expect(second.status == 1)
    #expect(
      second.said.contains(
        "pbx/Master.csv.1: expected times in UTC, as in the source's earlier files, the uniqueids say UTC+03:00; they were read as UTC."
      ), "\(second.said)")
  }
}
