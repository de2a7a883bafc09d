/// A window on a stream that knows its line and byte; the stream is lent to each call.
struct DumpInput: ~Copyable {
  /// The line of the next byte, from 1.
  private(set) var line = 1
  /// The place of the next byte, from 0.
  var byte: Int { windowOffset + position }

  private var window: [UInt8] = []
  private var windowOffset = 0
  private var position = 0
  private var isAtEnd = false

  private static var windowBytes: Int { 256 << 10 }

  init() {
    window.reserveCapacity(Self.windowBytes)
  }

  /// Has at least `count` bytes at hand, unless the stream ends before.
  mutating func fill(
    _ count: Int, _ stream: inout some ByteStream & ~Copyable
  ) throws(SourceError) {
    while window.count - position < count, !isAtEnd {
      if position > 0 {
        windowOffset += position
        window.removeSubrange(..<position)
        position = 0
      }
      isAtEnd = try stream.read(into: &window, upTo: Self.windowBytes - window.count) == 0
    }
  }

  /// The byte `ahead` of the next one; `nil` behind the end.
  @inline(__always)
  mutating func peek(
    _ stream: inout some ByteStream & ~Copyable, ahead: Int = 0
  ) throws(SourceError) -> UInt8? {
    if position + ahead >= window.count { try fill(ahead + 1, &stream) }
    return position + ahead < window.count ? window[position + ahead] : nil
  }

  /// Takes the next byte; `nil` at the end.
  @inline(__always)
  mutating func pop(_ stream: inout some ByteStream & ~Copyable) throws(SourceError) -> UInt8? {
    guard let next = try peek(&stream) else { return nil }
    position += 1
    if next == 0x0A { line += 1 }
    return next
  }

  /// How many bytes at hand come before a quote, a backslash or a line's end.
  func run(until quote: UInt8) -> Int {
    let span = window.span
    var index = position
    while index < span.count {
      let next = span[index]
      if next == quote || next == UInt8(ascii: "\\") || next == 0x0A { break }
      index += 1
    }
    return index - position
  }

  /// Takes `count` bytes that ``run(until:)`` has counted.
  mutating func move(_ count: Int, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: window[position..<position + count])
    position += count
  }
}

extension [UInt8] {
  /// Whether this is `text`, which is in small letters, but for the case of ASCII letters.
  func equalsLowercase(_ text: some StringProtocol) -> Bool { equalsLowercase(Array(text.utf8)) }

  /// Whether this is `text`, which is in small letters, but for the case of ASCII letters.
  func equalsLowercase(_ text: [UInt8]) -> Bool {
    guard count == text.count else { return false }
    for index in indices {
      let byte = self[index]
      guard (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) == text[index] else { return false }
    }
    return true
  }
}

extension UInt8 {
  /// A byte of a number, a bare name or a keyword.
  var isWord: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x24, 0x2B, 0x2D, 0x2E, 0x5F: true
    default: false
    }
  }

  /// 0–15 of a hex digit.
  var hexValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x41 + 10
    case 0x61...0x66: self - 0x61 + 10
    default: nil
    }
  }
}
