/// The identity that a switch gives to a channel or call (`uniqueid`, `linkedid`, `callid`).
///
/// Asterisk writes `[systemname-]epoch.number`. That form is packed without loss, so that
/// 1706369600.10 and 1706369600.1 stay two calls; any other text becomes a 63-bit fingerprint.
package struct CallID: Hashable, Comparable, Sendable {
  /// 0: none.
  ///
  /// Positive: 7 bits of system, 31 of seconds since 2000, 24 of number. Negative: a fingerprint of
  /// the text.
  package var raw: Int

  /// Wraps a stored value.
  @inlinable
  package init(raw: Int) { self.raw = raw }

  /// The id of rows that carry none: they are never grouped by it.
  package static let none = CallID(raw: 0)

  static let epochBase = 946_684_800  // 2000-01-01

  /// Orders by system, epoch and number where the id has them.
  @inlinable
  package static func < (a: CallID, b: CallID) -> Bool { a.raw < b.raw }

  /// The Unix second in which the switch created the channel; `nil` where the id does not say.
  package var epoch: Instant? {
    raw > 0 ? Instant(epoch: (raw >> 24) & 0x7fff_ffff + CallID.epochBase) : nil
  }

  /// Parses an id.
  /// - Parameters:
  ///   - text: `1706369600.6`, `mainserverdss-1706420300.0`, or anything else.
  ///   - systems: Names of systems met so far; at most 127 are told apart by packing.
  package init(_ text: Span<UInt8>, systems: inout NameTable) {
    guard !text.isEmpty else {
      raw = 0
      return
    }
    if let packed = CallID.packed(text, systems: &systems) {
      raw = packed
    } else {
      raw = -1 - Int(fingerprint(text) >> 1)
    }
  }

  /// Reads an id as ``text(systems:)`` shows it, or as the switch wrote it.
  package init(shown text: String, systems: NameTable) {
    if text.hasPrefix("#"), text.utf8.count == 17, let bits = UInt(text.dropFirst(), radix: 16) {
      self.init(raw: Int(bitPattern: bits))
    } else {
      var systems = systems
      let bytes = Array(text.utf8)
      self.init(bytes.span, systems: &systems)
    }
  }

  /// Whether the id says which switch made it.
  package var hasSystem: Bool { raw > 0 && raw >> 55 != 0 }

  /// The same id as each of the known switches would have made it, for an id that names none.
  package func ofEachSystem(_ systems: NameTable) -> [CallID] {
    guard raw > 0, !hasSystem else { return [self] }
    return [self] + (1..<max(1, min(systems.count, 128))).map { CallID(raw: $0 << 55 | raw) }
  }

  /// What the switch wrote; `#` and 16 hexadecimal digits where only a fingerprint is kept.
  package func text(systems: NameTable) -> String {
    var bytes: [UInt8] = []
    append(to: &bytes, systems: systems)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends ``text(systems:)`` as UTF-8.
  package func append(to bytes: inout [UInt8], systems: NameTable) {
    guard raw > 0 else {
      let hex = String(UInt(bitPattern: raw), radix: 16)
      bytes.append(35)
      bytes.append(contentsOf: repeatElement(48, count: 16 - hex.utf8.count))
      bytes.append(contentsOf: hex.utf8)
      return
    }
    if hasSystem {
      bytes.append(contentsOf: systems.rawBytes(NameID(number: raw >> 55)))
      bytes.append(45)
    }
    CallID.append((raw >> 24) & 0x7fff_ffff + CallID.epochBase, to: &bytes)
    bytes.append(46)
    CallID.append(raw & 0xff_ffff, to: &bytes)
  }

  /// In decimal, without a String: calls.csv has one in each row.
  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    var scale = 1
    while number / scale >= 10 { scale *= 10 }
    while scale > 0 {
      bytes.append(48 + UInt8(truncatingIfNeeded: number / scale % 10))
      scale /= 10
    }
  }

  private static func packed(_ text: Span<UInt8>, systems: inout NameTable) -> Int? {
    // From the end: digits, a point, 9 or 10 digits, then nothing or a dash.
    var i = text.count - 1
    var number = 0
    var scale = 1
    while i >= 0, text[i] &- 48 < 10, text.count - i <= 8 {
      number += Int(text[i] &- 48) * scale
      scale *= 10
      i -= 1
    }
    let numberDigits = text.count - 1 - i
    guard numberDigits >= 1, numberDigits <= 8, number < 1 << 24, i >= 9, text[i] == 46,
      numberDigits == 1 || text[i + 1] != 48  // a leading zero would not come back
    else { return nil }
    let point = i
    var epoch = 0
    scale = 1
    i -= 1
    while i >= 0, text[i] &- 48 < 10, point - i <= 10 {
      epoch += Int(text[i] &- 48) * scale
      scale *= 10
      i -= 1
    }
    let epochDigits = point - 1 - i
    let seconds = epoch - epochBase
    guard (9...10).contains(epochDigits), text[i + 1] != 48, seconds > 0, seconds < 1 << 31
    else { return nil }
    var system = 0
    if i >= 0 {
      guard text[i] == 45, i > 0 else { return nil }
      system = systems.intern(text.extracting(0..<i)).number
      guard system < 128 else { return nil }
    }
    return system << 55 | seconds << 24 | number
  }
}
