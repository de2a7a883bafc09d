import Ingest
import Metrics

/// Which part of the site makes the phone ring.
enum SectionTables {
  /// One row per section, the rows that are no sections last, then `all`.
  ///
  /// - Parameters:
  ///   - before: The previous period over equal elapsed days.
  ///   - customers: Whose number is whose.
  ///   - visits: Visits by section; all sections that were visited have a row.
  static func table(
    sections: [String: SectionTally], before: [String: SectionTally], customers: CustomerMap,
    visits: [String: Int]
  ) -> CSVTable {
    // Tallies hold numbers, so that a newly learned customer changes none of them.
    func callers(_ tally: SectionTally) -> Int {
      Set(tally.callers.map { customers.customer(of: Party(raw: $0)) }).count
    }
    var table = CSVTable(
      name: "sections",
      columns: [
        "section", "calls", "unique_callers", "first_time", "answered", "missed", "qualified",
        "visits", "calls_per_1000_visits", "orders", "revenue", "change_vs_previous",
      ])
    let names = sections.merging(visits.mapValues { _ in SectionTally() }) { known, _ in known }
      .keys.sorted { ($0.hasPrefix("(") ? 1 : 0, $0) < ($1.hasPrefix("(") ? 1 : 0, $1) }
    var all = SectionTally()
    var visited = 0
    for name in names {
      let tally = sections[name] ?? SectionTally()
      all.merge(tally)
      if let seen = visits[name], seen > 0 { visited += tally.calls }
      table.rows.append(
        row(
          name, tally, callers: callers(tally), visited: tally.calls, visits: visits[name],
          before: before.isEmpty ? nil : before[name]?.calls ?? 0
        ))
    }
    table.rows.append(
      row(
        "all", all, callers: callers(all), visited: visited,
        visits: visits.isEmpty ? nil : visits.values.reduce(0, +),
        // Also of sections that nobody called this time.
        before: before.isEmpty ? nil : before.values.reduce(0) { $0 + $1.calls }))
    return table
  }

  /// - Parameter visited: The calls of pages whose visits are known.
  private static func row(
    _ name: String, _ t: SectionTally, callers: Int, visited: Int, visits: Int?, before: Int?
  ) -> [CSVTable.Cell] {
    [
      .text(name), .count(t.calls), .count(callers), .empty, .count(t.answered),
      .count(t.missed), .empty, CSVTable.optional(visits),
      visits.map { CSVTable.decimal(visited * 1000, over: $0, digits: 4) } ?? .empty, .empty,
      .empty, before.map { change(t.calls, from: $0) } ?? .empty,
    ]
  }

  /// The relative change with four decimals, half away from zero.
  private static func change(_ now: Int, from before: Int) -> CSVTable.Cell {
    guard before > 0 else { return .empty }
    let magnitude = CSVTable.share(abs(now - before), of: before)
    guard now < before, case .decimal(let text) = magnitude else { return magnitude }
    return .decimal("-" + text)
  }
}
