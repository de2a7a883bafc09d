import Ingest
import Yams

extension OpenHours {
  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  /// Ten years: a longer run of exceptions is a mistyped year.
  private static let longestException = 3660

  /// Reads `weekly` and `exceptions`; what is left out is `inherited`'s.
  init(reading section: SectionReader, inheriting inherited: OpenHours, recordingAs path: String) {
    let weekly =
      section.has("weekly")
      ? OpenHours.week(section.section("weekly", .weekly)) : inherited.weekly
    let exceptions =
      section.has("exceptions")
      ? OpenHours.exceptions(section.section("exceptions", .exceptions)) : inherited.exceptions
    self.init(weekly: weekly, exceptions: exceptions)
    section.log.record(path, text)
  }

  private static func week(_ section: SectionReader) -> [DayHours] {
    var days = [DayHours?](repeating: nil, count: 7)
    for (name, key, value) in section.entries {
      let hours = dayHours(value, in: section, key: name)
      let ends = name.split(separator: "-", omittingEmptySubsequences: false)
        .map { weekdays.firstIndex(of: String($0)) }
      guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
        first <= last
      else {
        section.log.report(
          key.mark, key: section.table.full(name),
          "expected a weekday or a range of them such as mon-fri",
          remedy: "Use mon, tue, wed, thu, fri, sat and sun, the earlier one first.")
        continue
      }
      for day in first...last {
        if days[day] != nil {
          section.log.report(
            key.mark, key: section.table.full(name), "expected \(weekdays[day]) once",
            remedy: "Give each weekday one entry.")
        }
        days[day] = hours
      }
    }
    let missing = weekdays.indices.filter { days[$0] == nil }.map { weekdays[$0] }
    // A mapping that is none has been reported.
    if !missing.isEmpty, !section.entries.isEmpty {
      section.log.report(
        section.mark, key: section.table.path,
        "expected all seven weekdays, without hours are \(missing.joined(separator: ", "))",
        remedy: "Add them; `\(missing[0]): closed` for a day off.")
    }
    return days.map { $0 ?? .closed }
  }

  private static func exceptions(_ section: SectionReader) -> [Day: DayHours] {
    var days: [Day: DayHours] = [:]
    for (name, key, value) in section.entries {
      let hours = dayHours(value, in: section, key: name)
      guard let range = range(name) else {
        section.log.report(
          key.mark, key: section.table.full(name),
          "expected a day such as 2026-03-07, or 2026-01-01..2026-01-08 with both ends",
          remedy: "Write year-month-day; a range runs forward and at most ten years.")
        continue
      }
      var isRepeated = false
      for number in range.lowerBound.number...range.upperBound.number {
        let old = days.updateValue(hours, forKey: Day(number: number))
        isRepeated = isRepeated || old != nil
      }
      if isRepeated {
        section.log.report(
          key.mark, key: section.table.full(name),
          "expected each day once, another entry has one too",
          remedy: "Let ranges end before the day that has hours of its own.")
      }
    }
    return days
  }

  private static func range(_ text: String) -> ClosedRange<Day>? {
    guard let dots = text.firstRange(of: "..") else { return Day(text).map { $0...$0 } }
    guard let first = Day(text[..<dots.lowerBound]), let last = Day(text[dots.upperBound...]),
      first <= last, last.number - first.number < longestException
    else { return nil }
    return first...last
  }

  private static func dayHours(_ node: Node, in section: SectionReader, key: String) -> DayHours {
    if case .sequence(let sequence) = node {
      let texts = sequence.compactMap { section.scalar($0, .dayHours, key: key) }
      guard let hours = DayHours(texts.flatMap(\.ranges)) else {
        section.log.report(
          node.mark, key: section.table.full(key), "expected ranges that do not overlap",
          remedy: "Join or shorten them.")
        return .closed
      }
      return hours
    }
    return section.scalar(node, .dayHours, key: key) ?? .closed
  }
}

extension ValueKind where Value == DayHours {
  static var dayHours: Self {
    Self(
      expected: "closed, or hours such as 09:00-21:00 or \"09:00-13:00, 14:00-18:00\"",
      remedy:
        "Write hours of one day, until 24:00 at most; a night goes into two days' entries.",
      parse: { DayHours($0.string) }, spell: { $0.text })
  }
}

extension Config.Queue {
  init(reading section: SectionReader, id: String, zone: Zone, hours: OpenHours) {
    self.init(
      id: id, name: section.value("name", .text) ?? id,
      zone: section.value("timezone", .zone) ?? zone,
      hours: OpenHours(
        reading: section.section("hours", .hours), inheriting: hours,
        recordingAs: "queues.\(id).hours"))
  }
}
