/// Visits of the site's sections: `day,section,visits`.
package struct SectionVisitsCSV: ExportFormat {
  package static let identifier = "section-visits"
  package static let summary = "Visits of the site by day: day,section,visits"

  package init() {}

  package func read(
    _ stream: inout some ByteStream & ~Copyable, sample: [UInt8], options: SourceOptions,
    into intake: Intake
  ) throws {
    var places = [0, 1, 2]
    try DelimitedTable.read(
      &stream, delimiter: options.delimiter ?? UInt8(ascii: ","),
      encoding: options.encoding, intake: intake,
      start: { table in
        places = try ["day", "section", "visits"].map { field in
          guard let place = table.index(of: options.columns[field] ?? field) else {
            throw FormatError(
              file: intake.file, expected: "expected the columns day, section and visits",
              remedy: "Name them so in the first line.")
          }
          return place
        }
      },
      body: { scanner in
        guard let day = Day(scanner.text(places[0])) else {
          throw CellFault(column: "day", reason: .time(expected: "2026-09-01"))
        }
        let cell = scanner.buffer.span.extracting(scanner.fields[places[2]].range)
        let visits: Int
        do throws(DigitsFault) {
          visits = try parseCount(cell)
        } catch {
          throw CellFault(column: "visits", reason: .number(expected: "a count of visits"))
        }
        guard !scanner.fields[places[1]].range.isEmpty else {
          throw CellFault(column: "section", reason: .missing("the section's name"))
        }
        guard !scanner.isDamaged(places[1]) else {
          throw CellFault(
            column: "section", reason: CSVScanner.notText(declared: options.encoding))
        }
        try intake.take(SectionVisit(day: day, section: scanner.text(places[1]), visits: visits))
      })
  }
}
