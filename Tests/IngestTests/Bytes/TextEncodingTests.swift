import Ingest
import Testing

/// Expected bytes are `'…'.encode('cp1251')` and the like in Python 3.11.
@Suite("Text encoding") struct TextEncodingTests {
  static let text = "Иванов, №7; €"
  static let cp1251: [UInt8] = [
    0xC8, 0xE2, 0xE0, 0xED, 0xEE, 0xE2, 0x2C, 0x20, 0xB9, 0x37, 0x3B, 0x20, 0x88,
  ]
  // "Привет из Москвы"
  static let koi8: [UInt8] = [
    0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4, 0x20, 0xC9, 0xDA, 0x20, 0xED, 0xCF, 0xD3, 0xCB, 0xD7, 0xD9,
  ]
  static let utf16: [UInt8] = [0x18, 0x04, 0x3D, 0xD8, 0xDE, 0xDC, 0x41, 0x00]  // И, U+1F4DE, A

  static func decode(
    _ bytes: [UInt8], as encoding: TextEncoding?, chunk: Int = 4096, limit: Int = 4096
  ) -> (text: String, replaced: Int, firstAt: Int?, encoding: TextEncoding?) {
    var source = DecodedSource(MemorySource(bytes, chunk: chunk), encoding: encoding)
    let decoded = drain(&source, limit: limit).bytes
    return (
      String(decoding: decoded, as: UTF8.self), source.replacedCount, source.firstReplacedAt,
      source.encoding
    )
  }

  static func detect(_ bytes: [UInt8]) -> TextEncoding {
    let sample = bytes.span
    return TextEncoding.detect(sample: sample)
  }

  static func hasMark(_ bytes: [UInt8]) -> Bool {
    let span = bytes.span
    return TextEncoding.byteOrderMark(of: span) != nil
  }

  @Test func `each declared encoding gives its letters`() {
    #expect(Self.decode(Self.cp1251, as: .windows1251).text == Self.text)
    #expect(Self.decode(Self.koi8, as: .koi8r).text == "Привет из Москвы")
    #expect(Self.decode(Self.utf16, as: .utf16le).text == "И📞A")
    #expect(Self.decode([0x04, 0x18, 0x00, 0x41], as: .utf16be).text == "ИA")
    #expect(Self.decode([0x43, 0xE9, 0x6C], as: .latin1).text == "Cél")
    #expect(Self.decode(Array(Self.text.utf8), as: .utf8).text == Self.text)
  }

  @Test func `a byte order mark is taken away and overrules the declaration`() {
    let marked: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(Self.text.utf8)
    for declared in [nil, .utf8, .windows1251] as [TextEncoding?] {
      let decoded = Self.decode(marked, as: declared)
      #expect(decoded.text == Self.text)
      #expect(decoded.encoding == .utf8)
    }
    #expect(Self.decode([0xFF, 0xFE] + Self.utf16, as: nil).text == "И📞A")
    #expect(Self.decode([0xFE, 0xFF, 0x04, 0x18], as: nil).text == "И")
  }

  @Test func `invalid bytes are replaced, counted and located`() {
    let utf8 = Self.decode(Array("ab".utf8) + [0xA5, 0xA5] + Array("b".utf8), as: .utf8)
    #expect(utf8.text == "ab\u{FFFD}\u{FFFD}b")
    #expect(utf8.replaced == 2)
    #expect(utf8.firstAt == 2)
    // 0x98 is the one byte that cp1251 leaves undefined.
    let windows = Self.decode([0xC8, 0x98, 0xC8], as: .windows1251)
    #expect(windows.text == "И\u{FFFD}И")
    #expect(windows.replaced == 1)
    #expect(windows.firstAt == 1)
    // A trail surrogate alone, then half a unit at the end.
    let wide = Self.decode([0x41, 0x00, 0x00, 0xDC, 0x42, 0x00, 0x43], as: .utf16le)
    #expect(wide.text == "A\u{FFFD}B\u{FFFD}")
    #expect(wide.replaced == 2)
    #expect(wide.firstAt == 2)
  }

  @Test(
    arguments: [
      [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xF0, 0x9F, 0x41],
      [0xC2], [0x80], [0xFE], [0xE2, 0x28, 0xA1], [0xF1, 0x80, 0x80], [0xE0, 0x80, 0xD0, 0x98],
    ] as [[UInt8]])
  func `ill-formed UTF-8 is replaced as Swift's own decoder does it`(bytes: [UInt8]) {
    for chunk in 1...4 {
      let padded = Array("x".utf8) + bytes + Array("é".utf8)
      let decoded = Self.decode(padded, as: .utf8, chunk: chunk)
      #expect(decoded.text == String(decoding: padded, as: UTF8.self))
      #expect(
        Self.decode(bytes, as: .utf8, chunk: chunk).text == String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `any split of any bytes gives the same text`(seed: UInt64) {
    var random = Seeded(state: seed)
    let count = Int.random(in: 0...200, using: &random)
    let bytes = (0..<count).map { _ in
      Bool.random(using: &random)
        ? UInt8.random(in: 0...255, using: &random) : UInt8.random(in: 0xC0...0xF4, using: &random)
    }
    for encoding in [nil] + TextEncoding.allCases.map(Optional.some) {
      let whole = Self.decode(bytes, as: encoding)
      for (chunk, limit) in [(1, 16), (1, 4096), (3, 17), (4096, 16)] {
        let split = Self.decode(bytes, as: encoding, chunk: chunk, limit: limit)
        #expect(split == whole)
      }
      if encoding == .utf8, !Self.hasMark(bytes) {
        #expect(whole.text == String(decoding: bytes, as: UTF8.self))
      }
    }
  }

  @Test func `the encoding is guessed from the letters`() {
    #expect(Self.detect(Self.cp1251) == .windows1251)
    #expect(Self.detect(Self.koi8) == .koi8r)
    #expect(Self.detect(Array("Иванов".utf8)) == .utf8)
    #expect(Self.detect(Array("Иванов".utf8.dropLast())) == .utf8)
    #expect(Self.detect(Array("plain".utf8)) == .utf8)
    // "Ren\xe9 et Andr\xe9, caf\xe9" in Latin-1
    let french = Array("Ren".utf8) + [0xE9] + Array(" et Andr".utf8) + [0xE9, 0x2C, 0x20]
    #expect(Self.detect(french) == .latin1)
    // "ИВАНОВ ИВАН" in cp1251: capitals throughout.
    let capitals: [UInt8] = [
      0xC8, 0xC2, 0xC0, 0xCD, 0xCE, 0xC2, 0x20, 0xC8, 0xC2, 0xC0, 0xCD,
    ]
    #expect(Self.detect(capitals) == .windows1251)
  }

  @Test(arguments: [1, 100, 70_000])
  func `the first letter decides, however far into the file it is`(chunk: Int) {
    let ascii = [UInt8](repeating: UInt8(ascii: "x"), count: 300_000)
    let decoded = Self.decode(ascii + Self.cp1251, as: nil, chunk: chunk)
    #expect(decoded.encoding == .windows1251)
    #expect(decoded.text.suffix(Self.text.count + 1) == "x" + Self.text)
    #expect(decoded.text.count == 300_000 + Self.text.count)
    #expect(Self.decode(ascii, as: nil).encoding == nil)
  }

  @Test func `what came before an error is delivered first`() {
    let failure = SourceError.cannotRead(path: "memory", code: 5)
    for encoding in [nil, .utf8, .windows1251] as [TextEncoding?] {
      var source = DecodedSource(
        MemorySource(Self.cp1251, chunk: 3, failure: failure), encoding: encoding)
      let (bytes, found) = drain(&source)
      #expect(found == failure)
      if encoding != .utf8 { #expect(String(decoding: bytes, as: UTF8.self) == Self.text) }
      #expect(!bytes.isEmpty)
    }
  }

  @Test(arguments: [
    ("UTF-8", TextEncoding.utf8), ("cp1251", .windows1251), ("Windows-1251", .windows1251),
    ("KOI8-R", .koi8r), ("utf-16", .utf16le), ("ISO-8859-1", .latin1),
  ])
  func `the usual names are known`(name: String, encoding: TextEncoding) {
    #expect(TextEncoding(name: name) == encoding)
    #expect(TextEncoding(name: "ebcdic") == nil)
  }
}
