/// A decimal number as it was written: an integer over a power of ten, never a binary fraction.
///
/// `0.80` and `0.8` are equal; both are 8 / 10.
package struct DecimalFraction: Hashable, Comparable, Sendable {
  /// The digits without their point, without trailing zeros after it.
  package let numerator: Int
  /// 1, 10, 100, … 1,000,000,000.
  package let denominator: Int

  /// A whole number.
  package init(_ whole: Int) {
    numerator = whole
    denominator = 1
  }

  /// Whether `part` is more than this share of `whole`.
  package func isExceeded(by part: Int, of whole: Int) -> Bool {
    part * denominator > whole * numerator
  }

  /// Parses `12`, `-0.5`, `1.20`; at most nine digits before and nine after the point.
  ///
  /// `nil` for anything else: no exponent, no plus, no blank, no comma.
  package init?(_ text: some StringProtocol) {
    let negative = text.first == "-"
    let parts = text.dropFirst(negative ? 1 : 0)
      .split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ (1...9).contains($0.utf8.count) }),
      parts.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } })
    else { return nil }
    var numerator = 0
    var denominator = 1
    for (index, part) in parts.enumerated() {
      for digit in part.utf8 {
        numerator = numerator * 10 + Int(digit - 0x30)  // at most 18 digits: fits 63 bits
        if index == 1 { denominator *= 10 }
      }
    }
    while denominator > 1, numerator % 10 == 0 {
      numerator /= 10
      denominator /= 10
    }
    self.numerator = negative ? -numerator : numerator
    self.denominator = denominator
  }

  /// Orders by value.
  package static func < (a: DecimalFraction, b: DecimalFraction) -> Bool {
    let left = a.numerator.multipliedFullWidth(by: b.denominator)
    let right = b.numerator.multipliedFullWidth(by: a.denominator)
    return (left.high, left.low) < (right.high, right.low)
  }

  /// The value in hundredths, which is what minor units of money are; `nil` if it is not whole.
  package var hundredths: Int? {
    guard denominator <= 100 else { return nil }
    return numerator * (100 / denominator)
  }

  /// `0.8`, `12`, `-1.25`: one spelling for each value.
  package var text: String {
    let magnitude = Int(numerator.magnitude)
    let sign = numerator < 0 ? "-" : ""
    guard denominator > 1 else { return "\(sign)\(magnitude)" }
    let places = String(denominator).utf8.count - 1
    return "\(sign)\(magnitude / denominator).\(digits(magnitude % denominator, places))"
  }
}
