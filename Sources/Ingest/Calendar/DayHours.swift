/// The open hours of one kind of day, in minutes of its wall clock.
package struct DayHours: Hashable, Sendable {
  /// Minutes since midnight, `[from, to)`, ascending and apart from each other; 1,440 is 24:00.
  package let ranges: [Range<Int>]

  /// A day on which nobody is there.
  package static let closed = DayHours(sorted: [])
  /// A day open from 00:00 to 24:00.
  package static let allDay = DayHours(sorted: [0..<1440])

  private init(sorted ranges: [Range<Int>]) { self.ranges = ranges }

  /// Takes ranges in any order; those that touch become one.
  ///
  /// `nil` where one is empty, leaves 00:00–24:00, or overlaps another.
  package init?(_ ranges: [Range<Int>]) {
    var joined: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= 1440 else { return nil }
      guard let last = joined.last, last.upperBound >= range.lowerBound else {
        joined.append(range)
        continue
      }
      guard last.upperBound == range.lowerBound else { return nil }
      joined[joined.count - 1] = last.lowerBound..<range.upperBound
    }
    self.init(sorted: joined)
  }

  /// Parses `closed`, `09:00-21:00` or `09:00-13:00, 14:00-18:00`; `nil` for anything else.
  package init?(_ text: String) {
    if text == "closed" {
      self = .closed
      return
    }
    var ranges: [Range<Int>] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
        .map { DayHours.minute($0) }
      guard ends.count == 2, let from = ends[0], let to = ends[1], from < to else { return nil }
      ranges.append(from..<to)
    }
    self.init(ranges)
  }

  /// Minutes since midnight of `9:00`, `09:00` or `24:00`.
  private static func minute(_ text: Substring) -> Int? {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let hour = UInt8(parts[0]), let minute = UInt8(parts[1]), minute < 60,
      hour < 24 || (hour == 24 && minute == 0)
    else { return nil }
    return Int(hour) * 60 + Int(minute)
  }

  /// `closed` or `09:00-13:00,14:00-18:00`: one spelling for each value.
  package var text: String {
    guard !ranges.isEmpty else { return "closed" }
    return ranges.map { "\(clock($0.lowerBound))-\(clock($0.upperBound))" }.joined(separator: ",")
  }

  private func clock(_ minute: Int) -> String {
    "\(digits(minute / 60, 2)):\(digits(minute % 60, 2))"
  }
}
