import Testing

@testable import Ingest

@Suite("Channel event log") struct AsteriskCELTests {
  static func row(
    _ event: String, _ time: String, id: String = "1773133200.1", extra: String = "",
    app: String = "Dial", data: String = "PJSIP/201,30"
  ) -> String {
    let json = extra.replacing("\"", with: "\"\"")
    return
      #""\#(event)","\#(time)","Иван","79160000001","","","","201","from-trunk","PJSIP/provider-00000001","\#(app)","\#(data)","3","shop","\#(id)","1773133200.1","PJSIP/201-00000002","","","\#(json)""#
  }

  func read(
    _ lines: [String], as format: some ExportFormat = AsteriskCEL(),
    adjust: (inout SourceOptions) -> Void = { _ in }
  ) throws -> FormatReading {
    try FormatReading(
      of: Array((lines.joined(separator: "\n") + "\n").utf8), as: format, adjust: adjust)
  }

  @Test func `a row of cel_custom's own mapping, field by field`() throws {
    let reading = try read([
      Self.row(
        "BRIDGE_ENTER", "1773133205.250000",
        extra: #"{"bridge_id":"0c14e086","bridge_technology":"simple_bridge"}"#)
    ])
    #expect(reading.counts.accepted == 1 && reading.notes.contains("layout: cel_custom"))
    let event = try #require(reading.channelEvents.first)
    #expect(event.at == Instant(epoch: 1_773_133_205))
    #expect(event.kind == .bridgeEnter && event.bridgeKind == .twoParty && event.bridge != .none)
    #expect(event.call.epoch == Instant(epoch: 1_773_133_200) && event.linkedID == event.call)
    #expect(reading.names.text(event.channel.device) == "PJSIP/provider")
    #expect(event.caller.raw == 79_160_000_001)
    #expect(event.dialled.name.map(reading.names.text) == "201")
    #expect(reading.names.text(event.context) == "from-trunk")
    #expect(reading.names.text(event.application) == "Dial" && event.queue == .none)
    #expect(reading.names.text(event.account) == "shop")
  }

  @Test(arguments: [
    ("simple_bridge", BridgeKind.twoParty), ("native_rtp", .twoParty), ("softmix", .mixing),
    ("holding_bridge", .holding), ("", .mixing),
  ])
  func `a bridge's technology says whom it connects`(_ word: String, _ kind: BridgeKind) throws {
    let extra = #"{ "bridge_technology": "\#(word)", "bridge_id" : "b-1" }"#
    let reading = try read([Self.row("BRIDGE_EXIT", "1773133205.0", extra: extra)])
    #expect(reading.channelEvents.map(\.bridgeKind) == [kind])
  }

  @Test(arguments: [
    ("PICKUP", "pickup_channel_uniqueid"), ("BLINDTRANSFER", "transferee_channel_uniqueid"),
    ("ATTENDEDTRANSFER", "transferee_channel_uniqueid"), ("LOCAL_OPTIMIZE", "local_two_uniqueid"),
  ])
  func `the other channel of an event is in its extra`(_ event: String, _ key: String) throws {
    for (id, epoch) in [("1773133201.7", 1_773_133_201), ("N/A", nil)] {
      let extra = #"{"a":"x","\#(key)":"\#(id)"}"#
      let reading = try read([Self.row(event, "1773133205.0", extra: extra)])
      #expect(reading.channelEvents.map(\.peer.epoch?.epoch) == [epoch])
    }
  }

  @Test func `a hang-up has its cause, and an extra that was cut off what is left of it`() throws {
    let reading = try read([
      Self.row("HANGUP", "1773133205.0", extra: #"{"hangupcause":17,"hangupsource":"","x":"y"}"#),
      Self.row("HANGUP", "1773133206.0", extra: #"{"hangupcause":21,"hangupsou"#),
      Self.row("HANGUP", "1773133207.0", extra: #"{"hangupcause":2"#),
    ])
    #expect(reading.channelEvents.map(\.cause) == [17, 21, -1])
  }

  @Test func `a queue is named by its application's first argument`() throws {
    let reading = try read([
      Self.row("APP_START", "1773133205.0", app: "Queue", data: "600,t,,,120")
    ])
    #expect(reading.channelEvents.map { reading.names.text($0.queue) } == ["600"])
  }

  @Test(arguments: [
    ("1773133205", 1_773_133_205), ("1773133205.999999", 1_773_133_205),
    ("2026-03-10 09:00:05", 1_773_133_205), ("2026-03-10 09:00:05.123456", 1_773_133_205),
    ("2026-03-10 12:00:05+03", 1_773_133_205), ("2026-03-10 14:30:05.5+05:30", 1_773_133_205),
    ("2026-03-10 05:00:05.112995-04", 1_773_133_205),
  ])
  func `times are epochs, wall clocks, or wall clocks with their distance`(
    _ text: String, _ epoch: Int
  ) throws {
    let reading = try read([Self.row("CHAN_START", text)]) { $0.zone = .fixed(.utc) }
    #expect(reading.channelEvents.map(\.at.epoch) == [epoch])
  }

  @Test func `a zone is looked for only where times are a wall clock's`() throws {
    let epochs = try read([Self.row("CHAN_START", "1773133200.0")])
    #expect(epochs.notes.contains("zone: none needed, times are Unix seconds"))
    let clocks = try read(
      (0..<10).map { Self.row("CHAN_START", "2026-03-10 14:00:00.\($0)") }
        + [Self.row("HANGUP", "2026-03-10 14:00:30")])
    #expect(clocks.zoneFound?.name == "UTC+05:00")
    #expect(clocks.channelEvents.map(\.at.epoch).last == 1_773_133_230)
  }

  @Test func `rows of 17 to 20 fields are read, others refused, each with its reason`() throws {
    let whole = Self.row("CHAN_START", "1773133205.0")
    let fields = whole.split(separator: ",", omittingEmptySubsequences: false)
    func cut(_ count: Int) -> String {
      // `PJSIP/201,30` holds the one comma that is no delimiter.
      fields.prefix(count + 1).joined(separator: ",")
    }
    let reading = try read([
      cut(16), cut(17), cut(18), cut(20), cut(20) + ",x",
      Self.row("", "1773133205.0"), Self.row("ANSWER", ""), Self.row("ANSWER", "yesterday"),
      Self.row("ANSWER", "0000-00-00 00:00:00"), Self.row("ANSWER", "1773133205.0\u{0}"),
    ])
    #expect(reading.counts.accepted == 3)
    #expect(
      reading.rejects.map(\.reason) == [
        .fieldCount(expected: "17 to 20", found: 16), .fieldCount(expected: "17 to 20", found: 21),
        .missing("the name of an event"), .missing("the time of the event"),
        .time(expected: "2026-09-01 09:15:00"), .zeroDate, .nulByte,
      ])
    #expect(reading.rejects.map(\.position.line) == [1, 5, 6, 7, 8, 9, 10])
    #expect(
      reading.rejects.map(\.column) == [
        nil, nil, "eventtype", "eventtime", "eventtime", "eventtime", nil,
      ])
    #expect(reading.counts.read == reading.counts.accepted + reading.counts.rejected)
  }

  @Test func `equal rows are two events, unknown words are counted`() throws {
    let row = Self.row("XIVO_INCALL", "1773133205.0")
    let reading = try read([Self.row("CHAN_START", "1773133205.0"), row, row])
    #expect(reading.counts.accepted == 3)
    #expect(reading.unknownWords == ["XIVO_INCALL": 2])
  }

  @Test func `a table is read by its headings, a mapping by its places`() throws {
    let table = try read([
      "id,EventTime,EventType,chan,UniqueID,extra",
      #"1,1773133205.0,BRIDGE_ENTER,PJSIP/201-00000002,1773133200.2,"{""bridge_id"":""b""}""#,
    ]) { $0.columns = ["channame": "chan"] }
    #expect(table.channelEvents.map(\.bridge.raw).allSatisfy { $0 != 0 })
    #expect(table.counts.accepted == 1)
    let mapped = try read(["1773133205.0;ANSWER;1773133200.2;PJSIP/201-00000002;rest"]) {
      $0.delimiter = UInt8(ascii: ";")
      $0.columns = ["eventtime": "1", "eventtype": "2", "uniqueid": "3", "channame": "4"]
    }
    #expect(mapped.channelEvents.map(\.kind) == [.answer])
    #expect(mapped.notes.contains("layout: columns as the config says"))
  }

  @Test func `a file of something else is refused whole, an empty one is not`() throws {
    #expect(throws: FormatError.self) { try read(["a,b,c", "1,2,3"]) }
    #expect(throws: FormatError.self) {
      try read(["1773133205|1773133200.1|600|NONE|ENTERQUEUE||79160000001|1"])
    }
    #expect(try read([]).counts.read == 0)
  }

  @Test func `a dump's table is found by its columns`() throws {
    let reading = try read(
      [
        "CREATE TABLE `cdr` (`calldate` datetime, `dst` varchar(80));",
        "INSERT INTO `cdr` VALUES ('2026-03-10 09:00:00','201');",
        "CREATE TABLE `cel` (`id` int, `eventtype` varchar(30), `eventtime` datetime, `channame` varchar(80), `uniqueid` varchar(32), `linkedid` varchar(32), `extra` varchar(512));",
        #"INSERT INTO `cel` VALUES (1,'CHAN_START','2026-03-10 12:00:00','PJSIP/201-00000002','1773133200.2','1773133200.1',''),(2,'HANGUP','2026-03-10 12:00:09','PJSIP/201-00000002','1773133200.2','1773133200.1','{\"hangupcause\":16}'),(3,'HANGUP','','','','','');"#,
      ], as: AsteriskCELDump()
    ) { $0.reportZone = Zone(fixed: 3 * 3600) }
    #expect(reading.counts.accepted == 2 && reading.counts.rejected == 1)
    #expect(reading.channelEvents.map(\.at.epoch) == [1_773_133_200, 1_773_133_209])
    #expect(reading.channelEvents.map(\.cause) == [-1, 16])
    #expect(throws: FormatError.self) {
      try read(["CREATE TABLE `x` (`y` int);"], as: AsteriskCELDump())
    }
  }
}
