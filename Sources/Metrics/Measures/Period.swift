package import Ingest

/// A day, an ISO week or a month of reports.
package struct Period: Hashable, Sendable {
  package enum Kind: Int, Hashable, Sendable, CaseIterable { case day, week, month }

  package var kind: Kind
  package var first: Day
  package var last: Day
  /// `2026-11-21`, `2026-W47`, `2026-11`: the folder's name.
  package var name: String

  /// The period of a kind that holds a day.
  package init(_ kind: Kind, holding day: Day) {
    self.kind = kind
    switch kind {
    case .day:
      first = day
      last = day
      name = day.description
    case .week:
      first = day - day.weekday
      last = first + 6
      // An ISO week belongs to the year of its Thursday.
      let year = (first + 3).civil.year
      let newYear = Day(number: Day.number(year: year, month: 1, day: 1))
      let week = ((first + 3).number - newYear.number) / 7 + 1
      name = digits(year, 4) + "-W" + digits(week, 2)
    case .month:
      let (year, month, _) = day.civil
      first = Day(number: Day.number(year: year, month: month, day: 1))
      last = first + (Day.length(ofMonth: month, year: year) - 1)
      name = digits(year, 4) + "-" + digits(month, 2)
    }
  }

  /// Parses a period's name; `nil` for anything else.
  package init?(_ text: String) {
    if let day = Day(text) {
      self.init(.day, holding: day)
    } else if let day = Day(text + "-01") {
      self.init(.month, holding: day)
    } else {
      let parts = text.split(separator: "-")
      guard parts.count == 2, parts[1].first == "W", let year = Int(parts[0]),
        let week = Int(parts[1].dropFirst()), (1...9999).contains(year), (1...53).contains(week)
      else { return nil }
      let fourth = Day(number: Day.number(year: year, month: 1, day: 4))
      self.init(.week, holding: fourth - fourth.weekday + 7 * (week - 1))
      guard name == text else { return nil }
    }
  }

  /// The period before, of the same kind.
  package var previous: Period { Period(kind, holding: first - 1) }

  /// Its days.
  package var days: ClosedRange<Int> { first.number...last.number }
}
