/// Why a file can't be read at all as what the config says it is.
package struct FormatError: Error, Hashable, Sendable, CustomStringConvertible {
  package var file: String
  package var expected: String
  package var remedy: String

  package init(file: String, expected: String, remedy: String) {
    self.file = file
    self.expected = expected
    self.remedy = remedy
  }

  package var description: String { "\(file):1: \(expected). \(remedy)" }
}

/// A delimited export with a heading line: rows by the headings of its columns.
struct DelimitedTable {
  let headings: [String]

  /// Reads all rows; a row that has the wrong number of fields or a NUL is rejected.
  /// - Parameter body: Gets the scanner at a row; throws a ``CellFault`` to reject it.
  static func read(
    _ stream: inout some ByteStream & ~Copyable, delimiter: UInt8, encoding: TextEncoding?,
    intake: Intake,
    start: (DelimitedTable) throws -> Void,
    body: (borrowing CSVScanner) throws -> Void
  ) throws {
    var scanner = CSVScanner(delimiter: delimiter)
    var table: DelimitedTable?
    while try scanner.nextRecord(from: &stream, into: intake) {
      guard let known = table else {
        if scanner.containsNUL {
          throw FormatError(
            file: intake.file, expected: "expected a line of headings, found NUL bytes in it",
            remedy: "Say the file's encoding under \"encoding\", often utf-16le, or fetch it again."
          )
        }
        let new = DelimitedTable(headings: scanner.fields.indices.map { scanner.text($0) })
        try start(new)
        table = new
        continue
      }
      let width = known.headings.count
      if scanner.spansLines, scanner.fields.count != width {
        try scanner.cutAtFirstLine(from: &stream)
      }
      guard scanner.fields.count == width else {
        intake.reject(
          scanner.reject(
            intake.file, nil,
            .fieldCount(expected: String(width), found: scanner.fields.count)))
        continue
      }
      if scanner.isRefusedForNUL(declared: encoding, by: intake) { continue }
      do {
        try body(scanner)
      } catch let fault as CellFault {
        intake.reject(scanner.reject(intake.file, fault.column, fault.reason))
      }
    }
  }

  /// The place of a heading; `nil` where the export has none of that name.
  func index(of heading: String) -> Int? { headings.firstIndex(of: heading) }
}

/// What is wrong with a cell, before it has a place.
struct CellFault: Error {
  var column: String?
  var reason: Reject.Reason
}
