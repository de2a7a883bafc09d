import Ingest
import Metrics

/// Where customers' numbers belong to.
enum RegionTables {
  /// The row of numbers that belong to no place on earth.
  static let none = "(no region)"

  /// One row per region, the most calls first, then `all`.
  /// - Parameter language: In which regions are named.
  static func table(
    _ tallies: [(key: String, day: Day, tally: RegionTally)], period: Period,
    language: Config.Language
  ) -> CSVTable {
    var regions: [String: (tally: RegionTally, callers: Int)] = [:]
    for entry in tallies {
      let name = RegionName(key: entry.key)
      let text = language == .ru ? name.russian : name.english
      // Towns of one region can have one name in one language and several in the other.
      var region = regions[text.isEmpty ? none : text] ?? (RegionTally(), 0)
      region.tally.merge(entry.tally)
      region.callers += entry.tally.callers(on: entry.day, from: period.first)
      regions[text.isEmpty ? none : text] = region
    }
    var table = CSVTable(
      name: "regions",
      columns: [
        "region", "calls", "unique_callers", "answered", "missed", "night", "night_unknown",
      ])
    var all: (tally: RegionTally, callers: Int) = (RegionTally(), 0)
    let ordered = regions.sorted {
      ($1.value.tally.calls, $0.key) < ($0.value.tally.calls, $1.key)
    }
    for (name, region) in ordered {
      all.tally.merge(region.tally)
      all.callers += region.callers
      table.rows.append(row(name, region.tally, callers: region.callers))
    }
    table.rows.append(row("all", all.tally, callers: all.callers))
    return table
  }

  private static func row(_ name: String, _ t: RegionTally, callers: Int) -> [CSVTable.Cell] {
    [
      .text(name), .count(t.calls), .count(callers), .count(t.answered), .count(t.missed),
      .count(t.night), .count(t.nightUnknown),
    ]
  }
}
