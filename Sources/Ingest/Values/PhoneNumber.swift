import CPhoneNumber

/// A telephone number of the public network, as its E.164 digits.
///
/// Numbers are personal data: what `print` and interpolation show is masked, and the whole number
/// must be asked for by name.
package struct PhoneNumber: Hashable, Sendable, Comparable {
  /// Country code and national number, such as 79161234567; at most 15 digits.
  package let digits: Int64

  /// Makes a number from digits that are known to be E.164, such as those of a store.
  package init(digits: Int64) { self.digits = digits }

  /// Orders by digits.
  package static func < (a: PhoneNumber, b: PhoneNumber) -> Bool { a.digits < b.digits }

  /// `+79161234567`.
  package var e164: String { "+\(digits)" }

  /// `+7 ••• •••-12-34`: country code and last four digits; the last two of a national number of
  /// less than eight.
  package var masked: String {
    var bytes: [UInt8] = []
    appendMasked(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends ``masked`` as UTF-8.
  package func appendMasked(to bytes: inout [UInt8]) {
    let text = String(digits).utf8
    let code = countryCodeLength
    let isShort = text.count - code < 8
    bytes.append(43)
    bytes.append(contentsOf: text.prefix(code))
    bytes.append(contentsOf: " ••• •••-".utf8)
    let last = text.suffix(4)
    if isShort {
      bytes.append(contentsOf: "••".utf8)
    } else {
      bytes.append(contentsOf: last.prefix(2))
    }
    bytes.append(45)
    bytes.append(contentsOf: last.suffix(2))
  }

  /// `8 916 123-45-67` for Russia and Kazakhstan, else the international grouping, `+49 30 123456`.
  ///
  /// Spreadsheets leave it alone, where they turn bare digits into 7,9E+10.
  package var grouped: String {
    if digits >= 70_000_000_000, digits < 80_000_000_000 {
      let text = String(digits)
      func part(_ from: Int, _ count: Int) -> Substring { text.dropFirst(from).prefix(count) }
      return "8 \(part(1, 3)) \(part(4, 3))-\(part(7, 2))-\(part(9, 2))"
    }
    let text = unsafe text(capacity: 64) { out in
      unsafe phone_number_international(digits, out.baseAddress, Int32(out.count))
    }
    return text ?? e164
  }

  /// The name of the region, or of the country, that the number belongs to.
  ///
  /// - Parameter language: ISO 639, `ru` or `en`.
  /// - Returns: Such as "Московская обл."; `nil` where the library knows none.
  package func region(language: String) -> String? {
    unsafe text(capacity: 256) { out in
      unsafe phone_number_region(digits, language, out.baseAddress, Int32(out.count))
    }
  }

  /// The names of the time zones that the number can lie in; none where the library knows none.
  ///
  /// One for a number that is bound to a place; all of its country for others, such as mobile ones.
  package var timeZones: [String] {
    // The longest list, that of +7, +1 or +61, has some 800 bytes.
    let text = unsafe text(capacity: 2048) { out in
      unsafe phone_number_time_zones(digits, out.baseAddress, Int32(out.count))
    }
    return text.map { $0.split(separator: "&").map(String.init) } ?? []
  }

  /// ITU E.164: zones 1 and 7 have codes of one digit, these have two, all others three.
  private var countryCodeLength: Int {
    var head = Int(digits)
    while head >= 100 { head /= 10 }
    if head == 1 || head == 7 || head / 10 == 1 || head / 10 == 7 { return 1 }
    switch head {
    case 20, 27, 28, 30...34, 36, 39, 40, 41, 43...49, 51...58, 60...66, 81...84, 86, 89...95, 98:
      return 2
    default: return 3
    }
  }

  private func text(
    capacity: Int, _ write: (UnsafeMutableBufferPointer<CChar>) -> Int32
  ) -> String? {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: capacity) { out in
      unsafe out.initialize(repeating: 0)
      let length = Int(unsafe write(out))
      guard length > 0 else { return nil }
      return unsafe String(
        decoding: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(out)[..<length]),
        as: UTF8.self)
    }
  }
}

extension PhoneNumber: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// ``masked``.
  package var description: String { masked }
  /// ``masked``.
  package var debugDescription: String { masked }
  /// Nothing: `dump` and test failures would print the stored digits.
  package var customMirror: Mirror { Mirror(self, children: []) }
}
