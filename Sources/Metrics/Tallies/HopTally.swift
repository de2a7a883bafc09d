/// What became of callers at one station of their way to a person: a queue, or phones that were
/// dialled together, by how many stations came before.
///
/// Source: docs/metrics.md#the-way-to-a-person.
package struct HopTally: Tally {
  package static let kind = "hop"
  package static let version = 1

  /// A person answered here.
  package var answered = 0
  /// Went on to the next station.
  package var passedOn = 0
  /// The way ended here, unanswered.
  package var left = 0
  /// The log lost what became of the caller here.
  package var unknown = 0
  /// Seconds from entering the first station to the bridge, of those answered here.
  package var waits = Histogram()

  package init() {}

  package static var counts: [any WritableKeyPath<HopTally, Int> & Sendable] {
    [\.answered, \.passedOn, \.left, \.unknown]
  }
  package static var histograms: [any WritableKeyPath<HopTally, Histogram> & Sendable] {
    [\.waits]
  }

  /// Callers who came here.
  package var entered: Int { answered + passedOn + left + unknown }
}
