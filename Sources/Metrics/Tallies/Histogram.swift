/// Whole values and how often each occurred: exact, mergeable, quantiles without error.
package struct Histogram: Hashable, Sendable {
  /// Value → count, counts > 0.
  package private(set) var counts: [Int: Int] = [:]

  /// An empty histogram.
  package init() {}

  /// How many values were recorded.
  package var total: Int { counts.values.reduce(0, +) }

  /// Sum of all values.
  package var sum: Int { counts.reduce(0) { $0 + $1.key * $1.value } }

  /// Records a value.
  package mutating func record(_ value: Int, count: Int = 1) {
    if count != 0 { counts[value, default: 0] += count }
  }

  /// Adds another histogram's values.
  package mutating func merge(_ other: Histogram) {
    for (value, count) in other.counts { counts[value, default: 0] += count }
  }

  /// How many values are at most `limit`.
  package func count(upTo limit: Int) -> Int {
    counts.reduce(0) { $1.key <= limit ? $0 + $1.value : $0 }
  }

  /// The value of nearest rank: the smallest with at least `percent` % of all values at or below it.
  ///
  /// DuckDB's `quantile_disc`. `nil` where nothing was recorded.
  package func quantile(percent: Int) -> Int? {
    let total = total
    guard total > 0 else { return nil }
    let rank = max(1, (total * percent + 99) / 100)
    var seen = 0
    for (value, count) in sorted {
      seen += count
      if seen >= rank { return value }
    }
    return nil
  }

  /// Values in ascending order with their counts.
  package var sorted: [(value: Int, count: Int)] {
    counts.sorted { $0.key < $1.key }.map { (value: $0.key, count: $0.value) }
  }
}
