import Foundation

/// A shop whose missed calls were followed by this and that, "now" being 00:00 of Wednesday,
/// 2 September 2026.
///
/// Open Monday to Friday, 09:00 to 18:00; the time for calling back is four open hours.
struct WorklistShop {
  let shop: SmallShop

  static let config = """
    timezone: Asia/Yekaterinburg
    language: en
    database: var/ringtally.sqlite
    reports: reports
    sources:
      - { name: pbx, format: asterisk-cdr, files: [pbx/Master.csv] }
      - name: crm
        format: orders-csv
        files: [crm/*.csv]
        delimiter: ";"
        decimal: "."
        timezone: Asia/Yekaterinburg
        columns: { order: order, status: status, at: at, phone: phone, amount: amount }
        times: "dd.MM.yyyy HH:mm:ss"
        statuses: { created: [created], shipped: [shipped], arrived: [arrived], redeemed: [redeemed] }
    agents: agents.csv
    numbers: numbers.csv
    trunks: ["PJSIP/provider-"]
    hours:
      weekly: { mon-fri: "09:00-18:00", sat: closed, sun: closed }
    calls:
      callback_within: 4h
    privacy: { mask_numbers: true, worklist_shows_numbers: true }

    """

  static let orders = """
    order;status;at;phone;amount
    1;created;25.08.2026 10:00:00;84951234567;700.00
    1;shipped;27.08.2026 10:00:00;84951234567;700.00
    1;arrived;30.08.2026 10:00:00;84951234567;700.00
    2;created;31.08.2026 10:00:00;89161234569;1500.00
    3;created;20.08.2026 10:00:00;89161234573;9000.00
    3;redeemed;01.09.2026 16:00:00;89161234573;9000.00

    """

  init() throws {
    shop = try SmallShop()
    try shop.write("ringtally.yaml", Self.config)
    try shop.write("numbers.csv", "number,section,from,to\n+73433000001,Shop,2026-01-01,\n")
    try shop.write("crm/orders.csv", Self.orders)
    let calls = [
      // Before the 7 days, and on their first day.
      missed("79161234571", "2026-08-25 10:00:00"), missed("79161234572", "2026-08-25 10:00:00"),
      missed("79161234572", "2026-08-26 10:00:00"),
      // Two episodes whose time is over.
      missed("79161234574", "2026-08-27 10:00:00"), missed("79161234574", "2026-08-28 10:00:00"),
      missed("+4930123456", "2026-08-31 09:00:00"),
      // The time was over, and then the customer got through.
      missed("79161234570", "2026-08-31 09:10:00"), answered("79161234570", "2026-09-01 09:30:00"),
      // Two calls, and ours to no avail.
      missed("79161234567", "2026-09-01 10:00:00"), missed("79161234567", "2026-09-01 11:00:00"),
      ours("89161234567", "2026-09-01 12:00:00", talk: 0),
      // Called back.
      missed("79161234568", "2026-09-01 10:05:00"),
      ours("89161234568", "2026-09-01 10:30:00", talk: 60),
      missed("anonymous", "2026-09-01 10:10:00"),
      // An order that is over, an open one, a parcel that waits.
      missed("79161234573", "2026-09-01 15:00:00"), missed("79161234569", "2026-09-01 17:00:00"),
      missed("74951234567", "2026-09-01 20:00:00"),
    ]
    let lines = calls.enumerated().map { $1.line(sequence: $0 + 1) }
    try shop.write("pbx/Master.csv", lines.joined(separator: "\n") + "\n")
  }

  private struct Call {
    var from: String
    var to: String
    var context: String
    var channels: (String, String)
    var start: String
    var talk: Int

    func line(sequence: Int) -> String {
      // 25 August 2026, 00:00 in Yekaterinburg, is 1,787,598,000; ids need only be near.
      let id = "\(1_787_598_000 + seconds).\(sequence)"
      let end = Self.clock(seconds + (talk > 0 ? 5 + talk : 20))
      let answer = talk > 0 ? Self.clock(seconds + 5) : ""
      let word = talk > 0 ? "ANSWERED" : "NO ANSWER"
      let total = talk > 0 ? 5 + talk : 20
      return
        "\"\",\"\(from)\",\"\(to)\",\"\(context)\",\"<\(from)>\",\"\(channels.0)-0\(sequence)\",\"\(channels.1)-1\(sequence)\",\"Dial\",\"x\",\"\(start)\",\"\(answer)\",\"\(end)\",\(total),\(talk),\"\(word)\",\"DOCUMENTATION\",\"\(id)\",\"\",\"\",\"\(id)\",\(sequence)"
    }

    /// Since 25 August, 00:00.
    private var seconds: Int {
      let parts = start.split { "- :".contains($0) }.compactMap { Int($0) }
      let day = parts[1] == 8 ? parts[2] - 25 : parts[2] + 6
      return 86_400 * day + 3600 * parts[3] + 60 * parts[4] + parts[5]
    }

    private static func clock(_ seconds: Int) -> String {
      let day = seconds / 86_400
      let date = day < 7 ? "2026-08-\(25 + day)" : "2026-09-0\(day - 6)"
      let second = seconds % 86_400
      return date
        + String(
          format: " %02d:%02d:%02d", second / 3600, second / 60 % 60, second % 60)
    }
  }

  /// Rings 20 seconds.
  private func missed(_ customer: String, _ start: String) -> Call { incoming(customer, start, 0) }

  private func answered(_ customer: String, _ start: String) -> Call {
    incoming(customer, start, 30)
  }

  private func incoming(_ customer: String, _ start: String, _ talk: Int) -> Call {
    Call(
      from: customer, to: "73433000001", context: "from-trunk",
      channels: ("PJSIP/provider", "PJSIP/201"), start: start, talk: talk)
  }

  private func ours(_ customer: String, _ start: String, talk: Int) -> Call {
    Call(
      from: "201", to: customer, context: "from-internal",
      channels: ("PJSIP/201", "PJSIP/provider"), start: start, talk: talk)
  }

  /// The list's lines; `nil` where there is none.
  func list() throws -> [String]? {
    guard FileManager.default.fileExists(atPath: shop.path("reports/worklist/missed.csv")) else {
      return nil
    }
    let text = try String(
      contentsOfFile: shop.path("reports/worklist/missed.csv"), encoding: .utf8)
    return text.components(separatedBy: "\r\n").filter { !$0.isEmpty }
  }

  /// Permissions, time of the last change and inode.
  func facts(_ name: String) throws -> [Int] {
    let facts = try FileManager.default.attributesOfItem(atPath: shop.path(name))
    let changed = facts[.modificationDate] as? Date
    return [
      facts[.posixPermissions] as? Int ?? -1, Int((changed?.timeIntervalSince1970 ?? 0) * 1e6),
      facts[.systemFileNumber] as? Int ?? -1,
    ]
  }
}
