/// A channel of the switch: the device that it belongs to and which of the device's channels it is.
///
/// `PJSIP/101-0000abce` is device `PJSIP/101`, suffix 0xabce. `Local/…-0000001c;2` is half 2 of a
/// pair: the two halves are one call seen from both ends.
package struct Channel: Hashable, Sendable {
  /// 0: none.
  ///
  /// Device in the high bits, then two bits of half (0 plain, 1, 2, 3 "no suffix"), then 32 bits of
  /// suffix.
  package var raw: Int

  /// Wraps a stored value.
  @inlinable
  package init(raw: Int) { self.raw = raw }

  /// No channel.
  package static let none = Channel(raw: 0)

  /// The device: the channel's name up to its last dash.
  package var device: NameID { NameID(number: raw >> 34) }

  /// 1 or 2 for the halves of a Local channel, else 0.
  package var half: Int {
    let half = (raw >> 32) & 3
    return half == 3 ? 0 : half
  }

  /// Parses a channel name; devices are interned in `names`.
  package init(_ text: Span<UInt8>, names: inout NameTable) {
    guard !text.isEmpty else {
      raw = 0
      return
    }
    var end = text.count
    var half = 0
    if end > 2, text[end - 2] == 59, text[end - 1] == 49 || text[end - 1] == 50 {
      half = Int(text[end - 1]) - 48
      end -= 2
    }
    var i = end - 1
    var suffix = 0
    while i >= 0, end - i <= 8, let digit = Channel.hexDigit(text[i]) {
      suffix |= digit << (4 * (end - 1 - i))
      i -= 1
    }
    if i > 0, text[i] == 45, end - 1 - i == 8 {
      let device = names.intern(text.extracting(0..<i)).number
      raw = device << 34 | half << 32 | suffix
    } else {
      // Cut off (varchar(80)) or a name without a suffix: the whole text is the device.
      raw = names.intern(text).number << 34 | 3 << 32
    }
  }

  private static func hexDigit(_ byte: UInt8) -> Int? {
    switch byte {
    case 48...57: Int(byte) - 48
    case 97...102: Int(byte) - 87
    case 65...70: Int(byte) - 55
    default: nil
    }
  }
}
