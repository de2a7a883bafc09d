import Ingest
import Testing

/// Expected numbers are those of the Russian numbering plan, by hand; names of regions are
/// libphonenumber's.
@Suite("Phone number") struct PhoneNumberTests {
  static func parse(_ text: String, region: String = "RU") -> Int64? {
    var parser = PhoneParser(region: region)
    return parser.parse(text)?.digits
  }

  @Test(arguments: [
    "89161234567", "79161234567", "+79161234567", "9161234567", "8 916 123-45-67",
    "+7 (916) 123-45-67", "8(916)1234567", "8.916.123.45.67", "8~107 916 123-45-67",
    "810 7 916 1234567", "0079161234567", "sip:89161234567@sip.example.ru",
    "sip:+79161234567@10.0.0.1;user=phone", "SIP:%2B79161234567@host", "tel:+7-916-123-45-67",
    "79161234567@provider", "  8 916 123-45-67  ", "8 916 123-45-67 Иван", "8 916 123-45-67 Ivan",
    "тел. 8 916 123 45 67", "8 916 123-45-67, 8 495 123-45-67",
  ])
  func `one customer, however it is written`(text: String) throws {
    #expect(Self.parse(text) == 79_161_234_567)
  }

  @Test(
    arguments: [
      ("8 (495) 123-45-67", 74_951_234_567), ("88002000600", 78_002_000_600),
      ("8002000600", 78_002_000_600), ("+7 727 258 00 00", 77_272_580_000),
      ("87272580000", 77_272_580_000), ("+49 30 123456", 4_930_123_456),
      ("8~10 49 30 123456", 4_930_123_456), ("8104930123456", 4_930_123_456),
      ("004930123456", 4_930_123_456), ("380441234567", 380_441_234_567),
      ("+1 212 555 0123", 12_125_550_123),
    ] as [(String, Int64)])
  func `lines, free numbers, Kazakhstan and abroad`(text: String, digits: Int64) throws {
    #expect(Self.parse(text) == digits)
  }

  @Test(arguments: [
    "", " ", "anonymous", "unknown", "restricted", "anonymous@anonymous.invalid", "s", "112", "201",
    "6500", "123456", "sip:201@192.168.1.74", "sip:a.mango@domain.mangosip.ru",
    "sip:user89161234567@host", "8916123456", "891612345678", "80001234567", "1234567",
    "<script>", "81612345678901234567890",
  ])
  func `what is no number of a customer`(text: String) throws {
    #expect(Self.parse(text) == nil)
  }

  @Test func `bytes of any kind are no number and no crash`() throws {
    var parser = PhoneParser(region: "RU")
    var random = Seeded(state: 7)
    for _ in 0..<300 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random) | 0x80
      }
      #expect(parser.parse(bytes.span) == nil)
    }
    let long = [UInt8](repeating: UInt8(ascii: "8"), count: 100_000)
    #expect(parser.parse(long.span) == nil)
  }

  @Test func `another region reads its own national numbers`() throws {
    #expect(Self.parse("030 123456", region: "DE") == 4_930_123_456)
    #expect(Self.parse("+79161234567", region: "DE") == 79_161_234_567)
    #expect(Self.parse("+79161234567", region: "XX") == 79_161_234_567)
    #expect(PhoneParser.knows(region: "KZ"))
    #expect(!PhoneParser.knows(region: "XX"))
  }

  @Test func `nothing prints a number by accident`() {
    let number = PhoneNumber(digits: 79_161_231_234)
    #expect("\(number)" == "+7 ••• •••-12-34")
    #expect(String(reflecting: number) == "+7 ••• •••-12-34")
    var dumped = ""
    dump(number, to: &dumped)
    #expect(!dumped.contains("916"))
    #expect(!String(describing: [number as PhoneNumber?]).contains("916"))
  }

  @Test(
    arguments: [
      (79_161_231_234, "+7 ••• •••-12-34", "8 916 123-12-34", "+79161231234"),
      (4_930_123_456, "+49 ••• •••-34-56", "+49 30 123456", "+4930123456"),
      (3_725_123_456, "+372 ••• •••-••-56", "+372 512 3456", "+3725123456"),
      (12_125_550_123, "+1 ••• •••-01-23", "+1 212-555-0123", "+12125550123"),
    ] as [(Int64, String, String, String)])
  func `masked, grouped and whole`(
    digits: Int64, masked: String, grouped: String, e164: String
  ) {
    let number = PhoneNumber(digits: digits)
    #expect(number.masked == masked)
    #expect(number.grouped == grouped)
    #expect(number.e164 == e164)
  }

  @Test func `regions have names in Russian and English`() {
    #expect(PhoneNumber(digits: 74_951_234_567).region(language: "ru") == "Московская обл.")
    #expect(PhoneNumber(digits: 78_123_251_234).region(language: "en") == "St Petersburg")
    #expect(PhoneNumber(digits: 1).region(language: "ru") == nil)
  }
}

@Suite("Phone number, quick and thorough reading") struct PhoneParserOracleTests {
  /// Russian shapes with any area code, punctuated, and then sometimes damaged.
  static func sample(_ random: inout Seeded) -> String {
    let lead = ["8", "7", "+7", "", "+", "9", "810", "+8"]
    var text = lead[min(Int.random(in: 0..<16, using: &random) % 10, 7)]
    text += String(Int.random(in: 0..<10_000_000_000, using: &random))
    if Bool.random(using: &random) {
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = text.index(
          text.startIndex, offsetBy: Int.random(in: 0...text.count, using: &random))
        text.insert(
          contentsOf: [" ", "-", "(", ")", ".", " (", ") "].randomElement(using: &random) ?? "",
          at: place)
      }
    }
    switch Int.random(in: 0..<10, using: &random) {
    case 0:
      let place = text.index(
        text.startIndex, offsetBy: Int.random(in: 0..<text.count, using: &random))
      text.remove(at: place)
    case 1:
      let place = text.index(
        text.startIndex, offsetBy: Int.random(in: 0...text.count, using: &random))
      text.insert(
        contentsOf: ["+", "8", "0", "7", "#"].randomElement(using: &random) ?? "", at: place)
    default: break
    }
    return text
  }

  @Test func `the quick reading says what libphonenumber says`() throws {
    var parser = PhoneParser(region: "RU")
    var random = Seeded(state: 20_261_121)
    var numbers = 0
    var refused = 0
    for _ in 0..<20_000 {
      let text = Self.sample(&random)
      switch parser.parseQuickly(Array(text.utf8).span) {
      case .undecided: continue
      case .number(let number):
        numbers += 1
        #expect(PhoneParser.library(text, region: "RU") == number, "\(text)")
      case .notANumber:
        guard text.count(where: \.isNumber) > 6 else { continue }
        refused += 1
        #expect(PhoneParser.library(text, region: "RU") == nil, "\(text)")
      }
    }
    // A third of the areas that begin with 3, 4, 8 and 9 are in use: both must have been tried.
    #expect(numbers > 1500)
    #expect(refused > 1500)
  }

  @Test func `every area code of Russia is decided as libphonenumber does`() throws {
    var parser = PhoneParser(region: "RU")
    var random = Seeded(state: 3)
    var decided = 0
    for area in 0...999 {
      for _ in 0..<8 {
        let rest = String(Int.random(in: 0..<10_000_000, using: &random) + 10_000_000).dropFirst()
        let text = "8" + String(area + 1000).dropFirst() + rest
        let found = parser.parseQuickly(Array(text.utf8).span)
        if found == .undecided { continue }
        decided += 1
        let library = PhoneParser.library(text, region: "RU")
        #expect(found == library.map { .number($0) } ?? .notANumber, "\(text)")
      }
    }
    // 3xx, 4xx, 8xx and 9xx without 33x and 810.
    #expect(decided == (400 - 11) * 8)
  }
}
