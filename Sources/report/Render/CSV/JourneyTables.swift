import Ingest
import Metrics

/// Single journeys and episodes, with customers' numbers masked.
enum JourneyTables {
  /// calls.csv without rows.
  static let empty = CSVTable(
    name: "calls",
    columns: [
      "started_at", "direction", "kind", "number", "section", "customer", "queue", "outcome",
      "wait_s", "talk_s", "agents", "order",
    ])

  /// One journey.
  static func row(
    _ row: JourneyRow, names: NameTable, numbers: NumberDirectory, zone: Zone
  ) -> [CSVTable.Cell] {
    let outcome = row.missed.map { "missed_" + $0.word } ?? row.outcome.word
    return [
      .text(zone.iso8601(row.start)), .text(row.direction.word), .empty, ours(row.number),
      row.direction == .inbound
        ? .text(SectionKey.of(row.number, on: row.day, in: numbers)) : .empty,
      masked(row.customer), .text(names.text(row.queue)), .text(outcome),
      row.wait >= 0 ? .count(row.wait) : .empty, .count(row.talk), .text(row.agents), .empty,
    ]
  }

  /// missed_calls.csv: every episode, first come first.
  static func missed(_ episodes: [Episode], numbers: NumberDirectory, zone: Zone) -> CSVTable {
    CSVTable(
      name: "missed_calls",
      columns: [
        "kind", "first_missed_at", "customer", "number", "section", "outcome", "caller_attempts",
        "our_attempts", "callback_latency_open_s", "callback_latency_s", "agent",
      ],
      rows: episodes.sorted { ($0.first.start, $0.first.id) < ($1.first.start, $1.first.id) }.map {
        episode in
        [
          .text(episode.kind.word), .text(zone.iso8601(episode.first.start)),
          masked(episode.first.customer), ours(episode.first.number),
          .text(SectionKey.of(episode.first.number, on: episode.first.day, in: numbers)),
          .text(episode.outcome.word), .count(episode.callerAttempts),
          .count(episode.ourAttempts), CSVTable.optional(episode.latencyOpen),
          CSVTable.optional(episode.latency), .text(episode.agent ?? ""),
        ]
      })
  }

  private static func masked(_ party: Party) -> CSVTable.Cell {
    guard party.isNumber else { return .empty }
    // A plus in front would be neutralised as a formula: the mask begins with a blank-safe digit.
    return .text(String(PhoneNumber(digits: Int64(party.raw)).masked.dropFirst()))
  }

  /// A number of the shop is no secret.
  private static func ours(_ party: Party) -> CSVTable.Cell {
    party.isNumber ? .text(String(party.raw)) : .empty
  }
}
