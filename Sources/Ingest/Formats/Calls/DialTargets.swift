/// The outside number among the first argument of Dial(): `PJSIP/79161112233@provider,30`.
///
/// A shop that forwards its calls dials mobiles under its own number; only the argument tells whose.
enum DialTargets {
  /// An extension has six digits or fewer.
  private static let shortest = 7
  /// MySQL's column for the argument cuts it here, in mid-number too.
  private static let cut = 80

  /// The number's bytes; `nil` where there is none, or two that differ: then nothing says which one
  /// a row is about.
  static func number(in bytes: Span<UInt8>, _ data: Range<Int>) -> Range<Int>? {
    var found: Range<Int>?
    var start = data.lowerBound
    while start < data.upperBound {
      var end = start
      while end < data.upperBound, bytes[end] != 38, bytes[end] != 44, bytes[end] != 124 {
        end += 1
      }
      let isWhole = end < data.upperBound || data.count < cut
      if isWhole, let number = number(ofTarget: start..<end, bytes) {
        if let other = found, !isSame(bytes, number, other) { return nil }
        found = number
      }
      // A comma, or a bar in old dialplans, ends the targets.
      guard end < data.upperBound, bytes[end] == 38 else { break }
      start = end + 1
    }
    return found
  }

  /// What follows the last slash before an `@`: `79161112233` of `SIP/provider/79161112233`,
  /// `PJSIP/79161112233@provider` and `Local/79161112233@from-internal/n`.
  private static func number(ofTarget target: Range<Int>, _ bytes: Span<UInt8>) -> Range<Int>? {
    var end = target.lowerBound
    while end < target.upperBound, bytes[end] != 64 { end += 1 }
    var start = end
    while start > target.lowerBound, bytes[start - 1] &- 48 < 10 { start -= 1 }
    guard end - start >= shortest, start > target.lowerBound else { return nil }
    if bytes[start - 1] == 43 { start -= 1 }  // +
    let before = start > target.lowerBound ? bytes[start - 1] : 0
    return before == 47 || before == 58 ? start..<end : nil  // `/`, or the colon of `sip:`
  }

  /// Whether two spellings end in the same ten digits: 8…, 7… and +7… are one number.
  static func isSame(_ bytes: Span<UInt8>, _ a: Range<Int>, _ b: Range<Int>?) -> Bool {
    guard let b else { return false }
    let length = min(10, a.count, b.count)
    guard length >= shortest else { return false }
    for i in 1...length where bytes[a.upperBound - i] != bytes[b.upperBound - i] { return false }
    return true
  }
}
