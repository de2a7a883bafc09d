/// When a shop, or one of its queues, has people on the phone: hours by weekday, and exceptions.
///
/// The hours are wall-clock hours; lengths are real elapsed seconds, so that an open hour that
/// comes twice in autumn counts twice, and one that is skipped in spring not at all. Ranges are
/// `[from, to)`. The zone is a parameter, because one week may hold in several cities.
package struct OpenHours: Hashable, Sendable {
  /// How far ahead an opening is looked for: past a year of closed days there is none.
  package static let horizon = 400

  /// Open from 00:00 to 24:00 on every day.
  package static let always = OpenHours(
    weekly: Array(repeating: .allDay, count: 7), exceptions: [:])

  /// Monday to Sunday.
  package let weekly: [DayHours]
  /// The days that follow their own hours instead of their weekday's.
  package let exceptions: [Day: DayHours]

  /// Words of 64 minutes for each of a week's days, then for each kind of exception.
  private let minutes: [UInt64]
  /// From `firstException` on, which seven-plus-nth day of `minutes` holds; 0 is none.
  private let exceptionKinds: [UInt16]
  private let firstException: Int
  private static let wordsPerDay = 23  // 1,440 minutes / 64, rounded up

  /// Makes the hours of a week and the days that differ.
  ///
  /// - Parameters:
  ///   - weekly: Seven days, Monday first.
  ///   - exceptions: Days between 1970 and 2099; others are never looked up.
  package init(weekly: [DayHours], exceptions: [Day: DayHours]) {
    precondition(weekly.count == 7, "a week has seven days")
    self.weekly = weekly
    self.exceptions = exceptions
    var minutes = weekly.flatMap(OpenHours.words)
    var kinds: [DayHours: UInt16] = [:]
    let days = exceptions.keys.filter { (0..<47_482).contains($0.number) }.sorted()
    firstException = days.first?.number ?? 0
    var table = [UInt16](repeating: 0, count: days.last.map { $0.number - days[0].number + 1 } ?? 0)
    for day in days {
      guard let hours = exceptions[day] else { continue }
      let kind = kinds[hours] ?? UInt16(kinds.count + 1)
      if kinds[hours] == nil {
        kinds[hours] = kind
        minutes += OpenHours.words(hours)
      }
      table[day.number - firstException] = kind
    }
    self.minutes = minutes
    exceptionKinds = table
  }

  private static func words(_ hours: DayHours) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: wordsPerDay)
    for minute in hours.ranges.joined() { words[minute >> 6] |= 1 << UInt64(minute & 63) }
    return words
  }

  /// The hours of a calendar day.
  package func hours(on day: Day) -> DayHours {
    exceptions[day] ?? weekly[day.weekday]
  }

  /// Whether the wall clock in `zone` shows an open minute at `instant`.
  ///
  /// - Complexity: That of ``Zone/offset(at:)``; no allocation.
  package func isOpen(at instant: Instant, zone: Zone) -> Bool {
    let local = instant.epoch + zone.offset(at: instant)
    let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    let minute = (local - day * 86_400) / 60
    var kind = ((day + 3) % 7 + 7) % 7
    let exception = day - firstException
    if exception >= 0, exception < exceptionKinds.count, exceptionKinds[exception] != 0 {
      kind = 6 + Int(exceptionKinds[exception])
    }
    return minutes[kind * OpenHours.wordsPerDay + minute >> 6] >> UInt64(minute & 63) & 1 == 1
  }

  /// The seconds of `[start, end)` that lie in open hours; 0 where `end` is not after `start`.
  package func openSeconds(from start: Instant, to end: Instant, zone: Zone) -> Seconds {
    var total = 0
    forEachOpening(from: start, to: end, zone: zone) { from, to in
      total += to - from
      return .further
    }
    return total
  }

  /// The first moment by which `seconds` open ones have gone by since `start`.
  ///
  /// - Returns: `start` itself for 0; `nil` if that is not reached within ``horizon`` days.
  package func instant(
    afterOpenSeconds seconds: Seconds, from start: Instant, zone: Zone
  ) -> Instant? {
    guard seconds > 0 else { return start }
    var left = seconds
    var found: Instant?
    forEachOpening(from: start, to: start + OpenHours.horizon * 86_400, zone: zone) { from, to in
      guard to - from < left else {
        found = from + left
        return .enough
      }
      left -= to - from
      return .further
    }
    return found
  }

  /// The first open moment at or after `start`; `nil` if there is none within ``horizon`` days.
  package func nextOpening(from start: Instant, zone: Zone) -> Instant? {
    var found: Instant?
    forEachOpening(from: start, to: start + OpenHours.horizon * 86_400, zone: zone) { from, _ in
      found = from
      return .enough
    }
    return found
  }

  private enum Walk { case further, enough }

  /// Visits the open stretches of `[start, end)` in order, cut at midnights and zone transitions.
  private func forEachOpening(
    from start: Instant, to end: Instant, zone: Zone, _ visit: (Instant, Instant) -> Walk
  ) {
    var position = start.epoch
    while position < end.epoch {
      let offset = zone.offset(at: Instant(epoch: position))
      let stretchEnd = min(end.epoch, zone.nextTransition(after: position) ?? end.epoch)
      var local = position + offset
      let localEnd = stretchEnd + offset
      while local < localEnd {
        let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        let midnight = day * 86_400
        for range in hours(on: Day(number: day)).ranges {
          let from = max(local, midnight + range.lowerBound * 60)
          let to = min(localEnd, midnight + range.upperBound * 60)
          guard from < to else { continue }
          let next = visit(Instant(epoch: from - offset), Instant(epoch: to - offset))
          if next == .enough { return }
        }
        local = midnight + 86_400
      }
      position = stretchEnd
    }
  }

  /// One spelling for each value, for hashes: seven days, then the exceptions by date.
  package var text: String {
    let days = exceptions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.text)" }
    return (weekly.map(\.text) + days).joined(separator: "; ")
  }
}

extension Zone {
  /// The first change of the distance to UTC after `epoch`, in Unix seconds.
  fileprivate func nextTransition(after epoch: Int) -> Int? {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= epoch { low = middle + 1 } else { high = middle }
    }
    return low < transitions.count ? transitions[low] : nil
  }
}
