/// How an export writes its letters as bytes.
package enum TextEncoding: String, CaseIterable, Hashable, Sendable {
  case utf8 = "utf-8"
  case windows1251 = "windows-1251"
  case koi8r = "koi8-r"
  case utf16le = "utf-16le"
  case utf16be = "utf-16be"
  case latin1 = "latin1"

  /// The encoding of a name as configs, XML declarations and people write it, such as `cp1251`.
  package init?(name: String) {
    switch name.lowercased().filter({ $0 != "_" && $0 != " " && $0 != "-" }) {
    case "utf8", "utf8bom", "ascii", "usascii": self = .utf8
    case "windows1251", "cp1251", "win1251", "1251": self = .windows1251
    case "koi8r", "koi8": self = .koi8r
    case "utf16le", "utf16": self = .utf16le
    case "utf16be": self = .utf16be
    case "latin1", "iso88591": self = .latin1
    default: return nil
    }
  }

  /// The name that iconv knows.
  var iconvName: String {
    switch self {
    case .utf8: "UTF-8"
    case .windows1251: "CP1251"
    case .koi8r: "KOI8-R"
    case .utf16le: "UTF-16LE"
    case .utf16be: "UTF-16BE"
    case .latin1: "ISO-8859-1"
    }
  }

  /// The bytes to skip where iconv finds an invalid sequence.
  var unitBytes: Int { self == .utf16le || self == .utf16be ? 2 : 1 }

  /// The encoding that a byte order mark at the start of `bytes` declares, and the mark's length.
  package static func byteOrderMark(
    of bytes: Span<UInt8>
  ) -> (encoding: TextEncoding, length: Int)? {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { return (.utf8, 3) }
    if bytes.count >= 2, bytes[0] == 0xFF, bytes[1] == 0xFE { return (.utf16le, 2) }
    if bytes.count >= 2, bytes[0] == 0xFE, bytes[1] == 0xFF { return (.utf16be, 2) }
    return nil
  }

  /// Guesses the encoding of a sample: byte order mark, then strict UTF-8, then a Cyrillic code
  /// page if its letters are frequent, else Latin-1.
  ///
  /// - Parameter sample: From the first byte of the content or, after ASCII only, from the first
  ///   other one; the last character may be cut. 64 KiB are plenty.
  /// - Returns: UTF-8 for ASCII as well; KOI8-R only where it fits better than windows-1251.
  package static func detect(sample: Span<UInt8>) -> TextEncoding {
    byteOrderMark(of: sample)?.encoding ?? guess(sample)
  }

  /// The same for a sample from the middle of a text, where no byte order mark can be.
  static func guess(_ sample: Span<UInt8>) -> TextEncoding {
    switch UTF8Check.validPrefix(of: sample, from: 0) {
    case (_, .complete), (_, .incomplete): return .utf8
    case (_, .invalid): break
    }
    let windows = CodePageEvidence(sample, .windows1251)
    guard windows.isCyrillic else { return .latin1 }
    let koi = CodePageEvidence(sample, .koi8r)
    // KOI8-R swaps the cases: read as cp1251 its words look "иВАНОВ", with rare letters.
    return koi.caseFaults < windows.caseFaults && koi.frequentLetters > windows.frequentLetters
      ? .koi8r : .windows1251
  }
}

/// What speaks for a sample being Russian text of one code page.
private struct CodePageEvidence {
  /// Bytes over 0x7F.
  private var high = 0
  /// Those that are letters of the Russian alphabet.
  private var letters = 0
  /// Letters with another one beside them.
  private var neighbours = 0
  /// Letters among the six most frequent of Russian: о е а и н т, together 47 % of a text.
  private(set) var frequentLetters = 0
  /// Capitals directly after small letters.
  private(set) var caseFaults = 0

  init(_ sample: Span<UInt8>, _ encoding: TextEncoding) {
    let frequent: [UInt8] =
      encoding == .koi8r
      ? [0xCF, 0xC5, 0xC1, 0xC9, 0xCE, 0xD4, 0xEF, 0xE5, 0xE1, 0xE9, 0xEE, 0xF4]
      : [0xEE, 0xE5, 0xE0, 0xE8, 0xED, 0xF2, 0xCE, 0xC5, 0xC0, 0xC8, 0xCD, 0xD2]
    var isFrequent = [Bool](repeating: false, count: 256)
    for byte in frequent { isFrequent[Int(byte)] = true }
    var previous: UInt8 = 0
    for index in sample.indices {
      let byte = sample[index]
      if byte >= 0x80 {
        high += 1
        if byte >= 0xC0 {
          letters += 1
          if isFrequent[Int(byte)] { frequentLetters += 1 }
          if previous >= 0xC0 {
            neighbours += 1
            let smallFirst = (previous >= 0xE0) != (encoding == .koi8r)
            let smallSecond = (byte >= 0xE0) != (encoding == .koi8r)
            if smallFirst && !smallSecond { caseFaults += 1 }
          }
        }
      }
      previous = byte
    }
  }

  /// Cyrillic words are runs of high letters; the accented letters of Latin-1 stand alone.
  var isCyrillic: Bool { letters * 10 >= high * 7 && neighbours * 2 >= letters }
}
