/// A calendar day without a zone, counted from 1970-01-01 (proleptic Gregorian).
package struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01.
  package var number: Int

  /// Makes a day from its distance to 1970-01-01.
  @inlinable
  package init(number: Int) { self.number = number }

  /// Makes a day from year, month (1–12) and day of the month (1–31); `nil` where the calendar has
  /// no such day.
  ///
  /// Years 1–9999.
  @inlinable
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    number = Day.number(year: year, month: month, day: day)
  }

  /// Parses `2026-11-21`; `nil` for anything else, signs included.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, !text.utf8.contains(UInt8(ascii: "+")), parts[0].utf8.count == 4,
      parts[1].utf8.count == 2,
      parts[2].utf8.count == 2, let year = UInt16(parts[0]), let month = UInt8(parts[1]),
      let day = UInt8(parts[2])
    else { return nil }
    self.init(year: Int(year), month: Int(month), day: Int(day))
  }

  /// Days since 1970-01-01 of a date that is known to be one.
  ///
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
  @inlinable
  package static func number(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The number of days in a month.
  @inlinable
  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Year, month (1–12) and day of the month (1–31).
  package var civil: (year: Int, month: Int, day: Int) {
    let z = number + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
    )
  }

  /// 0 for Monday to 6 for Sunday (1970-01-01 was a Thursday).
  package var weekday: Int { ((number + 3) % 7 + 7) % 7 }

  /// `2026-11-21`.
  package var description: String {
    let (year, month, day) = civil
    return digits(year, 4) + "-" + digits(month, 2) + "-" + digits(day, 2)
  }

  /// Orders by date.
  @inlinable
  package static func < (a: Day, b: Day) -> Bool { a.number < b.number }

  /// The day `days` later.
  @inlinable
  package static func + (a: Day, days: Int) -> Day { Day(number: a.number + days) }

  /// The day `days` earlier.
  @inlinable
  package static func - (a: Day, days: Int) -> Day { Day(number: a.number - days) }
}

/// `value` in decimal, padded with zeros to `width`.
package func digits(_ value: Int, _ width: Int) -> String {
  let text = String(value)
  return text.utf8.count >= width ? text : String(repeating: "0", count: width - text.count) + text
}
