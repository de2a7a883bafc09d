import Glibc

/// The first place of a byte in `bytes` from `start` on, by the C library's wide search.
/// - Parameter end: Where to stop; the end of `bytes` where not given.
func byteIndex(
  of byte: UInt8, in bytes: [UInt8], from start: Int, upTo end: Int? = nil
) -> Int? {
  unsafe bytes.withUnsafeBytes { bytes in
    let end = min(end ?? bytes.count, bytes.count)
    guard let base = bytes.baseAddress, start < end,
      // The guard keeps start…end inside.
      let found = unsafe memchr(base + start, Int32(byte), end - start)
    else { return nil }
    return unsafe UnsafeRawPointer(found) - base
  }
}

/// Looks for bytes eight at a time, in a register.
///
/// Source: Mycroft's test for a zero byte (1987), `(x − 01…01) & ~x & 80…80`: its lowest bit is
/// exact.
enum ByteWord {
  /// A byte in all eight places.
  @inline(__always)
  static func repeating(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  /// The first place from `start` on of one of two bytes, each given by ``repeating(_:)``, or the
  /// end.
  @inline(__always)
  static func first(
    _ a: UInt64, or b: UInt64, in bytes: Span<UInt8>, from start: Int
  ) -> Int {
    var index = start
    let raw = unsafe bytes.bytes
    while index &+ 8 <= bytes.count {
      // The loop's condition keeps the eight bytes inside.
      let word = UInt64(
        littleEndian: unsafe raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      let found = zeros(word ^ a) | zeros(word ^ b)
      if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < bytes.count {
      let byte = UInt64(bytes[index])
      if byte == a & 0xff || byte == b & 0xff { return index }
      index &+= 1
    }
    return index
  }

  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }
}
