import Ingest
import Metrics

extension Transaction {
  /// Replaces a kind's tallies of a day.
  func replace<T: Tally>(day: Day, _ tallies: [String: T]) throws {
    try replaceTallies(
      kind: T.kind, day: day, version: T.version,
      tallies.sorted { $0.key < $1.key }.map { (key: $0.key, bytes: $0.value.encoded) })
  }

  /// Replaces a kind's tallies of the days on which they are not what is stored.
  /// - Parameter days: Also those on which there is nothing any more.
  /// - Returns: The days that changed.
  func replace<T: Tally>(
    whereDifferent tallies: [Day: [String: T]], among days: some Sequence<Day>
  ) throws -> [Day] {
    var changed: [Day] = []
    for day in days {
      let now = tallies[day] ?? [:]
      guard try merged(T.self, from: day, to: day) != now else { continue }
      try replace(day: day, now)
      changed.append(day)
    }
    return changed
  }

  /// Merges a kind's tallies of the days `[from, to]`, by key.
  func merged<T: Tally>(_ kind: T.Type, from: Day, to: Day) throws -> [String: T] {
    var result: [String: T] = [:]
    try tallies(kind: T.kind, from: from, to: to, version: T.version) { key, _, bytes in
      if let tally = T(encoded: bytes) { result[key, default: T()].merge(tally) }
    }
    return result
  }
}
