import BigInt
package import Ingest

/// An exact fraction of whole numbers of any size, in lowest terms.
package struct Rational: Hashable, Comparable, Sendable {
  private let numerator: BigInt
  /// Positive.
  private let denominator: BigInt

  package static let zero = Rational(0)

  private init(_ numerator: BigInt, over denominator: BigInt) {
    let divisor = numerator.greatestCommonDivisor(with: denominator)
    let sign: BigInt = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / divisor
    self.denominator = sign * denominator / divisor
  }

  /// A whole number.
  package init(_ whole: Int) {
    numerator = BigInt(whole)
    denominator = 1
  }

  /// A fraction; its denominator is not 0.
  package init(_ numerator: Int, _ denominator: Int) {
    precondition(denominator != 0, "a fraction over 0")
    self.init(BigInt(numerator), over: BigInt(denominator))
  }

  /// A decimal number, exactly.
  package init(_ decimal: DecimalFraction) { self.init(decimal.numerator, decimal.denominator) }

  package static func + (a: Rational, b: Rational) -> Rational {
    Rational(
      a.numerator * b.denominator + b.numerator * a.denominator,
      over: a.denominator * b.denominator)
  }

  package static func - (a: Rational, b: Rational) -> Rational {
    Rational(
      a.numerator * b.denominator - b.numerator * a.denominator,
      over: a.denominator * b.denominator)
  }

  package static func * (a: Rational, b: Rational) -> Rational {
    Rational(a.numerator * b.numerator, over: a.denominator * b.denominator)
  }

  /// The quotient; `b` is not 0.
  package static func / (a: Rational, b: Rational) -> Rational {
    precondition(b.numerator != 0, "division by 0")
    return Rational(a.numerator * b.denominator, over: a.denominator * b.numerator)
  }

  /// Orders by value.
  package static func < (a: Rational, b: Rational) -> Bool {
    a.numerator * b.denominator < b.numerator * a.denominator
  }

  /// The nearest multiple of `step`, the greater one where two are equally near.
  package func roundedHalfUp(toStep step: Int) -> Int {
    Int(clamping: (self / Rational(step)).nearest * BigInt(step))
  }

  /// With `decimals` digits after the point, half up: 1/8 is `0.13` with two.
  package func text(decimals: Int) -> String {
    let scale = BigInt(10).power(decimals)
    let scaled = (self * Rational(scale, over: 1)).nearest
    let sign = scaled < 0 ? "-" : ""
    let (whole, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: scale.magnitude)
    guard decimals > 0 else { return "\(sign)\(whole)" }
    let places = String(rest)
    return "\(sign)\(whole)." + String(repeating: "0", count: decimals - places.utf8.count) + places
  }

  /// The nearest whole number, half up: ⌊(2n + d) / 2d⌋.
  private var nearest: BigInt {
    let doubled = 2 * numerator + denominator
    let (quotient, remainder) = doubled.quotientAndRemainder(dividingBy: 2 * denominator)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
