/// The 95 % interval of a proportion by Wilson's score method.
///
/// Source: E. B. Wilson, JASA 22 (1927).
package func wilson(_ successes: Int, of trials: Int) -> (low: Double, high: Double)? {
  guard trials > 0 else { return nil }
  let z = 1.959_963_984_540_054
  let n = Double(trials)
  let p = Double(successes) / n
  let center = (p + z * z / (2 * n)) / (1 + z * z / n)
  let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
  return (max(0, center - half), min(1, center + half))
}

/// The 95 % interval of the difference of two proportions.
///
/// Source: R. G. Newcombe, Statistics in Medicine 17 (1998), method 10.
package func newcombe(
  _ k1: Int, of n1: Int, minus k2: Int, of n2: Int
) -> (low: Double, high: Double) {
  guard let a = wilson(k1, of: n1), let b = wilson(k2, of: n2) else { return (-1, 1) }
  let p1 = Double(k1) / Double(n1)
  let p2 = Double(k2) / Double(n2)
  func square(_ x: Double) -> Double { x * x }
  return (
    p1 - p2 - (square(p1 - a.low) + square(b.high - p2)).squareRoot(),
    p1 - p2 + (square(a.high - p1) + square(p2 - b.low)).squareRoot()
  )
}
