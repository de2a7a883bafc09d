/// A calendar date as the renderer needs it: figures only, no zone and no arithmetic.
struct ReportDate: Hashable, Sendable {
  /// The year, 1–9999.
  var year: Int
  /// The month, 1–12.
  var month: Int
  /// The day of the month, 1–31.
  var day: Int
}

/// What kind of period a report is about.
enum PeriodKind: String, CaseIterable, Sendable {
  case day, week, month
}

extension ReportFormat {
  /// `21 ноября 2026`, `21 November 2026`.
  func date(_ date: ReportDate) -> String {
    "\(date.day)\u{A0}\(monthInDate(date.month))\u{A0}\(date.year)"
  }

  /// A range of days, both ends included: `16–22 ноября 2026`, `30 ноября – 6 декабря 2026`.
  func dates(from first: ReportDate, through last: ReportDate) -> String {
    if first == last { return date(first) }
    if first.year != last.year { return "\(date(first)) – \(date(last))" }
    if first.month != last.month {
      return "\(first.day)\u{A0}\(monthInDate(first.month)) – \(date(last))"
    }
    return "\(first.day)\(Self.rangeDash)\(date(last))"
  }

  /// `Ноябрь 2026`: a month as a title.
  func month(_ month: Int, year: Int) -> String {
    "\(language.phrases.calendar.months[clamped: month - 1]) \(year)"
  }

  /// `ноябрь 2026`: a month within a sentence.
  func monthInText(_ month: Int, year: Int) -> String {
    let title = self.month(month, year: year)
    return language == .ru ? title.lowercased() : title
  }

  /// `ноя 26`: a month as a chart's label.
  func shortMonth(_ month: Int, year: Int) -> String {
    let short = language.phrases.calendar.shortMonths[clamped: month - 1]
    let lastTwo = ((year % 100) + 100) % 100
    return "\(short)\u{A0}\(lastTwo < 10 ? "0" : "")\(lastTwo)"
  }

  /// `Неделя 47, 2026`: an ISO week as a title.
  func week(_ week: Int, year: Int) -> String {
    "\(language.phrases.calendar.week) \(week), \(year)"
  }

  /// `21 ноября 2026, суббота`: a day as a title; the weekday is 0 for Monday to 6 for Sunday.
  func day(_ day: ReportDate, weekday: Int) -> String {
    "\(date(day)), \(language.phrases.calendar.weekdays[clamped: weekday])"
  }

  /// `пн`: a weekday as a label, 0 for Monday.
  func shortWeekday(_ weekday: Int) -> String {
    language.phrases.calendar.shortWeekdays[clamped: weekday]
  }

  /// `09:05`.
  func time(hour: Int, minute: Int) -> String {
    "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }

  private func monthInDate(_ month: Int) -> String {
    language.phrases.calendar.monthsInDates[clamped: month - 1]
  }
}

extension [String] {
  /// The element at `index`, or "–" past either end: a label, not a reason to stop a report.
  fileprivate subscript(clamped index: Int) -> String {
    indices.contains(index) ? self[index] : ReportFormat.undefined
  }
}
