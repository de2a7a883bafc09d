/// A record that ingest refused, and why.
///
/// Never carries the record's content.
package struct Reject: Error, Hashable, Sendable {
  /// Why a record was refused; each has a file in fixtures/hostile and a line in docs/errors.md.
  package enum Reason: Hashable, Sendable {
    case fieldCount(expected: String, found: Int)
    case time(expected: String)
    case zeroDate
    case number(expected: String)
    case endsBeforeItStarts
    case nulByte
    case tooLong(limit: Int)
    case unfinishedLine
    case notText(encoding: String)
    case missing(String)
    case unknownWord(expected: String)
    case money(expected: String)
    case malformed(expected: String)
  }

  /// A reason without its particulars, by the name under which it is stored and documented.
  package enum Kind: String, CaseIterable, Sendable {
    case fieldCount = "field-count"
    case time
    case zeroDate = "zero-date"
    case number
    case endsBeforeItStarts = "ends-before-it-starts"
    case nulByte = "nul-byte"
    case tooLong = "too-long"
    case unfinishedLine = "unfinished-line"
    case notText = "not-text"
    case missing
    case unknownWord = "unknown-word"
    case money
    case malformed
  }

  /// Where the record begins.
  package var position: SourcePosition
  /// The column's name in the export, where one column is to blame.
  package var column: String?
  /// What is wrong.
  package var reason: Reason

  /// Makes a reject.
  package init(position: SourcePosition, column: String?, reason: Reason) {
    self.position = position
    self.column = column
    self.reason = reason
  }
}

extension Reject.Reason {
  /// The reason without its particulars.
  package var kind: Reject.Kind {
    switch self {
    case .fieldCount: .fieldCount
    case .time: .time
    case .zeroDate: .zeroDate
    case .number: .number
    case .endsBeforeItStarts: .endsBeforeItStarts
    case .nulByte: .nulByte
    case .tooLong: .tooLong
    case .unfinishedLine: .unfinishedLine
    case .notText: .notText
    case .missing: .missing
    case .unknownWord: .unknownWord
    case .money: .money
    case .malformed: .malformed
    }
  }

  /// The short name under which the reason is stored and documented.
  package var code: String { kind.rawValue }

  /// What was expected and what was found, without the content.
  package var explanation: String {
    switch self {
    case .fieldCount(let expected, let found): "expected \(expected) fields, found \(found)"
    case .time(let expected): "expected a time such as \(expected)"
    case .zeroDate: "expected a date, found a placeholder (year 0000 or 1000)"
    case .number(let expected): "expected \(expected)"
    case .endsBeforeItStarts: "the call ends before it starts"
    case .nulByte: "expected text, found a NUL byte"
    case .tooLong(let limit): "the record is longer than \(limit) bytes"
    case .unfinishedLine: "the last line has no end yet"
    case .notText(let encoding): "expected text, found bytes that are none in \(encoding)"
    case .missing(let what): "expected \(what), found an empty cell"
    case .unknownWord(let expected): "expected \(expected)"
    case .money(let expected): "expected an amount such as \(expected)"
    case .malformed(let expected): "expected \(expected)"
    }
  }

  /// What to change.
  package var remedy: String {
    switch self {
    case .fieldCount:
      "Export the table again without editing it, or say which columns it has under \"columns\"."
    case .time: "Say how the export writes times under \"times\"."
    case .zeroDate: "Nothing to do: the switch writes such rows for calls it lost track of."
    case .number: "Check that the columns are those of the declared format."
    case .endsBeforeItStarts: "Check the clock of the switch and the columns' order."
    case .nulByte: "The file was damaged, often by a full disk: restore it and run again."
    case .tooLong: "Look for a quote that is never closed on this line."
    case .unfinishedLine: "Nothing to do: the row is read by the next run, once it is whole."
    case .notText: "Say the file's encoding under \"encoding\", or export it again in UTF-8."
    case .missing: "Fill the cell in the system that exports it."
    case .unknownWord: "Add the word to the source's list in the config."
    case .money: "Say the export's decimal sign under \"decimal\"."
    case .malformed: "Dump the table again."
    }
  }
}
