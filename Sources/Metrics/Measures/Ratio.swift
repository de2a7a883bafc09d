/// A fraction of counts, kept whole so that a reader can audit it.
package struct Ratio: Hashable, Sendable {
  package var numerator: Int
  package var denominator: Int

  /// A fraction; `nil` where nothing counts towards the denominator.
  package init?(_ numerator: Int, of denominator: Int) {
    guard denominator > 0 else { return nil }
    self.numerator = numerator
    self.denominator = denominator
  }
}
