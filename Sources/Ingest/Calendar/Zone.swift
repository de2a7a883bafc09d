import Foundation

/// A time zone as a table of its transitions, for millions of look-ups.
///
/// Foundation answers one look-up in about 80 ns and takes a lock; this table answers in a few.
/// Source of the rules: the system's tz database through Foundation.
package struct Zone: Hashable, Sendable {
  /// The IANA name, or `UTC`.
  package let name: String
  /// The moments (Unix seconds, ascending) from which `offsets[i + 1]` holds; before the first
  /// holds `offsets[0]`.
  let transitions: [Int]
  let offsets: [Seconds]

  /// Coordinated universal time.
  package static let utc = Zone(name: "UTC", transitions: [], offsets: [0])

  private init(name: String, transitions: [Int], offsets: [Seconds]) {
    self.name = name
    self.transitions = transitions
    self.offsets = offsets
  }

  /// A zone that never changes its distance to UTC.
  package init(fixed offset: Seconds) {
    let sign = offset < 0 ? "-" : "+"
    let minutes = abs(offset) / 60
    self.init(
      name: "UTC\(sign)\(digits(minutes / 60, 2)):\(digits(minutes % 60, 2))", transitions: [],
      offsets: [offset])
  }

  /// Looks a zone up by its IANA name; `nil` where the system knows none of that name.
  package init?(_ name: String) {
    guard name.contains("/") || name == "UTC", let zone = TimeZone(identifier: name) else {
      return nil
    }
    // 1990 is before any export, 2060 after any promise; a zone has at most two changes a year.
    var moment = Date(timeIntervalSince1970: 631_152_000)
    let end = Date(timeIntervalSince1970: 2_840_140_800)
    var transitions: [Int] = []
    var offsets = [zone.secondsFromGMT(for: moment)]
    while let next = zone.nextDaylightSavingTimeTransition(after: moment), next < end, next > moment
    {
      let offset = zone.secondsFromGMT(for: next.addingTimeInterval(1))
      if offset != offsets[offsets.count - 1] {
        transitions.append(Int(next.timeIntervalSince1970.rounded()))
        offsets.append(offset)
      }
      moment = next
    }
    self.init(name: name, transitions: transitions, offsets: offsets)
  }

  /// The zone of a `name` that this type gave: an IANA name, `UTC`, or `UTC+05:00`.
  package static func named(_ name: String) -> Zone? {
    if let zone = Zone(name) { return zone }
    let parts = name.dropFirst(4).split(separator: ":")
    guard name.hasPrefix("UTC"), parts.count == 2, let hours = Int(parts[0]),
      let minutes = Int(parts[1])
    else { return nil }
    let zone = Zone(fixed: (hours * 60 + minutes) * (name.dropFirst(3).first == "-" ? -60 : 60))
    return zone.name == name ? zone : nil
  }

  /// The distance to UTC that holds at `instant`, positive east of Greenwich.
  package func offset(at instant: Instant) -> Seconds {
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= instant.epoch { low = middle + 1 } else { high = middle }
    }
    return offsets[low]
  }

  /// The local calendar day of `instant`.
  package func day(of instant: Instant) -> Day {
    let local = instant.epoch + offset(at: instant)
    return Day(number: local >= 0 ? local / 86_400 : (local - 86_399) / 86_400)
  }

  /// Seconds on the wall clock since local midnight, 0–86,399.
  package func secondOfDay(at instant: Instant) -> Seconds {
    let local = instant.epoch + offset(at: instant)
    return ((local % 86_400) + 86_400) % 86_400
  }

  /// The moment at which the wall clock shows `second` of `day`.
  ///
  /// An hour that comes twice: the first one, unless `hint` lies nearer to the second. A time that
  /// was skipped: the moment the clock was put forward by as much as was skipped.
  /// - Parameters:
  ///   - day: The local day.
  ///   - second: Wall-clock seconds since midnight; 86,400 is the next midnight.
  ///   - hint: Another clock's idea of the moment, such as the epoch in Asterisk's uniqueid.
  package func instant(day: Day, second: Seconds, hint: Instant? = nil) -> Instant {
    let local = day.number * 86_400 + second
    let early = local - offset(at: Instant(epoch: local - 86_400))
    let late = local - offset(at: Instant(epoch: local + 86_400))
    if early == late { return Instant(epoch: early) }
    let candidates = [early, late].filter { $0 + offset(at: Instant(epoch: $0)) == local }
    if let hint, candidates.count == 2 {
      return Instant(
        epoch: abs(early - hint.epoch) <= abs(late - hint.epoch) ? early : late)
    }
    if candidates.count == 2 { return Instant(epoch: min(early, late)) }
    return Instant(epoch: candidates.first ?? early)
  }

  /// The first moment of a local day; where midnight is skipped, the first that exists.
  package func start(of day: Day) -> Instant {
    let candidate = instant(day: day, second: 0)
    return self.day(of: candidate) == day ? candidate : candidate + 3600
  }

  /// `2026-11-21T09:15:00+05:00`.
  package func iso8601(_ instant: Instant) -> String {
    let second = secondOfDay(at: instant)
    let distance = offset(at: instant)
    let minutes = abs(distance) / 60
    return
      "\(day(of: instant))T\(digits(second / 3600, 2)):\(digits(second / 60 % 60, 2)):\(digits(second % 60, 2))\(distance < 0 ? "-" : "+")\(digits(minutes / 60, 2)):\(digits(minutes % 60, 2))"
  }
}
