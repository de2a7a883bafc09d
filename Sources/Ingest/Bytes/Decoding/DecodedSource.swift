/// A stream's text as UTF-8, whatever encoding it came in.
///
/// What is invalid in the encoding becomes U+FFFD and is counted. Without a declared encoding the
/// first 64 KiB from the first byte that is not ASCII decide, however far into the file that is.
package struct DecodedSource<Source: ByteStream & ~Copyable>: ~Copyable, ByteStream {
  /// The encoding in use; `nil` while it was not declared and only ASCII has been seen.
  package private(set) var encoding: TextEncoding?
  /// How many invalid sequences were replaced so far.
  package private(set) var replacedCount = 0
  /// Where in the source's content the first of them stood, a 0-based byte.
  package private(set) var firstReplacedAt: Int?
  /// The stream underneath.
  package var source: Source

  private var input: [UInt8] = []
  private var inputStart = 0
  /// The place of `input[inputStart]` in the source's content.
  private var offset = 0
  private var isStarted = false
  private var isSourceAtEnd = false
  private var failure: SourceError?
  private var converter: IconvConverter?

  private static var pieceBytes: Int { 64 << 10 }

  package var path: String { source.path }

  /// Decodes `source`.
  ///
  /// - Parameters:
  ///   - source: The encoded content, from its first byte.
  ///   - encoding: What it is declared to be, `nil` to find out. A byte order mark overrules it.
  package init(_ source: consuming Source, encoding: TextEncoding? = nil) {
    self.source = source
    self.encoding = encoding
  }

  package mutating func read(
    into buffer: inout [UInt8], upTo limit: Int
  ) throws(SourceError) -> Int {
    let limit = max(limit, 16)
    let start = buffer.count
    if !isStarted { begin() }
    while true {
      if inputStart == input.count { refill(toHold: 1) }
      guard inputStart < input.count else {
        if let failure { throw failure }
        return 0
      }
      switch encoding {
      case nil: passASCII(into: &buffer, end: start + limit)
      case .utf8: passUTF8(into: &buffer, end: start + limit)
      case .some(let other): try convert(other, into: &buffer, end: start + limit)
      }
      if buffer.count > start { return buffer.count - start }
    }
  }

  /// Takes a byte order mark away.
  private mutating func begin() {
    refill(toHold: 3)
    isStarted = true
    guard let mark = TextEncoding.byteOrderMark(of: input.span) else { return }
    encoding = mark.encoding
    advance(mark.length)
  }

  /// Reads until `count` unused bytes are there or the source is at its end.
  ///
  /// An error waits until the bytes before it have been delivered.
  private mutating func refill(toHold count: Int) {
    if inputStart > 0 {
      input.removeSubrange(..<inputStart)
      inputStart = 0
    }
    while input.count < count, !isSourceAtEnd {
      do throws(SourceError) {
        isSourceAtEnd = try source.read(into: &input, upTo: Self.pieceBytes) == 0
      } catch {
        failure = error
        isSourceAtEnd = true
      }
    }
  }

  private mutating func advance(_ count: Int) {
    inputStart += count
    offset += count
  }

  private mutating func append(_ count: Int, to buffer: inout [UInt8]) {
    buffer.append(contentsOf: input[inputStart..<inputStart + count])
    advance(count)
  }

  private mutating func replace(_ count: Int, in buffer: inout [UInt8]) {
    replacedCount += 1
    if firstReplacedAt == nil { firstReplacedAt = offset }
    buffer.append(0xEF)
    buffer.append(0xBF)
    buffer.append(0xBD)
    advance(count)
  }

  private mutating func passASCII(into buffer: inout [UInt8], end: Int) {
    let count = UTF8Check.asciiEnd(of: input.span, from: inputStart) - inputStart
    if count > 0 { return append(min(count, end - buffer.count), to: &buffer) }
    refill(toHold: Self.pieceBytes)
    // Not more than that: the guess must not depend on how the bytes arrived.
    let sample = min(input.count, Self.pieceBytes)
    encoding = TextEncoding.guess(input.span.extracting(..<sample))
  }

  private mutating func passUTF8(into buffer: inout [UInt8], end: Int) {
    while end - buffer.count >= 4, inputStart < input.count {
      // Whole characters only: what the room cuts off is "incomplete" and waits for the next read.
      let piece = min(input.count, inputStart + end - buffer.count)
      let (valid, rest) = UTF8Check.validPrefix(
        of: input.span.extracting(..<piece), from: inputStart)
      append(valid - inputStart, to: &buffer)
      switch rest {
      case .complete: break
      case .invalid(let length): replace(length, in: &buffer)
      case .incomplete where piece < input.count: return
      case .incomplete where isSourceAtEnd: replace(input.count - inputStart, in: &buffer)
      case .incomplete: refill(toHold: 4)
      }
    }
  }

  private mutating func convert(
    _ encoding: TextEncoding, into buffer: inout [UInt8], end: Int
  ) throws(SourceError) {
    if converter == nil {
      converter = IconvConverter(from: encoding)
      guard converter != nil else {
        throw .encodingUnavailable(path: path, encoding: encoding.rawValue)
      }
    }
    while end - buffer.count >= 4, inputStart < input.count {
      var step: (consumed: Int, outcome: IconvConverter.Outcome) = (0, .outputFull)
      buffer.append(addingCapacity: end - buffer.count) { output in
        guard
          let taken = converter?.step(
            input: input.span.extracting(inputStart...), output: &output)
        else { return }
        step = taken
      }
      advance(step.consumed)
      switch step.outcome {
      case .inputEnd: break
      case .outputFull: return
      case .invalid:
        replace(min(encoding.unitBytes, input.count - inputStart), in: &buffer)
      case .incomplete where isSourceAtEnd: replace(input.count - inputStart, in: &buffer)
      case .incomplete: refill(toHold: input.count - inputStart + 1)
      }
    }
  }
}
