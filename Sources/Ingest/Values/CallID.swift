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
