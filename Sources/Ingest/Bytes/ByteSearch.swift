import Glibc

/// The first place of a byte in `bytes` from `start` on, by the C library's wide search.
func byteIndex(of byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
  unsafe bytes.withUnsafeBytes { bytes in
    guard let base = bytes.baseAddress, start < bytes.count,
      // The guard keeps start…count inside.
      let found = unsafe memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return unsafe UnsafeRawPointer(found) - base
  }
}
