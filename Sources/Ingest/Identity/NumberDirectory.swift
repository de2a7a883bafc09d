/// Our own numbers and what each stood for on a day.
package struct NumberDirectory: Sendable {
  /// All assignments, by number and first day.
  package let assignments: [NumberAssignment]
  private let byNumber: [Int64: Range<Int>]

  /// A directory that knows no number.
  package static let empty = NumberDirectory(sorted: [])

  private init(sorted assignments: [NumberAssignment]) {
    self.assignments = assignments
    var byNumber: [Int64: Range<Int>] = [:]
    for (index, assignment) in assignments.enumerated() {
      let start = byNumber[assignment.number]?.lowerBound ?? index
      byNumber[assignment.number] = start..<(index + 1)
    }
    self.byNumber = byNumber
  }

  /// Reads numbers.csv: `number,section,from,to[,monthly_cost]`.
  ///
  /// - Parameters:
  ///   - bytes: The file, UTF-8.
  ///   - file: Its name, for messages.
  ///   - normalize: A phone number as E.164 digits; `nil` for what is none.
  /// - Throws: All problems of the file, among them two rows of one number on one day.
  package init(
    bytes: [UInt8], file: String, normalize: (String) -> Int64?
  ) throws(TableError) {
    var table = SmallTable(
      bytes, file: file, required: ["number", "section", "from", "to"],
      optional: ["monthly_cost"])
    var assignments: [NumberAssignment] = []
    for row in table.rows {
      let number = normalize(table.cell(row, "number"))
      if number == nil {
        table.report(
          line: row.line, column: "number", "expected a phone number with its area code",
          "Write it as +7 and ten digits, and keep spreadsheets from turning it into 7,9E+10")
      }
      let cost = table.money(row, "monthly_cost")
      guard let validity = table.validity(row), let number else { continue }
      let section = table.cell(row, "section")
      assignments.append(
        NumberAssignment(
          number: number, section: section.isEmpty ? nil : section, validity: validity,
          monthlyCost: cost, sourceLine: row.line))
    }
    assignments.sort {
      ($0.number, $0.validity.from, $0.sourceLine) < ($1.number, $1.validity.from, $1.sourceLine)
    }
    self.init(sorted: assignments)
    for range in byNumber.values {
      for index in range {
        for other in range.lowerBound..<index
        where assignments[other].validity.overlaps(assignments[index].validity) {
          let lines = [assignments[other].sourceLine, assignments[index].sourceLine].sorted()
          table.report(
            line: lines[1], column: "number",
            "expected one section a day, \(table.file):\(lines[0]) gives the same number a section on the same days",
            "End one of the two rows before the other begins")
        }
      }
    }
    try table.check()
  }

  /// What a number stood for on a day; `nil` if it was not ours then.
  package func assignment(of number: Int64, on day: Day) -> NumberAssignment? {
    byNumber[number].flatMap { range in
      assignments[range].first { $0.validity.contains(day) }
    }
  }

  /// The latest assignment that ended by a day: what a retired number that still rings once was.
  package func retiredAssignment(of number: Int64, by day: Day) -> NumberAssignment? {
    byNumber[number].flatMap { range in
      assignments[range].last { assignment in assignment.validity.to.map { $0 <= day } ?? false }
    }
  }

  /// Whether a number is or was ours on some day.
  package func contains(_ number: Int64) -> Bool { byNumber[number] != nil }
}
