/// The local days something holds for: `[from, to)`, open where `to` is `nil`.
package struct Validity: Hashable, Sendable {
  /// The first day.
  package var from: Day
  /// The first day that no longer counts.
  package var to: Day?

  /// Makes the days from `from` to the one before `to`.
  package init(from: Day, to: Day?) {
    self.from = from
    self.to = to
  }

  /// Whether it holds on a day.
  package func contains(_ day: Day) -> Bool {
    guard day >= from else { return false }
    guard let to else { return true }
    return day < to
  }

  /// Whether both hold on some day.
  package func overlaps(_ other: Validity) -> Bool {
    contains(other.from) || other.contains(from)
  }
}
