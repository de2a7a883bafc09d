import Foundation
import Testing

@Suite("ringtally detect") struct DetectCommandTests {
  /// An entry of `detect --json`.
  struct Reading: Decodable {
    var file: String
    var format: String?
    var table: String?
    var layout: String?
    var delimiter: String?
    var encoding: String
    var isGzip: Bool
    var zone: String?
    var firstAt: String?
    var lastAt: String?
    var rows: Int
    var refused: Int
    var isWhole: Bool
    var unknownWords: [String]
    var problem: String?
    var yaml: String?
  }

  func detect(_ shop: PaperShop, _ files: [String], code: Int32 = 0) throws -> [Reading] {
    let (process, output, errors) = try shop.start(["detect", "--json"] + files)
    process.waitUntilExit()
    let said = try String(contentsOf: errors, encoding: .utf8)
    #expect(process.terminationStatus == code, "\(said)")
    return try StatusReading.decoder.decode([Reading].self, from: Data(contentsOf: output))
  }

  /// A file of the shop's folder with a text in an encoding.
  func file(
    _ shop: PaperShop, _ name: String, _ text: String, _ encoding: String.Encoding = .utf8
  ) throws -> String {
    let data = try #require(text.data(using: encoding))
    try data.write(to: shop.folder.appending(path: name))
    return name
  }

  @Test func `names format, layout, zone, times and rows of the shop's files`() throws {
    let shop = try PaperShop()
    defer { shop.remove() }
    let found = try detect(
      shop, ["Master.csv", "queue_log", "orders.csv", "agents.csv", "numbers.csv"])
    try #require(found.count == 5)
    let (cdr, log, orders) = (found[0], found[1], found[2])
    #expect(cdr.format == "asterisk-cdr" && cdr.layout == "cdr_csv of 21 columns")
    #expect(cdr.delimiter == "," && cdr.encoding == "ascii" && !cdr.isGzip && cdr.isWhole)
    // The config in the folder says Moscow, and so do the uniqueids.
    #expect(cdr.zone == "Europe/Moscow")
    #expect(cdr.firstAt == "2026-03-02T08:30:00+03:00")
    #expect(cdr.lastAt == "2026-03-02T11:00:00+03:00")
    #expect(cdr.rows == 10 && cdr.refused == 0 && cdr.problem == nil)
    #expect(log.format == "asterisk-queue-log" && log.layout == "queue_log file")
    #expect(log.delimiter == "|" && log.rows == 19 && log.refused == 0)
    #expect(log.firstAt == "2026-03-02T08:00:00+03:00")
    #expect(log.lastAt == "2026-03-02T11:00:35+03:00")
    #expect(orders.format == "orders-csv" && orders.rows == 31 && orders.encoding == "utf-8")
    #expect(orders.unknownWords == [])
    #expect(found[3].table == "agents" && found[4].table == "numbers")
    #expect(found[3].yaml == #"agents: "agents.csv""#)
  }

  @Test func `a channel event log is told from a CDR of as many columns`() throws {
    let shop = try PaperShop()
    defer { shop.remove() }
    let log = try file(
      shop, "Master.csv",
      #""CHAN_START","1773133200.25","","79160000001","","","","s","from-trunk","PJSIP/provider-00000001","","","3","","1773133200.1","1773133200.1","","","","""#
        + "\n")
    let dump = try file(
      shop, "cel.sql",
      """
      CREATE TABLE `cel` (`id` int, `eventtype` varchar(30), `eventtime` datetime, `channame` varchar(80), `uniqueid` varchar(32));
      INSERT INTO `cel` VALUES (1,'CHAN_START','2026-03-10 12:00:00','PJSIP/201-00000002','1773133200.2');

      """)
    let found = try detect(shop, [log, dump])
    #expect(found.map(\.format) == ["asterisk-cel", "asterisk-cel-dump"])
    #expect(found.map(\.rows) == [1, 1] && found.map(\.refused) == [0, 0])
    #expect(
      found[0].layout == "cel_custom" && found[0].zone == "none needed, times are Unix seconds")
    #expect(found[0].firstAt == "2026-03-10T12:00:00+03:00")
  }

  @Test func `its lines in a config read the files to the same figures`() throws {
    let shop = try PaperShop()
    defer { shop.remove() }
    let found = try detect(shop, ["Master.csv", "queue_log", "orders.csv"])
    let config = shop.folder.appending(path: "ringtally.yaml")
    let text = try String(contentsOf: config, encoding: .utf8)
    let start = try #require(text.range(of: "sources:"))
    let end = try #require(text.range(of: "agents: agents.csv"))
    let sources = try found.map { try #require($0.yaml).dropFirst("sources:\n".count) }
    try
      (text[..<start.lowerBound] + "sources:\n" + sources.joined(separator: "\n") + "\n"
      + text[end.lowerBound...]).write(to: config, atomically: true, encoding: .utf8)
    let run = try shop.ringtally("run", "--as-of", "2026-03-10")
    #expect(run.code == 0, "\(run.errors)")
    for name in ["answer_latency.csv", "calls_by_agent.csv", "redemption.csv"] {
      let expected = try String(
        contentsOf: PaperShop.fixture.appending(path: "expected/\(name)"), encoding: .utf8)
      #expect(
        try shop.published("2026-03/csv/\(name)").replacingOccurrences(of: "\r\n", with: "\n")
          == expected)
    }
  }

  @Test func `without a config a zone is found from the uniqueids and times are in UTC`() throws {
    let shop = try PaperShop()
    defer { shop.remove() }
    try FileManager.default.removeItem(at: shop.folder.appending(path: "ringtally.yaml"))
    let cdr = try #require(try detect(shop, ["Master.csv"]).first)
    #expect(cdr.zone == "UTC+03:00, found from uniqueid")
    #expect(cdr.firstAt == "2026-03-02T05:30:00+00:00")
  }

  @Test func `an export of orders in cp1251 with semicolons and decimal commas`() throws {
    let shop = try PaperShop()
    defer { shop.remove() }
    let name = try file(
      shop, "заказы.csv",
      """
      № заказа;Статус заказа;Дата изменения;Телефон;Сумма
      1;Новый;02.03.2026 10:00;89161234567;1000,50
      1;Выкуплен;05.03.2026 10:00;89161234567;1000,50
      2;Особый;02.03.2026 11:00;89161234568;2000,00
      2;Частичный выкуп;06.03.2026 11:00;89161234568;2000,00
      """, .windowsCP1251)
    let orders = try #require(try detect(shop, [name]).first)
    #expect(orders.format == "orders-csv" && orders.delimiter == ";")
    #expect(orders.encoding == "windows-1251" && orders.rows == 4 && orders.refused == 0)
    #expect(orders.firstAt == "2026-03-02T10:00:00+03:00")
    #expect(orders.unknownWords == ["Особый"])
    let yaml = try #require(orders.yaml)
    for line in [
      "    delimiter: \";\"", "    encoding: windows-1251", "    decimal: \",\"",
      "      order: \"№ заказа\"", "      at: \"Дата изменения\"",
      "    times: \"dd.MM.yyyy HH:mm\"", "      created: [\"Новый\"]",
      "      redeemed: [\"Выкуплен\"]", "      partial: [\"Частичный выкуп\"]",
      "      # sort in: \"Особый\"",
    ] {
      #expect(yaml.split(separator: "\n").contains(Substring(line)), "\(line)")
    }
  }

  @Test func `tables with headings, in other delimiters, and gzip`() throws {
    let shop = try PaperShop()
    defer { shop.remove() }
    let table = try file(
      shop, "cdr.csv",
      """
      calldate;clid;src;dst;dcontext;channel;dstchannel;lastapp;duration;billsec;disposition;uniqueid
      2026-03-02 10:00:00;x;101;89161234567;from-internal;PJSIP/101-1;PJSIP/p-2;Dial;20;10;ANSWERED;1772434800.1
      """)
    let log = try file(
      shop, "queue.csv",
      """
      time\tcallid\tqueuename\tagent\tevent\tdata1\tdata2\tdata3\tdata4\tdata5
      1772434800\t1772434800.1\t600\tNONE\tENTERQUEUE\t\t89161234567\t1\t\t
      1772434801\t1772434800.1\t600\tNONE\tHICCUP\t\t\t\t\t
      """)
    let visits = PharmacyNight.root.appending(path: "fixtures/pharmacy/visits/visits.csv").path
    let crm = PharmacyNight.root.appending(path: "fixtures/pharmacy/crm/orders-202611.csv.gz").path
    let found = try detect(shop, [table, log, visits, crm])
    #expect(
      found.map(\.format) == ["asterisk-cdr", "asterisk-queue-log", "section-visits", "orders-csv"])
    #expect(found.map(\.delimiter) == [";", "tab", ",", ";"])
    #expect(found[0].layout == "table of 12 columns" && found[0].rows == 1)
    #expect(found[1].unknownWords == ["HICCUP"] && found[1].rows == 2)
    // 61 days of six sections.
    #expect(found[2].rows == 366)
    #expect(found[3].isGzip && found[3].encoding == "windows-1251" && found[3].refused == 0)
  }

  @Test func `what it can't tell ends with 65, what it can't open with 74`() throws {
    let shop = try PaperShop()
    defer { shop.remove() }
    let letter = try file(shop, "letter.txt", "Dear Sir,\nno calls here, and no orders.\n")
    let empty = try file(shop, "empty.csv", "")
    let xml = try file(
      shop, "orders.xml", "<?xml version=\"1.0\"?><КоммерческаяИнформация ВерсияСхемы=\"2.10\"/>")
    let found = try detect(shop, [letter, empty, xml, "queue_log"], code: 65)
    #expect(found.map(\.format) == [nil, nil, "commerceml", "asterisk-queue-log"])
    #expect(found[0].problem != nil && found[1].problem != nil && found[3].problem == nil)

    let missing = try shop.ringtally("detect", "nothing.csv", "queue_log")
    #expect(missing.code == 74)
    #expect(missing.errors.hasPrefix("nothing.csv: "))
    #expect(missing.output.contains("queue_log: asterisk-queue-log"))
    #expect(try shop.ringtally("detect").code == 64)
  }
}
