/// Cuts delimited text into records and fields, and finds *a* parse for any bytes.
///
/// The dialect is that of real exports, wider than RFC 4180:
/// - a quote opens a field only as its first byte, and closes it only before a delimiter, a line
///   end or the end of the input; `""` within is one quote; any other quote within is a letter
///   (`""Name" <201>",…`, `"User 9" <113>,…`);
/// - lines end in LF, CRLF or (if the file has no LF in its first block) CR;
/// - a quoted field may hold line ends. Where that leads a record past its limit or the end of the
///   input inside a quote, or the caller finds that it has the wrong shape, the record is cut again
///   so that no field spans lines: one stray quote costs one line.
///
/// The scanner owns its buffers and reuses them: no allocation per record, memory bounded by the
/// longest record.
package struct CSVScanner: ~Copyable {
  /// A field's place in ``buffer``, without its surrounding quotes.
  package struct Field: Sendable {
    /// Where its bytes lie.
    package var range: Range<Int>
    /// Whether `""` within stands for one quote.
    package var hasDoubledQuotes: Bool
  }

  /// What ``next(from:)`` found.
  package enum Step: Sendable {
    /// ``fields`` holds a record.
    case record
    /// A record longer than the limit was passed over; ``line`` and ``byte`` say where it began.
    case tooLong
    /// No further record.
    case end
  }

  /// The bytes that ``fields`` point into; valid until the next call of ``next(from:)``.
  package private(set) var buffer: [UInt8] = []
  /// The fields of the current record.
  package private(set) var fields: [Field] = []
  /// 1-based line on which the current record begins.
  package private(set) var line = 1
  /// 0-based offset of the current record's first byte in the input.
  package private(set) var byte = 0
  /// Whether the current record ended at the end of the input, without a line end.
  package private(set) var isUnfinished = false
  /// Whether the current record has line ends within.
  package var spansLines: Bool { linesInRecord > 1 }
  /// The current record's bytes in ``buffer``, its line end not included.
  package var recordRange: Range<Int> { recordStart..<recordEnd }
  /// The byte offset just behind the current record and its line end.
  package var endByte: Int { byte + dropped + (next - recordStart) }

  private let delimiter: UInt8
  private let quote: UInt8
  private let limit: Int
  private let pieceSize: Int
  private let firstLine: Int
  private var recordStart = 0
  private var recordEnd = 0
  /// Where the next record begins in `buffer`.
  private var next = 0
  private var linesInRecord = 1
  /// Bytes of an overlong record that are no longer in `buffer`.
  private var dropped = 0
  private var isAtEnd = false
  private var lineEnd: UInt8 = 0  // not known yet

  /// Makes a scanner.
  /// - Parameters:
  ///   - delimiter: One byte, `,` by default.
  ///   - quote: One byte, `"` by default; 0 for formats that do not quote (queue_log).
  ///   - limit: The longest record in bytes.
  ///   - pieceSize: How much is read at once.
  ///   - start: Where the stream begins in its file.
  package init(
    delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8 = UInt8(ascii: "\""),
    limit: Int = 1 << 20, pieceSize: Int = 1 << 18, startingAt start: FilePlace = .start
  ) {
    firstLine = start.line
    byte = start.byte
    self.delimiter = delimiter
    self.quote = quote
    self.limit = limit
    self.pieceSize = pieceSize
    buffer.reserveCapacity(pieceSize * 2)
  }

  /// Finds the next record.
  ///
  /// Blank lines are passed over.
  package mutating func next(from stream: inout some ByteStream & ~Copyable) throws -> Step {
    while true {
      byte += dropped + next - recordStart
      line += linesInRecord
      dropped = 0
      if lineEnd == 0 {
        line = firstLine
        try detectLineEnd(from: &stream)
      }
      recordStart = next
      linesInRecord = 0
      guard try cut(from: &stream, acrossLines: quote != 0) else { return .end }
      if recordEnd - recordStart > limit {
        if isUnfinished { try skipLine(from: &stream) }
        return .tooLong
      }
      if fields.count == 1, recordEnd == recordStart { continue }
      return .record
    }
  }

  /// Cuts the current record again so that it ends with its first line.
  ///
  /// For a record that spans lines and turned out to have the wrong shape.
  package mutating func cutAtFirstLine(from stream: inout some ByteStream & ~Copyable) throws {
    next = recordStart
    linesInRecord = 0
    _ = try cut(from: &stream, acrossLines: false)
  }

  /// A field's text with doubled quotes made single and bytes that are not UTF-8 replaced.
  package func text(_ index: Int) -> String {
    guard index < fields.count else { return "" }
    let field = fields[index]
    guard field.hasDoubledQuotes else {
      return String(decoding: buffer[field.range], as: UTF8.self)
    }
    var bytes: [UInt8] = []
    var previousWasQuote = false
    for byte in buffer[field.range] {
      if byte == quote, previousWasQuote {
        previousWasQuote = false
        continue
      }
      previousWasQuote = byte == quote
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: - Cutting

  /// Cuts one record from `recordStart` on; false at the end of the input.
  ///
  /// A record over the limit may be left unfinished: the caller looks at its length.
  private mutating func cut(
    from stream: inout some ByteStream & ~Copyable, acrossLines: Bool
  ) throws -> Bool {
    fields.removeAll(keepingCapacity: true)
    isUnfinished = false
    var cutter = RecordCutter(
      fields: fields, delimiter: delimiter, quote: quote, lineEnd: lineEnd, limit: limit,
      acrossLines: acrossLines, recordStart: recordStart)
    fields = []  // the cutter owns them while it works
    while true {
      let outcome = cutter.advance(over: buffer.span, isLast: isAtEnd)
      switch outcome {
      case .record(let end, let next):
        finish(&cutter, end: end, next: next)
        return true
      case .tooManyLines:
        // A quote that is never closed, or too late: start over, line by line.
        fields = cutter.fields
        linesInRecord = 0
        return try cut(from: &stream, acrossLines: false)
      case .needsMore:
        if buffer.count - recordStart > limit {
          if cutter.lines > 0 {
            fields = cutter.fields
            return try cut(from: &stream, acrossLines: false)
          }
          finish(&cutter, end: buffer.count, next: buffer.count)
          isUnfinished = true
          return true
        }
        cutter.move(by: try refill(from: &stream))
      case .end(let isEmpty):
        finish(&cutter, end: buffer.count, next: buffer.count)
        isUnfinished = true
        return !isEmpty
      }
    }
  }

  private mutating func finish(_ cutter: inout RecordCutter, end: Int, next: Int) {
    fields = cutter.fields
    linesInRecord = cutter.lines
    recordEnd = end
    self.next = next
  }

  /// Drops what lies before the record and reads a piece; returns by how much the record moved.
  private mutating func refill(from stream: inout some ByteStream & ~Copyable) throws -> Int {
    let shift = recordStart
    if shift > 0 {
      buffer.removeSubrange(0..<shift)
      recordStart = 0
      next -= shift
    }
    if !isAtEnd, try stream.read(into: &buffer, upTo: pieceSize) == 0 { isAtEnd = true }
    return shift
  }

  /// Passes over the rest of a line in bounded memory.
  private mutating func skipLine(from stream: inout some ByteStream & ~Copyable) throws {
    // What was read of it counts; the buffer is thrown away piece by piece.
    while true {
      if let end = byteIndex(of: lineEnd, in: buffer, from: next) {
        next = end + 1
        linesInRecord = 1
        return
      }
      dropped += buffer.count - recordStart
      buffer.removeAll(keepingCapacity: true)
      recordStart = 0
      next = 0
      if try stream.read(into: &buffer, upTo: pieceSize) == 0 {
        isAtEnd = true
        return
      }
    }
  }

  private mutating func detectLineEnd(from stream: inout some ByteStream & ~Copyable) throws {
    while buffer.count < pieceSize, !isAtEnd {
      let wanted = pieceSize - buffer.count
      if try stream.read(into: &buffer, upTo: wanted) == 0 { isAtEnd = true }
      if buffer.contains(10) { break }
    }
    lineEnd = buffer.contains(10) || !buffer.contains(13) ? 10 : 13
  }
}
