/// Writes rows of integers as JSON, `[[1,2],[3,4]]`: what SQLite's json_each reads for a person and
/// ``IntegerRowsReader`` reads at 100 ns a row of twenty.
///
/// A row of its own for each fact costs SQLite ten times as much (docs/performance.md).
struct IntegerRowsWriter {
  /// The text so far; whole after ``finish()``.
  private(set) var text: [UInt8] = [91]
  private var isAtRowStart = true

  /// Forgets what was written.
  mutating func removeAll() {
    text.removeAll(keepingCapacity: true)
    text.append(91)
    isAtRowStart = true
  }

  /// Begins a row.
  mutating func beginRow() {
    if text.count > 1 { text.append(44) }
    text.append(91)
    isAtRowStart = true
  }

  /// Appends a cell.
  @inline(__always)
  mutating func append(_ value: Int) {
    separate()
    appendDigits(value)
  }

  /// Appends a number as a string: one that is not relative to anything, where others are.
  mutating func append(absolute value: Int) {
    separate()
    text.append(34)
    appendDigits(value)
    text.append(34)
  }

  /// Ends the row.
  mutating func endRow() { text.append(93) }

  /// Ends the last row's list.
  mutating func finish() { text.append(93) }

  @inline(__always)
  private mutating func separate() {
    if isAtRowStart { isAtRowStart = false } else { text.append(44) }
  }

  @inline(__always)
  private mutating func appendDigits(_ value: Int) {
    if value >= 0, value < 10 {
      text.append(48 &+ UInt8(truncatingIfNeeded: value))
      return
    }
    if value < 0 { text.append(45) }
    var rest = value.magnitude
    // The digits from the last to the first, two at a time, in a register's worth of room.
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var start = 20
      while rest >= 10 {
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        start &-= 1
        unsafe digits[start] = 48 &+ UInt8(truncatingIfNeeded: digit)
        rest = quotient
      }
      start &-= 1
      unsafe digits[start] = 48 &+ UInt8(truncatingIfNeeded: rest)
      unsafe text.append(contentsOf: UnsafeBufferPointer(rebasing: digits[start..<20]))
    }
  }
}

/// A stored list of rows is not what ``IntegerRowsWriter`` wrote.
struct MalformedRows: Error {}

/// Reads what ``IntegerRowsWriter`` wrote.
@safe struct IntegerRowsReader {
  /// The text and, as SQLite hands it over, a NUL byte: no loop runs past it.
  private var next: UnsafePointer<UInt8>

  /// Begins at the text's start.
  /// - Parameter text: Ends with a NUL byte; has to outlive the reader.
  init(_ text: UnsafePointer<UInt8>) throws(MalformedRows) {
    unsafe next = text
    try expect(91)
  }

  /// Goes into the next row; false after the last.
  @inline(__always)
  mutating func beginRow() throws(MalformedRows) -> Bool {
    if unsafe next.pointee == 44 { unsafe next += 1 }
    if unsafe next.pointee == 93 { return false }
    try expect(91)
    return true
  }

  /// Whether the row has a further cell; goes out of the row if not.
  @inline(__always)
  mutating func endsRow() -> Bool {
    guard unsafe next.pointee == 93 else { return false }
    unsafe next += 1
    return true
  }

  /// The next cell, which is a number.
  @inline(__always)
  mutating func number() throws(MalformedRows) -> Int {
    let isNegative = unsafe next.pointee == 45
    if isNegative { unsafe next += 1 }
    var digit = unsafe next.pointee &- 48
    guard digit < 10 else { throw MalformedRows() }
    var value: UInt = 0
    repeat {
      value = value &* 10 &+ UInt(digit)
      unsafe next += 1
      digit = unsafe next.pointee &- 48
    } while digit < 10
    if unsafe next.pointee == 44 { unsafe next += 1 }
    let magnitude = Int(bitPattern: value)
    return isNegative ? 0 &- magnitude : magnitude
  }

  /// The next cell, and whether it was written as absolute.
  @inline(__always)
  mutating func relative() throws(MalformedRows) -> (value: Int, isAbsolute: Bool) {
    guard unsafe next.pointee == 34 else { return (try number(), false) }
    unsafe next += 1
    let value = try number()
    try expect(34)
    if unsafe next.pointee == 44 { unsafe next += 1 }
    return (value, true)
  }

  private mutating func expect(_ byte: UInt8) throws(MalformedRows) {
    guard unsafe next.pointee == byte else { throw MalformedRows() }
    unsafe next += 1
  }
}
