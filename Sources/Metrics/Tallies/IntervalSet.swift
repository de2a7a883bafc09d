package import Ingest

/// Stretches of time that neither overlap nor touch, in order: what is on in any of them is on once.
///
/// A commutative monoid under `merge`, which is their union.
package struct IntervalSet: Hashable, Sendable {
  /// The time `[start, end)`.
  package struct Stretch: Hashable, Sendable {
    /// The first second.
    package var start: Instant
    /// The first second after it.
    package var end: Instant
  }

  /// In order of time; each is longer than nothing, and ends before the next begins.
  package private(set) var stretches: [Stretch] = []

  /// No time.
  package init() {}

  /// The time `[start, end)`; none where it ends before it begins.
  package init(from start: Instant, to end: Instant) { insert(from: start, to: end) }

  /// Whether there is no time in it.
  package var isEmpty: Bool { stretches.isEmpty }

  /// How long all stretches last together.
  package var total: Seconds { stretches.reduce(0) { $0 + ($1.end - $1.start) } }

  /// Adds the time `[start, end)`; nothing where it ends before it begins.
  /// - Complexity: O(1) behind the last stretch, else O(n).
  package mutating func insert(from start: Instant, to end: Instant) {
    guard start < end else { return }
    var low = 0
    var high = stretches.count
    if let last = stretches.last, last.end < start {
      low = high
    }
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].end < start { low = middle + 1 } else { high = middle }
    }
    var whole = Stretch(start: start, end: end)
    var after = low
    while after < stretches.count, stretches[after].start <= end {
      whole.start = min(whole.start, stretches[after].start)
      whole.end = max(whole.end, stretches[after].end)
      after += 1
    }
    stretches.replaceSubrange(low..<after, with: CollectionOfOne(whole))
  }

  /// Adds all time of another set.
  package mutating func merge(_ other: IntervalSet) {
    for stretch in other.stretches { insert(from: stretch.start, to: stretch.end) }
  }

  /// The time that is in either set.
  package func union(_ other: IntervalSet) -> IntervalSet {
    var sum = self
    sum.merge(other)
    return sum
  }

  /// The time that is in both sets.
  package func intersection(_ other: IntervalSet) -> IntervalSet {
    var both = IntervalSet()
    var i = 0
    var j = 0
    while i < stretches.count, j < other.stretches.count {
      let (a, b) = (stretches[i], other.stretches[j])
      both.insert(from: max(a.start, b.start), to: min(a.end, b.end))
      if a.end < b.end { i += 1 } else { j += 1 }
    }
    return both
  }

  /// The time that is in this set and not in the other.
  package func subtracting(_ other: IntervalSet) -> IntervalSet {
    var rest = IntervalSet()
    var j = 0
    for stretch in stretches {
      var start = stretch.start
      while j < other.stretches.count, other.stretches[j].end <= start { j += 1 }
      var k = j
      while k < other.stretches.count, other.stretches[k].start < stretch.end {
        rest.insert(from: start, to: other.stretches[k].start)
        start = max(start, other.stretches[k].end)
        k += 1
      }
      rest.insert(from: start, to: stretch.end)
    }
    return rest
  }
}
