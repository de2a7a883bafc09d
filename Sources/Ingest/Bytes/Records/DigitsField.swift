/// Why a cell is not a whole number.
package enum DigitsFault: Error, Hashable, Sendable {
  case empty
  case tooLong(limit: Int)
  case notADigit(byteOffset: Int)
}

/// Parses an unsigned count such as whole seconds.
///
/// A fraction is allowed and dropped (`${CDR(billsec,f)}` writes one): a duration counts in whole
/// seconds.
/// - Parameter field: One to nine ASCII digits, then maybe a point and further digits.
/// - Throws: ``DigitsFault``, with the first bad byte's offset in `field`.
/// - Complexity: O(1); no allocation.
package func parseCount(_ field: Span<UInt8>) throws(DigitsFault) -> Int {
  guard !field.isEmpty else { throw .empty }
  var value = 0
  for i in field.indices {
    let digit = field[i] &- UInt8(ascii: "0")
    guard digit < 10 else {
      guard field[i] == UInt8(ascii: "."), i > 0 else { throw .notADigit(byteOffset: i) }
      for j in (i + 1)..<field.count where field[j] &- 48 >= 10 {
        throw .notADigit(byteOffset: j)
      }
      return value
    }
    guard i < 9 else { throw .tooLong(limit: 9) }
    value = value * 10 + Int(digit)
  }
  return value
}

/// Parses a possibly negative amount into minor units (two digits), `1 234,50` or `-1234.5`.
///
/// - Parameters:
///   - field: Digits with at most two after the decimal sign; spaces (also no-break) group.
///   - decimal: The decimal sign's byte.
/// - Returns: `nil` for anything else.
package func parseMinorUnits(_ field: Span<UInt8>, decimal: UInt8) -> Int? {
  var value = 0
  var isNegative = false
  var digitsSeen = 0
  var fraction = -1
  for i in field.indices {
    let b = field[i]
    if b &- 48 < 10 {
      guard digitsSeen < 15, fraction < 2 else { return nil }
      value = value * 10 + Int(b &- 48)
      digitsSeen += 1
      if fraction >= 0 { fraction += 1 }
    } else if b == decimal, fraction < 0 {
      fraction = 0
    } else if b == 45, digitsSeen == 0, !isNegative {
      isNegative = true
    } else if b != 32 && b != 0xa0 && b != 0xc2 {
      return nil
    }
  }
  guard digitsSeen > 0 else { return nil }
  for _ in 0..<(2 - max(fraction, 0)) { value *= 10 }
  return isNegative ? -value : value
}
