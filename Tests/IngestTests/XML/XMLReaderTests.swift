import Foundation
import Ingest
import Testing

@Suite("XML reader") struct XMLReaderTests {
  static func read(
    _ bytes: [UInt8], chunk: Int = .max, limits: IngestLimits = .standard
  ) throws -> (events: [XMLEvent], fault: XMLFault?) {
    var reader = try XMLReader(MemorySource(bytes, chunk: chunk), limits: limits)
    var events: [XMLEvent] = []
    do {
      while let event = try reader.next() { events.append(event) }
    } catch let fault as XMLFault {
      let again = #expect(throws: XMLFault.self) { _ = try reader.next() }
      #expect(again == fault)
      return (events, fault)
    }
    return (events, nil)
  }

  static func read(_ text: String) throws -> (events: [XMLEvent], fault: XMLFault?) {
    try read(Array(text.utf8))
  }

  static let order = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- a comment -->
    <ns:Orders xmlns:ns="urn:x">
      <Order Number="7 &amp; 8" ns:Date=""/>
      <Note>1 &lt; 2 <![CDATA[<b>]]></Note>
    </ns:Orders>

    """
  static let orderEvents: [XMLEvent] = [
    .start(name: "Orders", line: 3), .start(name: "Order", line: 4), .end(name: "Order"),
    .start(name: "Note", line: 5), .text("1 < 2 <b>"), .end(name: "Note"), .end(name: "Orders"),
  ]

  @Test(arguments: [1, 7, 64, .max])
  func `elements, text and ends come in order, in any split`(chunk: Int) throws {
    let (events, fault) = try Self.read(Array(Self.order.utf8), chunk: chunk)
    #expect(events == Self.orderEvents)
    #expect(fault == nil)
  }

  @Test func `attributes are found by their local names`() throws {
    var reader = try XMLReader(MemorySource(Array(Self.order.utf8), chunk: 100))
    _ = try reader.next()
    let declaration = reader.attribute("ns")
    #expect(declaration == nil)
    _ = try reader.next()
    let (number, date, none) = (
      reader.attribute("Number"), reader.attribute("Date"), reader.attribute("date")
    )
    #expect(number == "7 & 8")
    #expect(date == "")
    #expect(none == nil)
    let end = try reader.next()
    #expect(end == .end(name: "Order"))
  }

  @Test func `a declared windows-1251 is read`() throws {
    // <Статус>Иванов</Статус> as Python's cp1251 writes it
    let tag: [UInt8] = [0xD1, 0xF2, 0xE0, 0xF2, 0xF3, 0xF1]
    let name: [UInt8] = [0xC8, 0xE2, 0xE0, 0xED, 0xEE, 0xE2]
    let bytes =
      Array("<?xml version='1.0' encoding='windows-1251'?>\n<".utf8) + tag + [0x3E] + name
      + Array("</".utf8) + tag + [0x3E]
    #expect(
      try Self.read(bytes).events == [
        .start(name: "Статус", line: 2), .text("Иванов"), .end(name: "Статус"),
      ])
  }

  @Test func `a file is read as well, packed or not`() throws {
    let bytes = Array(Self.order.utf8)
    for content in [bytes, try gzipped(bytes)] {
      try withFile(content) { path in
        var reader = try XMLReader(path: path)
        var events: [XMLEvent] = []
        while let event = try reader.next() { events.append(event) }
        #expect(events == Self.orderEvents)
      }
    }
    #expect(throws: SourceError.self) { _ = try XMLReader(path: "/nowhere.xml") }
  }

  @Test(arguments: [
    ("<a>\n<b>\n</a>", 3), ("<a>x</a\n", 2), ("<a>\n<b>x", 2), ("", 1), ("text", 1),
    ("<a/>\n\n<b/>", 3),
    ("<a>\n&undefined;</a>", 2), ("<a b='1'\nb='2'/>", 2),
  ])
  func `what is not well-formed ends with its line`(text: String, line: Int) throws {
    let fault = try Self.read(text).fault
    #expect(fault?.line == line)
    guard case .malformed(let code, _) = fault?.reason else {
      Issue.record("expected a malformed document, found \(String(describing: fault))")
      return
    }
    #expect(code > 0)
  }

  @Test func `bytes that are not the declared encoding are an error that quotes none of them`()
    throws
  {
    let bytes = Array("<a>\n".utf8) + [0xD8] + Array("9161234567</a>".utf8)
    let fault = try #require(try Self.read(bytes).fault)
    #expect(fault.line == 2)
    #expect(!fault.description.contains("0x"))
    #expect(!fault.description.contains("916"))
  }

  static let laughs: String = {
    var text = "<?xml version='1.0'?>\n<!DOCTYPE l [\n <!ENTITY l0 'lol'>\n"
    for level in 1...9 {
      text += " <!ENTITY l\(level) '\(String(repeating: "&l\(level - 1);", count: 10))'>\n"
    }
    return text + "]>\n"
  }()

  @Test(arguments: ["<l>&l9;</l>", "<l a='&l9;'/>", "<l/>"])
  func `a billion laughs end at the DOCTYPE, at once`(root: String) throws {
    let start = ContinuousClock.now
    let (events, fault) = try Self.read(Self.laughs + root)
    #expect(events.isEmpty)
    #expect(fault == XMLFault(path: "memory", line: 3, reason: .entities))
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test(arguments: [
    "<!DOCTYPE a [\n<!ENTITY x SYSTEM 'file:///etc/passwd'>\n]>\n<a>&x;</a>",
    "<!DOCTYPE a [\n<!ENTITY % x SYSTEM 'file:///etc/passwd'>\n%x;\n]>\n<a/>",
  ])
  func `an entity that names a file loads nothing`(text: String) throws {
    let (events, fault) = try Self.read(text)
    #expect(fault == XMLFault(path: "memory", line: 2, reason: .entities))
    #expect(!String(describing: events).contains("root:"))
  }

  @Test func `a DOCTYPE alone is harmless and its file is not opened`() throws {
    let (events, fault) = try Self.read("<!DOCTYPE a SYSTEM 'file:///etc/passwd'>\n<a>x</a>")
    #expect(events == [.start(name: "a", line: 2), .text("x"), .end(name: "a")])
    #expect(fault == nil)
    let entity = try Self.read("<!DOCTYPE a SYSTEM 'file:///nowhere'>\n<a>&x;</a>").fault
    #expect(entity?.line == 2)
  }

  /// What a parser meets that reads on for as long as it is given something.
  struct EndlessSource: ByteStream, ~Copyable {
    let path = "endless"
    var head: [UInt8]
    let body: [UInt8]
    let limit: Int
    let meter: Meter

    /// How many bytes were asked for, to look at while the reader owns the source.
    final class Meter { var delivered = 0 }

    mutating func read(into buffer: inout [UInt8], upTo limit: Int) throws(SourceError) -> Int {
      guard meter.delivered < self.limit else { return 0 }
      let piece = head.isEmpty ? body : head
      head = []
      buffer += piece
      meter.delivered += piece.count
      return piece.count
    }
  }

  @Test(arguments: ["<a b='", "<a>", "<a><!--", "<a><?x ", "<!DOCTYPE a [ <!--", "<a><![CDATA["])
  func `100 MB of one thing end after a few megabytes`(head: String) throws {
    let body = [UInt8](repeating: UInt8(ascii: "x"), count: 50_000)
    let meter = EndlessSource.Meter()
    var reader = try XMLReader(
      EndlessSource(head: Array(head.utf8), body: body, limit: 100_000_000, meter: meter))
    let fault = #expect(throws: XMLFault.self) { while try reader.next() != nil {} }
    #expect(fault?.line == 1)
    #expect(fault?.reason == .tooLong(limit: 1 << 20))
    // Four times the limit for a text and what is read ahead of the parser.
    #expect(meter.delivered < 4_500_000)
  }

  static func residentKilobytes() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    return Int(line.filter(\.isNumber)) ?? 0
  }

  @Test func `limits hold exactly`() throws {
    var limits = IngestLimits.standard
    limits.xmlDepth = 3
    limits.xmlTextBytes = 100
    #expect(try Self.read(Array("<a><b><c/></b></a>".utf8), limits: limits).fault == nil)
    let deep = try Self.read(Array("<a>\n<b><c>\n<d/></c></b></a>".utf8), limits: limits).fault
    #expect(deep?.reason == .tooDeep(limit: 3))
    func text(_ count: Int) -> [UInt8] {
      Array("<a>\(String(repeating: "x", count: count))</a>".utf8)
    }
    func attribute(_ count: Int) -> [UInt8] {
      Array("<a b='\(String(repeating: "x", count: count))'/>".utf8)
    }
    #expect(try Self.read(text(100), limits: limits).fault == nil)
    #expect(try Self.read(text(101), limits: limits).fault?.reason == .tooLong(limit: 100))
    #expect(try Self.read(attribute(100), limits: limits).fault == nil)
    #expect(try Self.read(attribute(101), limits: limits).fault?.reason == .tooLong(limit: 100))
  }

  /// libxml2 compares each attribute of a tag with each other one: 360,000 take it many minutes.
  @Test(arguments: ["=''", " = \"\"", "=\n''"])
  func `a tag of very many attributes is refused before it costs anything`(tail: String) throws {
    var tag = "<a"
    for number in 0..<200_000 { tag += " a\(number)\(tail)" }
    let start = ContinuousClock.now
    let fault = try Self.read(tag + "/>").fault
    #expect(fault?.reason == .tooManyAttributes(limit: 20_000))
    #expect(ContinuousClock.now - start < .seconds(20))
    let few = (0..<1000).map { " a\($0)\(tail)" }.joined()
    #expect(try Self.read("<a\(few)/>").fault == nil)
  }

  @Test func `an error of the source comes as it is`() throws {
    let failure = SourceError.cannotRead(path: "memory", code: 5)
    var reader = try XMLReader(
      MemorySource(Array("<a><b/>".utf8), chunk: 3, failure: failure))
    let found = #expect(throws: SourceError.self) { while try reader.next() != nil {} }
    #expect(found == failure)
  }

  @Test func `memory does not grow with the document`() throws {
    let body = Array(
      String(repeating: "<Order n='1'>text<State/></Order>\n", count: 1500).utf8)
    var reader = try XMLReader(
      EndlessSource(
        head: Array("<a>\n".utf8), body: body, limit: 100_000_000, meter: EndlessSource.Meter()))
    _ = try reader.next()
    let before = Self.residentKilobytes()
    var starts = 0
    while starts < 600_000, let event = try reader.next() {
      if case .start = event { starts += 1 }
    }
    #expect(starts == 600_000)
    // A tree of these elements would take over 250 MB; other tests run beside this one.
    #expect(Self.residentKilobytes() - before < 150_000)
  }

  static let samples = ProcessInfo.processInfo.environment["RINGTALLY_SAMPLES"]

  @Test(
    .enabled(if: samples != nil, "RINGTALLY_SAMPLES names no folder"),
    arguments: [
      ("commerceml_orders_203_cp1251.xml", "Документ"),
      ("cdek_v1_StatusReportResponse.xml", "State"),
      ("russianpost_getOperationHistory_2016.xml", "historyRecord"),
    ])
  func `real feeds have the elements that grep counts`(file: String, element: String) throws {
    let path = try #require(Self.samples) + "/orders/" + file
    var reader = try XMLReader(path: path)
    var starts = 0
    while let event = try reader.next() {
      if case .start(element, _) = event { starts += 1 }
    }
    // grep -o of the opening tags, after iconv where the file is cp1251.
    let expected = ["Документ": 1, "State": 26, "historyRecord": 8]
    #expect(starts == expected[element])
  }
}
