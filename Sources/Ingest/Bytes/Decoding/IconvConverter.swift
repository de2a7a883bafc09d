import Glibc

/// glibc's iconv to UTF-8, from one piece of a stream to the next.
@safe
struct IconvConverter: ~Copyable {
  /// Why a step stopped.
  enum Outcome {
    /// All input is used up.
    case inputEnd
    /// The input ends inside a character.
    case incomplete
    /// The input goes on with bytes that mean nothing in its encoding.
    case invalid
    case outputFull
  }

  private let handle: iconv_t

  /// `nil` where the system lacks the conversion.
  init?(from encoding: TextEncoding) {
    guard let handle = unsafe iconv_open("UTF-8", encoding.iconvName),
      // iconv_open says no by (iconv_t)-1.
      Int(bitPattern: handle) != -1
    else { return nil }
    unsafe self.handle = handle
  }

  deinit { unsafe iconv_close(handle) }

  /// Converts from `input` to the free end of `output`.
  func step(
    input: Span<UInt8>, output: inout OutputSpan<UInt8>
  ) -> (consumed: Int, outcome: Outcome) {
    unsafe input.withUnsafeBytes { source in
      unsafe output.withUnsafeMutableBufferPointer { target, count in
        // iconv never writes through its input pointer, whatever its type says.
        var next = unsafe UnsafeMutablePointer(
          mutating: source.baseAddress?.assumingMemoryBound(to: CChar.self))
        var left = source.count
        var out = unsafe UnsafeMutableRawPointer(target.baseAddress)
          .map { unsafe ($0 + count).assumingMemoryBound(to: CChar.self) }
        var room = target.count - count
        let code = unsafe iconv(handle, &next, &left, &out, &room)
        let reason = errno
        count = target.count - room
        let consumed = source.count - left
        // (size_t)-1, which Swift imports as a signed number.
        guard code == -1 else { return (consumed, .inputEnd) }
        switch reason {
        case E2BIG: return (consumed, .outputFull)
        case EINVAL: return (consumed, .incomplete)
        default: return (consumed, .invalid)
        }
      }
    }
  }
}
