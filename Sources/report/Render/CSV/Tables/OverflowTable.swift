import Ingest
import Metrics

/// At which station of the overflow route callers reached a person.
enum OverflowTable {
  static let name = "overflow"

  /// One row per station and queue, by station; the row `all` of each station comes last.
  static func table(_ tallies: [String: HopTally]) -> CSVTable {
    var table = CSVTable(
      name: name,
      columns: [
        "hop", "queue", "entered", "answered", "passed_on", "left", "unknown", "p50_s", "p90_s",
      ])
    var stations: [Int: [(queue: String, tally: HopTally)]] = [:]
    for (key, tally) in tallies {
      let parts = key.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let number = Int(parts[0]) else { continue }
      stations[number, default: []].append((String(parts[1]), tally))
    }
    for (number, queues) in stations.sorted(by: { $0.key < $1.key }) {
      var all = HopTally()
      for (queue, tally) in queues.sorted(by: { $0.queue < $1.queue }) {
        all.merge(tally)
        table.rows.append(row(number, queue, tally))
      }
      table.rows.append(row(number, "all", all))
    }
    return table
  }

  private static func row(_ number: Int, _ queue: String, _ t: HopTally) -> [CSVTable.Cell] {
    [
      .count(number), .text(queue), .count(t.entered), .count(t.answered), .count(t.passedOn),
      .count(t.left), .count(t.unknown), CSVTable.optional(t.waits.quantile(percent: 50)),
      CSVTable.optional(t.waits.quantile(percent: 90)),
    ]
  }
}
