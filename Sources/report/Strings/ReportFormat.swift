/// Writes numbers, shares, durations and money as a language does.
///
/// The rules are spelled out here, not taken from the system's locale: the same input must give the
/// same bytes on every machine.
struct ReportFormat: Sendable {
  /// The language that is written.
  var language: ReportLanguage

  /// What stands for an undefined value: 0/0 is neither 0 nor 1.
  static let undefined = "–"
  /// A space that neither breaks nor stretches, narrower than a word space.
  static let narrowSpace = "\u{202F}"
  /// A dash between two ends that do not part at a line's end.
  static let rangeDash = "\u{2060}–\u{2060}"
  /// The mathematical minus, as wide as a plus.
  static let minus = "\u{2212}"

  private var decimalSign: String { language == .ru ? "," : "." }
  private var groupSign: String { language == .ru ? Self.narrowSpace : "," }

  /// `1 234` or `1,234`; "–" where there is no value.
  func integer(_ value: Int?) -> String {
    guard let value else { return Self.undefined }
    return (value < 0 ? Self.minus : "") + grouped(String(value.magnitude))
  }

  /// `+12`, `−3`, `0`.
  func signed(_ value: Int?) -> String {
    guard let value else { return Self.undefined }
    return (value > 0 ? "+" : "") + integer(value)
  }

  /// A number with a fixed count of decimal digits, halves away from zero.
  func decimal(_ value: Double?, digits: Int = 1) -> String {
    guard let value, let parts = Self.fixed(value, digits: digits) else { return Self.undefined }
    let fraction = digits > 0 ? decimalSign + parts.fraction : ""
    return (parts.negative ? Self.minus : "") + grouped(parts.whole) + fraction
  }

  /// A number with its sign, `+1,5`; a value that rounds to zero has none.
  func signedDecimal(_ value: Double?, digits: Int = 1) -> String {
    let text = decimal(value, digits: digits)
    guard let value, value > 0, text.contains(where: { ("1"..."9").contains($0) }) else {
      return text
    }
    return "+" + text
  }

  /// A share of 0–1 as per cent: `83,1 %`.
  func percent(_ share: Double?, digits: Int = 1) -> String {
    guard let share, share.isFinite else { return Self.undefined }
    return decimal(share * 100, digits: digits) + Self.narrowSpace + "%"
  }

  /// A relative change: `+12,3 %`, `−4,0 %`.
  func signedPercent(_ change: Double?, digits: Int = 1) -> String {
    guard let change, change.isFinite else { return Self.undefined }
    return signedDecimal(change * 100, digits: digits) + Self.narrowSpace + "%"
  }

  /// A share as per cent, from its counts and without a detour over binary fractions.
  ///
  /// - Returns: "–" where the denominator is not positive.
  func percent(_ numerator: Int, of denominator: Int, digits: Int = 1) -> String {
    guard denominator > 0, digits >= 0, digits <= 4 else { return Self.undefined }
    // 2^40 × 200 × 10^4 stays below 2^62: nothing overflows.
    guard numerator.magnitude < 1 << 40, denominator < 1 << 40 else {
      return percent(Double(numerator) / Double(denominator), digits: digits)
    }
    let power = [1, 10, 100, 1000, 10_000][digits]
    let doubled = numerator.magnitude * UInt(200 * power)
    let units = (doubled + denominator.magnitude) / (2 * denominator.magnitude)
    let negative = numerator < 0 && units > 0
    let whole = grouped(String(units / UInt(power)))
    let fraction = digits > 0 ? decimalSign + Self.padded(units % UInt(power), to: digits) : ""
    return (negative ? Self.minus : "") + whole + fraction + Self.narrowSpace + "%"
  }

  /// A difference of two shares in percentage points, such as `+3,2 п. п.` with its sign.
  func points(_ difference: Double?, digits: Int = 1) -> String {
    guard let difference, difference.isFinite else { return Self.undefined }
    return signedDecimal(difference * 100, digits: digits) + "\u{A0}"
      + language.phrases.units.points
  }

  /// Two shares as a range: `81,0–85,2 %`.
  func percentRange(_ low: Double?, _ high: Double?, digits: Int = 1) -> String {
    guard let low, let high, low.isFinite, high.isFinite else { return Self.undefined }
    return decimal(low * 100, digits: digits) + Self.rangeDash
      + decimal(high * 100, digits: digits) + Self.narrowSpace + "%"
  }

  /// The interval of a difference of shares, such as `от −1,2 до +3,4 п. п.` in points.
  func pointsInterval(_ low: Double?, _ high: Double?, digits: Int = 1) -> String {
    guard let low, let high, low.isFinite, high.isFinite else { return Self.undefined }
    return language.phrases.fromTo(
      signedDecimal(low * 100, digits: digits), signedDecimal(high * 100, digits: digits))
      + "\u{A0}" + language.phrases.units.points
  }

  /// A length of time: `12 с`, `3 мин 05 с`, `2 ч 10 мин`, `3 д 4 ч`.
  func duration(seconds: Int?) -> String {
    guard let seconds else { return Self.undefined }
    let units = language.phrases.units
    let sign = seconds < 0 ? Self.minus : ""
    let total = seconds.magnitude
    func pair(_ major: UInt, _ majorUnit: String, _ minor: UInt, _ minorUnit: String) -> String {
      let head = sign + grouped(String(major)) + "\u{A0}" + majorUnit
      guard minor > 0 else { return head }
      return head + "\u{A0}" + Self.padded(minor, to: 2) + "\u{A0}" + minorUnit
    }
    switch total {
    case ..<60: return sign + String(total) + "\u{A0}" + units.second
    case ..<3600: return pair(total / 60, units.minute, total % 60, units.second)
    case ..<86_400: return pair(total / 3600, units.hour, total % 3600 / 60, units.minute)
    default: return pair(total / 86_400, units.day, total % 86_400 / 3600, units.hour)
    }
  }

  /// An amount of money from minor units: `20 000,00 ₽`.
  func money(minor: Int?, currency: String) -> String {
    guard let minor else { return Self.undefined }
    let magnitude = minor.magnitude
    let amount =
      (minor < 0 ? Self.minus : "") + grouped(String(magnitude / 100)) + decimalSign
      + Self.padded(magnitude % 100, to: 2)
    return amount + "\u{A0}" + Self.symbol(of: currency)
  }

  /// A count with its noun in the right form: `5 звонков`.
  func count(_ value: Int, _ noun: CountedNoun) -> String {
    integer(value) + "\u{A0}" + noun.form(for: value, in: language)
  }

  /// The sign of a currency where it has one that every reader knows, else its code.
  private static func symbol(of currency: String) -> String {
    switch currency {
    case "RUB": "₽"
    case "EUR": "€"
    case "USD": "$"
    case "KZT": "₸"
    default: currency
    }
  }

  private func grouped(_ digits: String) -> String {
    guard digits.utf8.count > 3 else { return digits }
    var result = ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.utf8.count - position).isMultiple(of: 3) { result += groupSign }
      result.append(digit)
    }
    return result
  }

  private static func padded(_ value: UInt, to width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }

  /// Whole and fractional digits of a number, rounded half away from zero.
  private static func fixed(
    _ value: Double, digits: Int
  ) -> (negative: Bool, whole: String, fraction: String)? {
    guard value.isFinite, digits >= 0, digits <= 6 else { return nil }
    let power = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000][digits]
    // Below 2^53 every whole number is exact as a Double; no figure of a shop comes near.
    guard value.magnitude * Double(power) < 9e15 else { return nil }
    let units = UInt((value.magnitude * Double(power)).rounded(.toNearestOrAwayFromZero))
    return (
      value < 0 && units > 0, String(units / UInt(power)), padded(units % UInt(power), to: digits)
    )
  }
}
