/// One row of a dump, or the place where one could not be read.
package enum SQLDumpRecord: Hashable, Sendable {
  /// The reader's `bytes` and `fields` hold a row.
  case row
  /// A statement that is not what mysqldump writes; reading goes on after it.
  case malformed(SQLDumpFault)
}

/// Why a row of a dump could not be read.
package struct SQLDumpFault: Error, Hashable, Sendable {
  /// What was wrong.
  package enum Reason: Hashable, Sendable {
    /// Something other than a value, a comma or a bracket where one of them belongs.
    case syntax
    /// The row has another number of values than the table has columns.
    case fieldCount(expected: Int, found: Int)
    /// More values than the limit.
    case tooManyFields(limit: Int)
    /// More bytes than the limit.
    case tooLong(limit: Int)
    /// The dump ends inside the statement.
    case truncated
  }

  /// The line that the row begins on, from 1.
  package var line: Int
  /// The byte that the row begins at, from 0.
  package var byte: Int
  /// What was wrong with it.
  package var reason: Reason

  /// Makes a fault at a place.
  package init(line: Int, byte: Int, reason: Reason) {
    self.line = line
    self.byte = byte
    self.reason = reason
  }
}

/// Which tables of a dump are read.
package enum SQLDumpSelection: Sendable {
  /// The one of this name, whatever its schema; small and capital letters are alike.
  case table(String)
  /// All whose columns satisfy the condition.
  case columns(@Sendable ([String]) -> Bool)
}

/// The rows that a MySQL dump inserts into one table, or into all tables of a shape.
///
/// It knows what mysqldump, MariaDB's dump, Navicat and phpMyAdmin write: `INSERT INTO` with or
/// without columns, one row or many; strings with backslash escapes or doubled quotes, numbers,
/// `NULL`, hex and `_binary`. Everything else is skipped, whatever it says. One row is in memory at a
/// time, no field becomes a `String`. The dump is lent to ``next(from:)``, always the same one.
package struct SQLDumpReader: ~Copyable {
  /// The unescaped values of the row, one after the other.
  package private(set) var bytes: [UInt8] = []
  /// Where in `bytes` each value stands.
  package private(set) var fields: [Range<Int>] = []
  /// The table that the row belongs to, as the dump writes it, without its schema.
  package internal(set) var table = ""
  /// Whether a table that is wanted has been met, with rows or without.
  package internal(set) var hasFoundTable = false
  /// The table's columns: of this INSERT if it names them, else of the CREATE TABLE before it, else
  /// empty.
  package internal(set) var columns: [String] = []
  /// The line that the row begins on, from 1.
  package private(set) var line = 1
  /// The byte that the row begins at, from 0.
  package private(set) var byte = 0

  var input = DumpInput()
  let selection: SQLDumpSelection
  let limits: IngestLimits
  private var nulls: [Bool] = []
  /// By the table's name in small letters: the columns of its CREATE TABLE.
  var createdColumns: [String: [String]] = [:]
  var lastColumns: [String]?
  var lastColumnsAreWanted = false
  private var isInsideValues = false
  private var damage: SQLDumpFault?
  /// A bare word, an identifier: reused.
  var word: [UInt8] = []

  /// Makes a reader.
  ///
  /// - Parameters:
  ///   - selection: Which tables' rows are wanted.
  ///   - limits: Bounds a row's bytes and values.
  package init(_ selection: SQLDumpSelection, limits: IngestLimits = .standard) {
    if case .table(let name) = selection {
      self.selection = .table(name.lowercased())
    } else {
      self.selection = selection
    }
    self.limits = limits
  }

  /// Whether a value of the row is NULL, which is not the empty text.
  package func isNull(_ field: Int) -> Bool { nulls[field] }

  /// Where reading has got to: the byte behind what was taken last.
  package var endByte: Int { input.byte }

  /// Reads up to the next row.
  ///
  /// - Parameter stream: The dump, as UTF-8 or any other superset of ASCII.
  /// - Returns: `nil` at the end of the dump.
  /// - Throws: ``SourceError`` of the source underneath.
  package mutating func next(
    from stream: inout some ByteStream & ~Copyable
  ) throws(SourceError) -> SQLDumpRecord? {
    if let damage {
      self.damage = nil
      return .malformed(damage)
    }
    if !isInsideValues {
      guard try findInsert(&stream) else { return nil }
    }
    try skipBlanks(&stream)
    line = input.line
    byte = input.byte
    isInsideValues = false
    do throws(DumpStop) {
      try readRow(&stream)
    } catch {
      switch error {
      case .source(let failure): throw failure
      case .fault(let reason):
        try resynchronize(&stream)
        return .malformed(SQLDumpFault(line: line, byte: byte, reason: reason))
      }
    }
    isInsideValues = try goesOn(&stream)
    guard columns.isEmpty || columns.count == fields.count else {
      let reason = SQLDumpFault.Reason.fieldCount(expected: columns.count, found: fields.count)
      return .malformed(SQLDumpFault(line: line, byte: byte, reason: reason))
    }
    return .row
  }

  // MARK: Rows

  private mutating func readRow(_ stream: inout some ByteStream & ~Copyable) throws(DumpStop) {
    bytes.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    nulls.removeAll(keepingCapacity: true)
    try expect(UInt8(ascii: "("), &stream)
    repeat {
      guard fields.count < limits.fields else {
        throw .fault(.tooManyFields(limit: limits.fields))
      }
      try blanks(&stream)
      try readValue(&stream)
      try blanks(&stream)
    } while try take(UInt8(ascii: ","), &stream)
    try expect(UInt8(ascii: ")"), &stream)
  }

  /// After a row: true where another follows, false at the end of the statement.
  ///
  /// The row before is sound whatever comes, so damage is kept for the next call.
  private mutating func goesOn(_ stream: inout some ByteStream & ~Copyable) throws(SourceError)
    -> Bool
  {
    try skipBlanks(&stream)
    switch try input.peek(&stream) {
    case UInt8(ascii: ","):
      _ = try input.pop(&stream)
      return true
    case UInt8(ascii: ";"):
      _ = try input.pop(&stream)
      return false
    case UInt8(ascii: "o"), UInt8(ascii: "O"):  // ON DUPLICATE KEY UPDATE …
      try skipStatement(&stream)
      return false
    case nil: return false
    default:
      damage = SQLDumpFault(line: input.line, byte: input.byte, reason: .syntax)
      try resynchronize(&stream)
      return false
    }
  }

  private mutating func readValue(_ stream: inout some ByteStream & ~Copyable) throws(DumpStop) {
    let start = bytes.count
    var isNull = false
    switch try peek(&stream) {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): try readText(&stream)
    default:
      try readWord(&stream)
      switch word.count {
      case 0: throw .fault(.syntax)
      case 4 where word.equalsLowercase("null"): isNull = true
      case _ where word.first == UInt8(ascii: "_"):  // _binary '…', _utf8mb4'…'
        try blanks(&stream)
        guard try peek(&stream) == UInt8(ascii: "'") else { throw .fault(.syntax) }
        try readText(&stream)
      case 3... where word[0] == UInt8(ascii: "0") && word[1] | 0x20 == UInt8(ascii: "x"):
        try appendHex()
      default:
        try grow(word.count)
        bytes.append(contentsOf: word)
      }
    }
    fields.append(start..<bytes.count)
    nulls.append(isNull)
  }

  /// A quoted string, unescaped as MySQL does it.
  private mutating func readText(_ stream: inout some ByteStream & ~Copyable) throws(DumpStop) {
    guard let quote = try pop(&stream) else { throw .fault(.truncated) }
    while true {
      try fill(&stream)
      // Runs without a quote, an escape or a line's end are copied whole.
      let run = input.run(until: quote)
      if run > 0 {
        try grow(run)
        input.move(run, to: &bytes)
        continue
      }
      guard let next = try pop(&stream) else { throw .fault(.truncated) }
      try grow(1)
      if next == quote {
        guard try peek(&stream) == quote else { return }
        _ = try pop(&stream)
        bytes.append(quote)
      } else if next == UInt8(ascii: "\\") {
        guard let escaped = try pop(&stream) else { throw .fault(.truncated) }
        switch escaped {
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "r"): bytes.append(0x0D)
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "b"): bytes.append(0x08)
        case UInt8(ascii: "0"): bytes.append(0x00)
        case UInt8(ascii: "Z"): bytes.append(0x1A)
        default: bytes.append(escaped)
        }
      } else {
        bytes.append(next)
      }
    }
  }

  /// Letters, digits, `+ - . _` from here on, into `word`.
  mutating func readWord(_ stream: inout some ByteStream & ~Copyable) throws(DumpStop) {
    word.removeAll(keepingCapacity: true)
    while let next = try peek(&stream), next.isWord {
      // The longest sound ones are hex blobs.
      guard word.count < limits.recordBytes else {
        throw .fault(.tooLong(limit: limits.recordBytes))
      }
      word.append(next)
      _ = try pop(&stream)
    }
  }

  private mutating func appendHex() throws(DumpStop) {
    try grow(word.count / 2)
    var index = 2
    // An odd number of digits has a zero in front.
    if word.count % 2 == 1 {
      guard let low = word[2].hexValue else { throw .fault(.syntax) }
      bytes.append(low)
      index = 3
    }
    while index + 1 < word.count {
      guard let high = word[index].hexValue, let low = word[index + 1].hexValue else {
        throw .fault(.syntax)
      }
      bytes.append(high << 4 | low)
      index += 2
    }
  }

  private mutating func grow(_ count: Int) throws(DumpStop) {
    guard bytes.count + count <= limits.recordBytes else {
      throw .fault(.tooLong(limit: limits.recordBytes))
    }
  }

  // MARK: Bytes, with the source's errors inside the row's

  mutating func blanks(_ stream: inout some ByteStream & ~Copyable) throws(DumpStop) {
    do throws(SourceError) { try skipBlanks(&stream) } catch { throw .source(error) }
  }

  mutating func fill(_ stream: inout some ByteStream & ~Copyable) throws(DumpStop) {
    do throws(SourceError) { try input.fill(1, &stream) } catch { throw .source(error) }
  }

  mutating func peek(_ stream: inout some ByteStream & ~Copyable) throws(DumpStop) -> UInt8? {
    do throws(SourceError) { return try input.peek(&stream) } catch { throw .source(error) }
  }

  mutating func pop(_ stream: inout some ByteStream & ~Copyable) throws(DumpStop) -> UInt8? {
    do throws(SourceError) { return try input.pop(&stream) } catch { throw .source(error) }
  }

  mutating func take(_ byte: UInt8, _ stream: inout some ByteStream & ~Copyable) throws(DumpStop)
    -> Bool
  {
    guard try peek(&stream) == byte else { return false }
    _ = try pop(&stream)
    return true
  }

  mutating func expect(_ byte: UInt8, _ stream: inout some ByteStream & ~Copyable) throws(DumpStop)
  {
    guard try take(byte, &stream) else {
      throw .fault(try peek(&stream) == nil ? .truncated : .syntax)
    }
  }
}

/// What ends the reading of a row.
enum DumpStop: Error {
  case source(SourceError)
  case fault(SQLDumpFault.Reason)
}
