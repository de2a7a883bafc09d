import Ingest
import Testing

@Suite("Open hours") struct OpenHoursTests {
  static func hours(_ text: String) -> DayHours {
    guard let hours = DayHours(text) else {
      Issue.record("no hours: \(text)")
      return .closed
    }
    return hours
  }

  /// Mon–Fri 9–21, Sat 10–18, Sunday closed.
  static let shop = OpenHours(
    weekly: Array(repeating: hours("09:00-21:00"), count: 5) + [hours("10:00-18:00"), .closed],
    exceptions: [:])
  static let urals = Zone("Asia/Yekaterinburg") ?? .utc
  static let berlin = Zone("Europe/Berlin") ?? .utc

  /// `2026-09-04 20:50` on the wall clock of `zone`.
  static func at(_ text: String, _ zone: Zone = urals) -> Instant {
    let parts = text.split(separator: " ")
    let clock = parts[1].split(separator: ":").compactMap { Int($0) }
    guard let day = Day(parts[0]) else {
      Issue.record("no day: \(text)")
      return Instant(epoch: 0)
    }
    return zone.instant(day: day, second: clock[0] * 3600 + clock[1] * 60)
  }

  @Test func `a miss on Friday 20:50 with 24 open hours is open until Tuesday 12:50`() {
    // Friday 10 min, Saturday 8 h, Monday 12 h, so 3 h 50 min are left for Tuesday from 9:00.
    let end = Self.shop.instant(
      afterOpenSeconds: 24 * 3600, from: Self.at("2026-09-04 20:50"), zone: Self.urals)
    #expect(end == Self.at("2026-09-08 12:50"))
  }

  @Test func `the clock of a call that came while closed starts at opening`() {
    let call = Self.at("2026-09-05 23:15")
    #expect(Self.shop.nextOpening(from: call, zone: Self.urals) == Self.at("2026-09-07 09:00"))
    let end = Self.shop.instant(afterOpenSeconds: 900, from: call, zone: Self.urals)
    #expect(end == Self.at("2026-09-07 09:15"))
    let untilAttempt = Self.shop.openSeconds(
      from: call, to: Self.at("2026-09-07 09:07"), zone: Self.urals)
    #expect(untilAttempt == 7 * 60)
  }

  @Test func `hours begin with their first second and end before their last`() {
    let opening = Self.at("2026-09-04 09:00")
    let closing = Self.at("2026-09-04 21:00")
    #expect(!Self.shop.isOpen(at: opening - 1, zone: Self.urals))
    #expect(Self.shop.isOpen(at: opening, zone: Self.urals))
    #expect(Self.shop.isOpen(at: closing - 1, zone: Self.urals))
    #expect(!Self.shop.isOpen(at: closing, zone: Self.urals))
    #expect(Self.shop.nextOpening(from: opening, zone: Self.urals) == opening)
    #expect(
      Self.shop.nextOpening(from: closing, zone: Self.urals) == Self.at("2026-09-05 10:00"))
    // Two minutes around the closing hold one open one.
    #expect(
      Self.shop.openSeconds(from: closing - 60, to: closing + 60, zone: Self.urals) == 60)
  }

  @Test func `an exception takes the place of its weekday's hours`() throws {
    let holiday = try #require(Day(year: 2026, month: 9, day: 4))
    let shop = OpenHours(
      weekly: Self.shop.weekly,
      exceptions: [holiday: .closed, holiday + 2: Self.hours("10:00-16:00")])
    #expect(!shop.isOpen(at: Self.at("2026-09-04 12:00"), zone: Self.urals))
    #expect(shop.isOpen(at: Self.at("2026-09-05 12:00"), zone: Self.urals))
    #expect(shop.isOpen(at: Self.at("2026-09-06 15:59"), zone: Self.urals))
    #expect(!shop.isOpen(at: Self.at("2026-09-06 16:00"), zone: Self.urals))
    // Thursday 20:50 + 24 h: Thu 10 min, Fri 0, Sat 8 h, Sun 6 h, so Monday 9:00 + 9 h 50 min.
    #expect(
      shop.instant(
        afterOpenSeconds: 24 * 3600, from: Self.at("2026-09-03 20:50"), zone: Self.urals)
        == Self.at("2026-09-07 18:50"))
  }

  @Test func `a day of 23 hours and one of 25 count what the clock really ran`() {
    let day = OpenHours.always
    #expect(
      day.openSeconds(
        from: Self.at("2026-03-29 00:00", Self.berlin),
        to: Self.at("2026-03-30 00:00", Self.berlin), zone: Self.berlin) == 23 * 3600)
    #expect(
      day.openSeconds(
        from: Self.at("2026-10-25 00:00", Self.berlin),
        to: Self.at("2026-10-26 00:00", Self.berlin), zone: Self.berlin) == 25 * 3600)
    // 01:00–04:00: two hours when 02:00 becomes 03:00, four when 03:00 becomes 02:00.
    let night = OpenHours(
      weekly: Array(repeating: Self.hours("01:00-04:00"), count: 7), exceptions: [:])
    #expect(
      night.openSeconds(
        from: Self.at("2026-03-29 00:00", Self.berlin),
        to: Self.at("2026-03-30 00:00", Self.berlin), zone: Self.berlin) == 2 * 3600)
    #expect(
      night.openSeconds(
        from: Self.at("2026-10-25 00:00", Self.berlin),
        to: Self.at("2026-10-26 00:00", Self.berlin), zone: Self.berlin) == 4 * 3600)
  }

  @Test func `hours inside the hour that comes twice are open twice, with a gap`() {
    let shop = OpenHours(
      weekly: Array(repeating: Self.hours("02:15-02:45"), count: 7), exceptions: [:])
    // 2026-10-25: 02:15 CEST is 00:15 UTC = 1792887300, 02:15 CET an hour later.
    let first = Instant(epoch: 1_792_887_300)
    #expect(shop.isOpen(at: first, zone: Self.berlin))
    #expect(!shop.isOpen(at: first + 1800, zone: Self.berlin))
    #expect(shop.isOpen(at: first + 3600, zone: Self.berlin))
    #expect(
      shop.instant(afterOpenSeconds: 1801, from: first, zone: Self.berlin) == first + 3601)
    #expect(
      shop.instant(afterOpenSeconds: 1800, from: first, zone: Self.berlin) == first + 1800)
  }

  @Test func `what never opens is nil, not the end of time`() {
    let never = OpenHours(weekly: Array(repeating: .closed, count: 7), exceptions: [:])
    let start = Self.at("2026-09-04 20:50")
    #expect(never.nextOpening(from: start, zone: Self.urals) == nil)
    #expect(never.instant(afterOpenSeconds: 1, from: start, zone: Self.urals) == nil)
    #expect(never.instant(afterOpenSeconds: 0, from: start, zone: Self.urals) == start)
    #expect(never.openSeconds(from: start, to: start + 1_000_000, zone: Self.urals) == 0)
  }

  @Test func `always is always`() {
    for epoch in [-1, 0, 59, 86_399, 1_792_887_300] {
      #expect(OpenHours.always.isOpen(at: Instant(epoch: epoch), zone: Self.berlin))
    }
  }

  @Test(arguments: [
    ("09:00-13:00, 14:00-18:00", [540..<780, 840..<1080]),
    ("14:00-18:00,9:00-14:00", [540..<1080]), ("00:00-24:00", [0..<1440]), ("closed", []),
  ])
  func `a day is closed or a list of ranges`(_ text: String, _ ranges: [Range<Int>]) {
    #expect(DayHours(text)?.ranges == ranges)
  }

  @Test(arguments: [
    "", "9-21", "09:00", "21:00-09:00", "09:00-09:00", "09:00-24:01", "09:60-10:00",
    "09:00-12:00,11:00-13:00", "09:00-12:00,", "25:00-26:00", "+9:00-10:00",
  ])
  func `a range that is none, turns back or overlaps is refused`(_ text: String) {
    #expect(DayHours(text) == nil)
  }

  /// The slow definition: looks at the wall clock of every minute.
  static func minuteByMinute(
    _ hours: OpenHours, from start: Instant, to end: Instant, zone: Zone
  ) -> Seconds {
    var total = 0
    var second = start
    while second < end {
      let next = min(end, Instant(epoch: (second.epoch / 60 + 1) * 60))
      let minute = zone.secondOfDay(at: second) / 60
      if hours.hours(on: zone.day(of: second)).ranges.contains(where: { $0.contains(minute) }) {
        total += next - second
      }
      second = next
    }
    return total
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `open seconds add up over any split, and the moment after them is their inverse`(
    seed: UInt64
  ) throws {
    var random = SplitMix(state: seed)
    let zone = [Self.urals, Self.berlin, Zone("America/New_York") ?? .utc, .utc][
      Int(seed % 4)]
    let weekly = (0..<7).map { _ -> DayHours in
      let cuts = (0..<4).map { _ in Int.random(in: 0...1440, using: &random) }.sorted()
      let ranges = [cuts[0]..<cuts[1], cuts[2]..<cuts[3]].filter { !$0.isEmpty }
      return DayHours(ranges) ?? .closed
    }
    // Around both changes of the year 2026 and the exceptions beside them.
    let origin = [1_774_700_000, 1_792_800_000, 1_793_500_000][Int(seed % 3)]
    let start = Instant(epoch: origin + Int.random(in: -200_000...200_000, using: &random))
    let end = start + Int.random(in: 1...900_000, using: &random)
    let exceptions = [zone.day(of: start) + 1: weekly[0], zone.day(of: start) + 3: .closed]
    let hours = OpenHours(weekly: weekly, exceptions: exceptions)

    let whole = hours.openSeconds(from: start, to: end, zone: zone)
    #expect(whole == Self.minuteByMinute(hours, from: start, to: end, zone: zone))
    let split = start + Int.random(in: 0...(end - start), using: &random)
    #expect(
      hours.openSeconds(from: start, to: split, zone: zone)
        + hours.openSeconds(from: split, to: end, zone: zone) == whole)
    let minute = zone.secondOfDay(at: split) / 60
    let isOpen = hours.hours(on: zone.day(of: split)).ranges.contains { $0.contains(minute) }
    #expect(hours.isOpen(at: split, zone: zone) == isOpen)

    guard whole > 0 else { return }
    let wanted = Int.random(in: 1...whole, using: &random)
    let moment = try #require(
      hours.instant(afterOpenSeconds: wanted, from: start, zone: zone))
    #expect(hours.openSeconds(from: start, to: moment, zone: zone) == wanted)
    // The first such moment: a second before, one open second is missing.
    #expect(hours.openSeconds(from: start, to: moment - 1, zone: zone) == wanted - 1)
  }
}

/// A small seeded generator, so that a failing seed fails again.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators".
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
