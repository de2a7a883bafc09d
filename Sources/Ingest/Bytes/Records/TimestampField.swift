/// A time on a wall clock that has no zone yet.
package struct LocalTime: Hashable, Sendable {
  /// The calendar day.
  package var day: Day
  /// Seconds since midnight, 0–86,399.
  package var second: Seconds

  /// Seconds since 1970-01-01T00:00:00 on that clock.
  package var clock: Int { day.number * 86_400 + second }
}

/// Why a cell is not a time.
package enum TimestampFault: Error, Hashable, Sendable {
  case empty
  case malformed
  /// `0000-00-00 …` or `1000-01-01 …`: what MySQL writes for "none".
  case placeholder
}

/// Parses `2026-09-01 09:15:00` (also with `T` between, and with a fraction, which is dropped).
///
/// - Complexity: O(1); no allocation.
package func parseTimestamp(_ field: Span<UInt8>) throws(TimestampFault) -> LocalTime {
  guard !field.isEmpty else { throw .empty }
  guard field.count >= 19, field[4] == 45, field[7] == 45, field[10] == 32 || field[10] == 84,
    field[13] == 58, field[16] == 58
  else { throw .malformed }
  if field.count > 19, field[19] != 46 { throw .malformed }
  let year = twoDigits(field, 0) * 100 + twoDigits(field, 2)
  let month = twoDigits(field, 5)
  let day = twoDigits(field, 8)
  let second = twoDigits(field, 11) * 3600 + twoDigits(field, 14) * 60 + twoDigits(field, 17)
  // A cell that is not digits gives a number far outside every range.
  guard year >= 0, month >= 0, day >= 0, second >= 0, year < 10_000 else { throw .malformed }
  if year == 0 || (year == 1000 && month == 1 && day == 1) { throw .placeholder }
  guard (1...12).contains(month), day >= 1, day <= Day.length(ofMonth: month, year: year),
    twoDigits(field, 11) < 24, twoDigits(field, 14) < 60, twoDigits(field, 17) < 60
  else { throw .malformed }
  return LocalTime(
    day: Day(number: Day.number(year: year, month: month, day: day)), second: second)
}

/// Two ASCII digits as a number, or a large negative one.
private func twoDigits(_ field: Span<UInt8>, _ at: Int) -> Int {
  let tens = Int(field[at]) - 48
  let ones = Int(field[at + 1]) - 48
  guard tens >= 0, tens < 10, ones >= 0, ones < 10 else { return -1_000_000 }
  return tens * 10 + ones
}

/// How an export writes times.
///
/// `dd.MM.yyyy HH:mm:ss`, `yyyy-MM-dd HH:mm`, `M/d/yyyy h:mm a` and so on.
///
/// Letters as in Unicode TR 35: y M d H h m s a, plus `Z` for an offset (`+0500`, `+05:00`, `Z`);
/// a single letter takes one or two digits.
package struct TimestampPattern: Hashable, Sendable {
  private enum Part: Hashable {
    case year(Int)
    case month(Int)
    case day(Int)
    case hour(Int)
    case hour12(Int)
    case minute(Int)
    case second(Int)
    case halfDay
    case offset
    case literal(UInt8)
  }

  /// The pattern as it was written.
  package let text: String
  private let parts: [Part]

  /// Compiles a pattern; `nil` where it has an unknown letter or lacks day, month or year.
  package init?(_ text: String) {
    self.text = text
    var parts: [Part] = []
    let bytes = Array(text.utf8)
    var i = 0
    while i < bytes.count {
      var run = 1
      while i + run < bytes.count, bytes[i + run] == bytes[i] { run += 1 }
      switch bytes[i] {
      case UInt8(ascii: "y"): parts.append(.year(run))
      case UInt8(ascii: "M"): parts.append(.month(run))
      case UInt8(ascii: "d"): parts.append(.day(run))
      case UInt8(ascii: "H"): parts.append(.hour(run))
      case UInt8(ascii: "h"): parts.append(.hour12(run))
      case UInt8(ascii: "m"): parts.append(.minute(run))
      case UInt8(ascii: "s"): parts.append(.second(run))
      case UInt8(ascii: "a"): parts.append(.halfDay)
      case UInt8(ascii: "Z"): parts.append(.offset)
      case let b where (b | 0x20) >= 97 && (b | 0x20) <= 122 && b != UInt8(ascii: "T"): return nil
      default: for _ in 0..<run { parts.append(.literal(bytes[i])) }
      }
      i += run
    }
    let letters = Set(text.unicodeScalars)
    guard letters.contains("y"), letters.contains("M"), letters.contains("d") else { return nil }
    self.parts = parts
  }

  /// Reads a cell: the local time, and the distance to UTC where the cell has one.
  package func parse(
    _ field: Span<UInt8>
  ) throws(TimestampFault) -> (time: LocalTime, offset: Seconds?) {
    guard !field.isEmpty else { throw .empty }
    var i = 0
    var (year, month, day, hour, minute, second) = (0, 0, 0, 0, 0, 0)
    var isAfternoon: Bool?
    var offset: Seconds?
    func number(_ width: Int, most: Int) throws(TimestampFault) -> Int {
      let least = width == 1 ? 1 : width
      var value = 0
      var taken = 0
      while i < field.count, taken < most, field[i] &- 48 < 10 {
        value = value * 10 + Int(field[i] &- 48)
        i += 1
        taken += 1
      }
      guard taken >= least else { throw .malformed }
      return value
    }
    for part in parts {
      switch part {
      case .year(let width):
        year = try number(width, most: max(width, width == 1 ? 4 : width))
        if width == 2 { year += 2000 }
      case .month(let width): month = try number(width, most: 2)
      case .day(let width): day = try number(width, most: 2)
      case .hour(let width), .hour12(let width): hour = try number(width, most: 2)
      case .minute(let width): minute = try number(width, most: 2)
      case .second(let width): second = try number(width, most: 2)
      case .halfDay:
        guard i + 1 < field.count else { throw .malformed }
        let letter = field[i] | 0x20
        guard letter == 97 || letter == 112, field[i + 1] | 0x20 == 109 else { throw .malformed }
        isAfternoon = letter == 112
        i += 2
      case .offset:
        guard i < field.count else { throw .malformed }
        if field[i] == UInt8(ascii: "Z") {
          offset = 0
          i += 1
        } else {
          guard field[i] == 43 || field[i] == 45 else { throw .malformed }
          let sign = field[i] == 43 ? 1 : -1
          i += 1
          let hours = try number(2, most: 2)
          if i < field.count, field[i] == 58 { i += 1 }
          offset = sign * (hours * 3600 + (try number(2, most: 2)) * 60)
        }
      case .literal(let byte):
        guard i < field.count, field[i] == byte else { throw .malformed }
        i += 1
      }
    }
    guard i == field.count else { throw .malformed }
    if year == 0 || year == 1000 { throw .placeholder }
    if let isAfternoon {
      guard (1...12).contains(hour) else { throw .malformed }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    guard let date = Day(year: year, month: month, day: day), hour < 24, minute < 60, second < 60
    else { throw .malformed }
    return (LocalTime(day: date, second: hour * 3600 + minute * 60 + second), offset)
  }
}
