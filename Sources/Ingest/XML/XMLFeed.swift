/// Where libxml2's reader gets its bytes from: any stream, with a bound on what it may take at once.
///
/// The C callbacks need an object with an address; the subclass knows the kind of stream.
class XMLFeed {
  /// What ended the stream, if not its end.
  private(set) var failure: SourceError?
  /// Whether more than the budget was asked for between two events.
  private(set) var isOverBudget = false
  /// Whether ``attributeLimit`` was passed between two events.
  private(set) var hasTooManyAttributes = false
  /// Bytes taken since the last event.
  private(set) var taken = 0
  /// The line of the first `<!ENTITY` in the first piece, if there is one.
  private(set) var entityLine: Int?
  /// The first error that libxml2 reported, and the first that it cannot go on after.
  var problem: XMLProblem?
  var fatalProblem: XMLProblem?

  let path: String
  private let budget: Int
  private var buffer: [UInt8] = []
  private var position = 0
  private var isFirst = true

  /// The most attributes in a tag.
  ///
  /// libxml2 compares each with each other one, so a few megabytes of them take it an hour; this
  /// many take a second. What looks like attributes in a text counts as well.
  static var attributeLimit: Int { 20_000 }

  private var attributes = 0
  private var isAfterEquals = false

  init(path: String, budget: Int) {
    self.path = path
    self.budget = budget
  }

  /// Appends the next bytes to `buffer`; 0 at the end.
  func fetch(into buffer: inout [UInt8], upTo limit: Int) throws(SourceError) -> Int { 0 }

  /// Begins the next event's budget.
  func beginEvent() {
    taken = 0
    attributes = 0
  }

  /// Copies up to `room` bytes to `target`; −1 stops the parser.
  func deliver(to target: UnsafeMutableRawPointer, room: Int) -> Int {
    if position == buffer.count {
      buffer.removeAll(keepingCapacity: true)
      position = 0
      do throws(SourceError) {
        _ = try fetch(into: &buffer, upTo: 64 << 10)
      } catch {
        failure = error
        return -1
      }
      if isFirst {
        isFirst = false
        entityLine = Self.lineOfEntity(in: buffer)
      }
    }
    let count = min(room, buffer.count - position)
    taken += count
    guard taken <= budget else {
      isOverBudget = true
      return -1
    }
    countAttributes(from: position, count: count)
    guard attributes <= Self.attributeLimit else {
      hasTooManyAttributes = true
      return -1
    }
    unsafe buffer.withUnsafeBytes { bytes in
      // `count` is within both the buffer and the room that libxml2 gave.
      if count > 0, let start = bytes.baseAddress {
        unsafe target.copyMemory(from: start + position, byteCount: count)
      }
    }
    position += count
    return count
  }

  /// Counts quotes after an equals sign; the zeros of UTF-16 are as good as white space.
  private func countAttributes(from start: Int, count: Int) {
    let bytes = buffer.span
    var found = 0
    var isAfterEquals = isAfterEquals
    for index in start..<start + count {
      let byte = bytes[index]
      if byte > 0x20 {
        if isAfterEquals, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { found += 1 }
        isAfterEquals = byte == UInt8(ascii: "=")
      }
    }
    self.isAfterEquals = isAfterEquals
    attributes += found
  }

  private static func lineOfEntity(in bytes: [UInt8]) -> Int? {
    let mark = Array("<!ENTITY".utf8)
    var line = 1
    for index in bytes.indices {
      if bytes[index] == 0x0A { line += 1 }
      if bytes[index] == mark[0], bytes[index...].starts(with: mark) { return line }
    }
    return nil
  }
}

/// A feed over one kind of stream.
final class XMLStreamFeed<Source: ByteStream & ~Copyable>: XMLFeed {
  private var source: Source

  init(_ source: consuming Source, budget: Int) {
    let path = source.path
    self.source = source
    super.init(path: path, budget: budget)
  }

  override func fetch(into buffer: inout [UInt8], upTo limit: Int) throws(SourceError) -> Int {
    try source.read(into: &buffer, upTo: limit)
  }
}

/// An error as libxml2 reports it.
struct XMLProblem {
  var line: Int
  var code: Int
  /// libxml2's words, without the document's text.
  var message: String
}
