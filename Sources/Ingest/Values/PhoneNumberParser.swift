import CPhoneNumber

/// Reads telephone numbers as switches and people write them.
///
/// Russian shapes are read without the library and without an allocation; everything else goes to
/// libphonenumber once per distinct text. One parser per thread.
package struct PhoneParser: Sendable {
  /// The region whose national numbers are meant where no country code is given, such as `RU`.
  package let region: String

  private let countryCode: Int32
  private var areas = [AreaState](repeating: .notAsked, count: 1000)
  private var memo: [MemoKey: Int64] = [:]

  /// Above it the memo starts anew.
  ///
  /// 200,000 entries are about 16 MB.
  private static var memoLimit: Int { 200_000 }

  /// What libphonenumber says of the numbers of a three-digit Russian area code.
  private enum AreaState: UInt8 {
    case notAsked, valid, invalid
    /// The last seven digits matter.
    case depends
  }

  /// What the quick reading found.
  package enum QuickResult: Hashable, Sendable {
    case number(PhoneNumber)
    case notANumber
    /// The library must be asked.
    case undecided
  }

  /// Makes a parser for a region that ``knows(region:)``; for any other one only numbers with a
  /// country code are found.
  package init(region: String) {
    countryCode = unsafe phone_number_country_code(region)
    self.region = region
  }

  /// Whether libphonenumber has the rules of a region, two capital letters of ISO 3166.
  package static func knows(region: String) -> Bool {
    unsafe phone_number_country_code(region) != 0
  }

  /// The number that a field names, or the first one of several.
  ///
  /// `8…`, `+7…`, `7…`, ten digits, `8~10…`, `810…`, `00…`, E.164 without its plus, `tel:` and
  /// `sip:user@host` all give the same number; spaces, dashes and brackets do not matter.
  /// - Returns: `nil` for extensions and service numbers (up to six digits), for what is no valid
  ///   number of any country, and where there are no digits, such as `anonymous`.
  package mutating func parse(_ bytes: Span<UInt8>) -> PhoneNumber? {
    switch parseQuickly(bytes) {
    case .number(let number): return number
    case .notANumber: return nil
    case .undecided: return parseThoroughly(bytes)
    }
  }

  /// The number in `text`.
  package mutating func parse(_ text: String) -> PhoneNumber? {
    parse(Array(text.utf8).span)
  }

  // MARK: Russian shapes

  /// The quick reading: region RU, digits and punctuation only, an area code that decides.
  package mutating func parseQuickly(_ bytes: Span<UInt8>) -> QuickResult {
    guard countryCode == 7, bytes.count <= 32 else { return .undecided }
    var value: Int64 = 0
    var count = 0
    var hasPlus = false
    for index in bytes.indices {
      let byte = bytes[index]
      let digit = byte &- UInt8(ascii: "0")
      if digit < 10 {
        guard count < 12 else { return .undecided }
        value = value &* 10 &+ Int64(digit)  // 12 digits cannot wrap
        count &+= 1
        continue
      }
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"),
        UInt8(ascii: "."):
        continue
      case UInt8(ascii: "+") where count == 0 && !hasPlus: hasPlus = true
      default: return .undecided
      }
    }
    if count <= 6 { return .notANumber }
    let national: Int64
    switch count {
    case 10 where !hasPlus: national = value
    case 11:
      let lead = value / 10_000_000_000
      guard lead == 7 || (lead == 8 && !hasPlus) else { return .undecided }
      national = value % 10_000_000_000
    default: return .undecided
    }
    switch area(Int(national / 10_000_000)) {
    case .valid: return .number(PhoneNumber(digits: 70_000_000_000 + national))
    case .invalid: return .notANumber
    case .depends, .notAsked: return .undecided
    }
  }

  private mutating func area(_ code: Int) -> AreaState {
    let known = areas[code]
    guard known == .notAsked else { return known }
    let state = askForArea(code)
    areas[code] = state
    return state
  }

  private func askForArea(_ code: Int) -> AreaState {
    // 3, 4, 8 and 9 are Russia's; 33 and 7 are shared with Kazakhstan, whose rules look further,
    // and 810 is the prefix for calls abroad.
    guard [3, 4, 8, 9].contains(code / 100), code / 10 != 33, code != 810 else { return .depends }
    // Where the answers differ the metadata has a longer pattern and the library keeps the word.
    let samples: [Int64] = [
      0, 1_234_567, 1_000_000, 2_000_000, 3_000_000, 4_000_000, 5_000_000, 6_000_000, 7_000_000,
      8_000_000, 9_000_000, 9_999_999, 5_550_123, 8_080_808,
    ]
    let base = 70_000_000_000 + Int64(code) * 10_000_000
    let valid = samples.count { sample in
      Self.ask(Array("+\(base + sample)".utf8).span, region: "RU") == base + sample
    }
    return valid == samples.count ? .valid : valid == 0 ? .invalid : .depends
  }

  // MARK: Everything else

  /// The reading by libphonenumber, with what switches and people write around a number taken off.
  package mutating func parseThoroughly(_ bytes: Span<UInt8>) -> PhoneNumber? {
    let text = bytes.extracting(Self.number(in: bytes))
    // libphonenumber refuses longer texts as well.
    guard text.count <= 250, Self.digitCount(of: text) > 6 else { return nil }
    let key = MemoKey(text)
    if let key, let digits = memo[key] { return digits == 0 ? nil : PhoneNumber(digits: digits) }
    let digits = look(text)
    if let key {
      if memo.count >= Self.memoLimit { memo.removeAll(keepingCapacity: true) }
      memo[key] = digits
    }
    return digits == 0 ? nil : PhoneNumber(digits: digits)
  }

  /// What libphonenumber alone makes of a text.
  package static func library(_ text: String, region: String) -> PhoneNumber? {
    let digits = ask(Array(text.utf8).span, region: region)
    return digits == 0 ? nil : PhoneNumber(digits: digits)
  }

  private static func ask(_ text: Span<UInt8>, region: String) -> Int64 {
    unsafe text.withUnsafeBytes { raw in
      unsafe phone_number_parse(
        raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count), region)
    }
  }

  private func look(_ text: Span<UInt8>) -> Int64 {
    let whole = Self.ask(text, region: region)
    if whole != 0 { return whole }
    // The first run of digits and punctuation: "8 916 123-45-67 Ivan", "8 916…, 8 495…".
    var run: [UInt8] = []
    var digits: [UInt8] = []
    for index in text.indices {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        run.append(byte)
        digits.append(byte)
      case UInt8(ascii: "+") where run.isEmpty: run.append(byte)
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"),
        UInt8(ascii: "."), UInt8(ascii: "~"):
        if !run.isEmpty { run.append(byte) }
      default:
        if digits.count > 6 { return look(run: run, digits: digits) }
        run.removeAll()
        digits.removeAll()
      }
    }
    return look(run: run, digits: digits)
  }

  private func look(run: [UInt8], digits: [UInt8]) -> Int64 {
    guard digits.count > 6 else { return 0 }
    let national = Self.ask(run.span, region: region)
    if national != 0 || run.first == UInt8(ascii: "+") { return national }
    let text = String(decoding: digits, as: UTF8.self)
    // Prefixes for calls abroad that a switch of another country may have put there.
    for prefix in ["810", "00"] where text.hasPrefix(prefix) {
      let abroad = Self.ask(Array("+\(text.dropFirst(prefix.count))".utf8).span, region: region)
      if abroad != 0 { return abroad }
    }
    // E.164 without its plus, as cloud exports have it; but an invalid 8… is no foreign number.
    guard digits.count >= 11, !(countryCode == 7 && digits.count == 11 && text.hasPrefix("8"))
    else { return 0 }
    return Self.ask(Array("+\(text)".utf8).span, region: region)
  }

  /// The part that holds the number: without scheme, host and parameters.
  private static func number(in bytes: Span<UInt8>) -> Range<Int> {
    var range = bytes.indices
    var isAddress = false
    for scheme in ["sip:", "sips:", "tel:"] where bytes.starts(withLowercase: scheme) {
      range = scheme.utf8.count..<range.upperBound
      isAddress = true
    }
    for index in range {
      let byte = bytes[index]
      if byte == UInt8(ascii: "@") || (isAddress && byte == UInt8(ascii: ";")) {
        range = range.lowerBound..<index
        break
      }
    }
    // A user's name is no number, whatever digits it ends with; "%2B" is an escaped plus.
    guard isAddress, let first = range.first else { return range }
    if range.count > 3, bytes.extracting(range).starts(withLowercase: "%2b") {
      return range.lowerBound + 3..<range.upperBound
    }
    let isNumber =
      bytes[first] == UInt8(ascii: "+") || bytes[first] == UInt8(ascii: "(")
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[first])
    return isNumber ? range : range.lowerBound..<range.lowerBound
  }

  private static func digitCount(of text: Span<UInt8>) -> Int {
    var count = 0
    for index in text.indices where text[index] &- UInt8(ascii: "0") < 10 { count += 1 }
    return count
  }
}

/// A text of at most 31 bytes as a key that needs no allocation.
private struct MemoKey: Hashable, Sendable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  /// `nil` for longer texts, which nobody sends twice.
  init?(_ text: Span<UInt8>) {
    guard text.count <= 31 else { return nil }
    var packed: [4 of UInt64] = [0, 0, 0, UInt64(text.count) << 56]
    for index in text.indices {
      packed[index / 8] |= UInt64(text[index]) << UInt64(index % 8 * 8)
    }
    words = (packed[0], packed[1], packed[2], packed[3])
  }

  static func == (a: MemoKey, b: MemoKey) -> Bool { a.words == b.words }

  func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}

extension Span<UInt8> {
  /// Whether the bytes begin with `prefix`, ASCII capitals counting as small letters.
  fileprivate func starts(withLowercase prefix: String) -> Bool {
    guard count >= prefix.utf8.count else { return false }
    for (index, wanted) in prefix.utf8.enumerated() {
      let byte = self[index]
      let small = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      guard small == wanted else { return false }
    }
    return true
  }
}
