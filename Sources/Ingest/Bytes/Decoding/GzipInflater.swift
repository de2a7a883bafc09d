import CZlib

/// zlib's inflate over one gzip member after another, on memory that the caller owns.
@safe
struct GzipInflater: ~Copyable {
  /// What a step ended with.
  enum Outcome {
    /// More input or more room for output is needed.
    case more
    /// The member is complete and its checksum right.
    case memberEnd
    case damaged
  }

  // zlib's state points back at its z_stream, which therefore must not move.
  private let stream: UnsafeMutablePointer<z_stream>

  /// `nil` where there is no memory for zlib's window.
  init?() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 is the largest window, + 16 means gzip headers only.
    let code = unsafe inflateInit2_(
      stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      unsafe stream.deallocate()
      return nil
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Prepares for the header of the next member.
  func reset() { _ = unsafe inflateReset(stream) }

  /// Inflates from `input` to the free end of `output`.
  ///
  /// - Returns: The number of input bytes used up, and how the step ended.
  func step(
    input: Span<UInt8>, output: inout OutputSpan<UInt8>
  ) -> (consumed: Int, outcome: Outcome) {
    unsafe input.withUnsafeBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { target, count in
        // zlib's counters are 32 bits wide and it never writes through next_in.
        let room = min(target.count - count, 1 << 30)
        let available = min(source.count, 1 << 30)
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        unsafe stream.pointee.avail_in = UInt32(available)
        unsafe stream.pointee.next_out = target.baseAddress.map { unsafe $0 + count }
        unsafe stream.pointee.avail_out = UInt32(room)
        let code = unsafe inflate(stream, Z_NO_FLUSH)
        count += room - Int(unsafe stream.pointee.avail_out)
        let consumed = available - Int(unsafe stream.pointee.avail_in)
        switch code {
        case Z_OK, Z_BUF_ERROR: return (consumed, .more)
        case Z_STREAM_END: return (consumed, .memberEnd)
        default: return (consumed, .damaged)
        }
      }
    }
  }
}
