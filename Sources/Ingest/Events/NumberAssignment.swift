/// What a number of ours stood for, and when.
package struct NumberAssignment: Hashable, Sendable {
  /// E.164 digits, such as 73512200000.
  package var number: Int64
  /// The site section it is printed in; `nil` for a general number.
  package var section: String?
  /// The days it holds for.
  package var validity: Validity
  /// What the number costs a month, in minor units; `nil` if not given.
  package var monthlyCost: Int?
  /// The row's line in numbers.csv, 1-based.
  package var sourceLine: Int
}
