/// One thing that is wrong in a table the shop keeps by hand: where, what was expected, the remedy.
///
/// It never quotes a cell, which may be somebody's phone number.
package struct TableProblem: Hashable, Sendable, CustomStringConvertible {
  /// The file's name as the config gives it.
  package var file: String
  /// 1-based.
  package var line: Int
  /// The header's name of the cell; `nil` where the whole row or file is meant.
  package var column: String?
  /// What was expected there, without a full stop.
  package var expected: String
  /// What to change, as a sentence.
  package var remedy: String

  /// Makes a problem of its place and its words.
  package init(file: String, line: Int, column: String?, expected: String, remedy: String) {
    self.file = file
    self.line = line
    self.column = column
    self.expected = expected
    self.remedy = remedy
  }

  /// Reads `agents.csv:7 line: expected …`, a full stop, and what to change.
  package var description: String {
    "\(file):\(line)\(column.map { " \($0)" } ?? ""): \(expected). \(remedy)"
  }
}

/// Everything that is wrong in one table.
package struct TableError: Error, Hashable, Sendable, CustomStringConvertible {
  /// At least one, in the order of their lines.
  package var problems: [TableProblem]

  /// One problem a line.
  package var description: String { problems.map(\.description).joined(separator: "\n") }
}
