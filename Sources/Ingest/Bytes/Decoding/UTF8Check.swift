/// Strict UTF-8 over pieces of a stream.
enum UTF8Check {
  /// What follows the valid prefix.
  enum Rest: Equatable {
    /// Nothing.
    case complete
    /// The beginning of a character whose other bytes may follow.
    case incomplete
    /// A maximal ill-formed part of `length` bytes, to be replaced by one U+FFFD.
    case invalid(length: Int)
  }

  /// The end of the valid characters from `start` on, and what comes there.
  ///
  /// Source: the Unicode Standard, table 3-7 and "U+FFFD substitution of maximal subparts".
  static func validPrefix(of bytes: Span<UInt8>, from start: Int) -> (end: Int, rest: Rest) {
    var index = start
    while true {
      index = asciiEnd(of: bytes, from: index)
      guard index < bytes.count else { return (index, .complete) }
      let first = bytes[index]
      let count: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch first {
      case 0xC2...0xDF: count = 2
      case 0xE0: (count, second) = (3, 0xA0...0xBF)
      case 0xED: (count, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: count = 3
      case 0xF0: (count, second) = (4, 0x90...0xBF)
      case 0xF1...0xF3: count = 4
      case 0xF4: (count, second) = (4, 0x80...0x8F)
      default: return (index, .invalid(length: 1))
      }
      for offset in 1..<count {
        guard index + offset < bytes.count else { return (index, .incomplete) }
        let allowed = offset == 1 ? second : 0x80...0xBF
        guard allowed.contains(bytes[index + offset]) else {
          return (index, .invalid(length: offset))
        }
      }
      index += count
    }
  }

  /// The first byte over 0x7F from `start` on, or the end.
  static func asciiEnd(of bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    let raw = unsafe bytes.bytes
    while index + 8 <= bytes.count {
      // The loop's condition keeps the eight bytes inside.
      let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      let high = UInt64(littleEndian: word) & 0x8080_8080_8080_8080
      if high != 0 { return index + high.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < bytes.count, bytes[index] < 0x80 { index += 1 }
    return index
  }
}
