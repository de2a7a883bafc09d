/// The state machine of ``CSVScanner``: one record, over as many buffers as it takes.
struct RecordCutter {
  /// What a buffer's bytes led to.
  enum Outcome {
    /// A record; `end` is where its last field ends, `next` where the next record begins.
    case record(end: Int, next: Int)
    /// A quoted field led over a line end and past the limit or the end of the input.
    case tooManyLines
    /// The buffer is used up.
    case needsMore
    /// The input is used up; `isEmpty` if nothing came since the last record.
    case end(isEmpty: Bool)
  }

  /// The fields so far.
  var fields: [CSVScanner.Field]
  let delimiter: UInt8
  let quote: UInt8
  let lineEnd: UInt8
  let limit: Int
  let acrossLines: Bool
  var recordStart: Int
  /// Line ends met so far.
  var lines = 0

  private var position: Int
  /// Where the current field begins; -1 once its closing quote was met.
  private var fieldStart: Int
  /// The position at which a quote opens a field.
  private var openingAt: Int
  private var isQuoted = false
  private var hasDoubledQuotes = false
  /// A quote stood in the middle of the quoted field.
  private var hasStrayQuote = false

  init(
    fields: [CSVScanner.Field], delimiter: UInt8, quote: UInt8, lineEnd: UInt8, limit: Int,
    acrossLines: Bool, recordStart: Int
  ) {
    self.fields = fields
    self.delimiter = delimiter
    self.quote = quote
    self.lineEnd = lineEnd
    self.limit = limit
    self.acrossLines = acrossLines
    self.recordStart = recordStart
    position = recordStart
    fieldStart = recordStart
    openingAt = quote == 0 ? -1 : recordStart
  }

  /// The buffer dropped its first `shift` bytes.
  mutating func move(by shift: Int) {
    guard shift > 0 else { return }
    recordStart -= shift
    position -= shift
    if fieldStart >= 0 { fieldStart -= shift }
    if openingAt >= 0 { openingAt -= shift }
    for i in fields.indices {
      let range = fields[i].range
      fields[i].range = range.lowerBound - shift..<range.upperBound - shift
    }
  }

  /// Cuts on from where it stopped.
  mutating func advance(over bytes: Span<UInt8>, isLast: Bool) -> Outcome {
    // Locals, so that the loop keeps them in registers.
    var i = position
    let count = bytes.count
    let quotes = ByteWord.repeating(quote)
    let delimiters = ByteWord.repeating(delimiter)
    let lineEnds = ByteWord.repeating(lineEnd)
    while i < count {
      if isQuoted {
        if !hasStrayQuote { i = ByteWord.first(quotes, or: lineEnds, in: bytes, from: i) }
      } else if i != openingAt {
        i = ByteWord.first(delimiters, or: lineEnds, in: bytes, from: i)
      }
      guard i < count else { break }
      let b = bytes[i]
      if isQuoted {
        if b == quote {
          guard i + 1 < count || isLast else { break }  // what follows decides
          let following = i + 1 < count ? bytes[i + 1] : lineEnd
          if following == quote {
            hasDoubledQuotes = true
            i += 2
          } else if following == delimiter || following == lineEnd || following == 13 {
            closeField(at: i)
            i += 1
          } else {
            hasStrayQuote = true
            i += 1
          }
        } else if b == delimiter, hasStrayQuote, bytes[i - 1] == 62 {
          // `"User 9" <113>,`: a caller id written raw, its quotes letters of its own.
          fields.append(CSVScanner.Field(range: fieldStart - 1..<i, hasDoubledQuotes: false))
          isQuoted = false
          hasDoubledQuotes = false
          hasStrayQuote = false
          i += 1
          fieldStart = i
          openingAt = i
        } else if b == lineEnd {
          if acrossLines {
            lines += 1
            i += 1
          } else {
            closeField(at: i)
          }
        } else {
          i += 1
        }
      } else if b == delimiter {
        if fieldStart >= 0 {
          fields.append(CSVScanner.Field(range: fieldStart..<i, hasDoubledQuotes: false))
        }
        i += 1
        fieldStart = i
        openingAt = quote == 0 ? -1 : i
      } else if b == lineEnd {
        let end = lineEnd == 10 && i > recordStart && bytes[i - 1] == 13 ? i - 1 : i
        if fieldStart >= 0 {
          fields.append(
            CSVScanner.Field(range: fieldStart..<max(fieldStart, end), hasDoubledQuotes: false))
        }
        if lines > 0, end - recordStart > limit { return .tooManyLines }
        lines += 1
        return .record(end: end, next: i + 1)
      } else {
        if i == openingAt, b == quote {
          isQuoted = true
          fieldStart = i + 1
        }
        i += 1
      }
    }
    position = i
    guard isLast, i >= count else { return .needsMore }
    if isQuoted, acrossLines, lines > 0 { return .tooManyLines }
    guard count > recordStart else { return .end(isEmpty: true) }
    if fieldStart >= 0 {
      fields.append(
        CSVScanner.Field(
          range: fieldStart..<max(fieldStart, count), hasDoubledQuotes: hasDoubledQuotes))
    }
    lines += 1
    return .end(isEmpty: false)
  }

  private mutating func closeField(at end: Int) {
    fields.append(
      CSVScanner.Field(range: fieldStart..<end, hasDoubledQuotes: hasDoubledQuotes))
    isQuoted = false
    hasDoubledQuotes = false
    hasStrayQuote = false
    fieldStart = -1
  }
}
