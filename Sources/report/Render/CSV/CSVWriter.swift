import Foundation

/// Writes a CSV file's bytes cell by cell, in the configured style.
///
/// RFC 4180 with CRLF. Quotes where the text asks for them; text from outside is kept from being
/// taken for a formula.
struct CSVWriter {
  /// What was written since the last ``removeAll()``.
  private(set) var bytes: [UInt8] = []

  private let style: Config.CSVStyle
  private var rowStart = 0
  private var isAtRowStart = true

  init(_ style: Config.CSVStyle) { self.style = style }

  /// A file's first bytes: its byte order mark, if it has one, and its headings.
  mutating func heading(_ columns: [String]) {
    if style.hasByteOrderMark { bytes += [0xef, 0xbb, 0xbf] }
    rowStart = bytes.count
    for column in columns { text(column) }
    endRow()
  }

  /// Text from outside: a spreadsheet must not take it for a formula.
  mutating func text(_ text: String) {
    separate()
    var text = text
    text.withUTF8 { utf8 in
      guard let first = utf8.first else { return }
      let isFormula = [61, 43, 45, 64, 9, 13].contains(first)  // = + - @ tab CR
      let needsQuotes = utf8.contains {
        $0 == style.delimiter || $0 == 34 || $0 == 10 || $0 == 13
      }
      if needsQuotes { bytes.append(34) }
      if isFormula { bytes.append(39) }
      if needsQuotes {
        for byte in utf8 {
          if byte == 34 { bytes.append(34) }
          bytes.append(byte)
        }
        bytes.append(34)
      } else {
        bytes.append(contentsOf: utf8)
      }
    }
  }

  /// Text of our own that needs neither quotes nor neutralising.
  mutating func verbatim(_ write: (inout [UInt8]) -> Void) {
    separate()
    write(&bytes)
  }

  /// A whole number.
  mutating func count(_ value: Int) {
    separate()
    bytes.append(decimal: value)
  }

  /// A decimal number that was rounded once, with a point.
  mutating func decimal(_ text: String) {
    separate()
    for byte in text.utf8 { bytes.append(byte == 46 ? style.decimal : byte) }
  }

  /// An undefined value.
  mutating func empty() { separate() }

  /// Ends the row.
  mutating func endRow() {
    bytes.append(13)
    bytes.append(10)
    isAtRowStart = true
    if style.encoding == .windows1251 { encodeRow() }
    rowStart = bytes.count
  }

  /// Starts over with an empty buffer.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    rowStart = 0
  }

  private mutating func separate() {
    if isAtRowStart { isAtRowStart = false } else { bytes.append(style.delimiter) }
  }

  /// Letters that Windows-1251 lacks become `?`.
  private mutating func encodeRow() {
    let row = String(decoding: bytes[rowStart...], as: UTF8.self)
    bytes.removeSubrange(rowStart...)
    for scalar in row.unicodeScalars { bytes.append(Windows1251.bytes[scalar] ?? 63) }
  }
}

/// The code page of Russian spreadsheets.
private enum Windows1251 {
  /// Letter → byte.
  static let bytes: [Unicode.Scalar: UInt8] = {
    var table: [Unicode.Scalar: UInt8] = [:]
    for byte in UInt8.min...UInt8.max {
      let text = String(bytes: [byte], encoding: .windowsCP1251)
      if let scalar = text?.unicodeScalars.first { table[scalar] = byte }
    }
    return table
  }()
}

extension [UInt8] {
  /// Appends a whole number in decimal.
  mutating func append(decimal value: Int) {
    guard value >= 10 || value < 0 else {
      append(48 + UInt8(value))
      return
    }
    append(contentsOf: String(value).utf8)
  }

  /// Appends a number of at most two digits as two.
  mutating func append(twoDigits value: Int) {
    append(48 + UInt8(truncatingIfNeeded: value / 10))
    append(48 + UInt8(truncatingIfNeeded: value % 10))
  }
}
