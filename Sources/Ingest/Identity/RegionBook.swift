/// Where numbers belong to, and whether it is night there.
///
/// Asks libphonenumber once per number, and once for all Russian mobile ones, which it binds to no
/// place. One book per thread. Source: docs/metrics.md#regions.
package struct RegionBook: Sendable {
  /// A region with what its numbers can have on the clock.
  package struct Place: Hashable, Sendable {
    /// Empty where the library knows none.
    package var russian: String
    package var english: String
    /// All that the numbers can lie in.
    var zones: [Zone]
  }

  /// The local hours of a night.
  package static let nightFrom = 22
  package static let nightTo = 8

  /// All places that were asked for; an index into them stands for one.
  package private(set) var places: [Place] = []
  private var indices: [Place: Int] = [:]
  private var memo: [Int: Int] = [:]
  private var zones: [String: Zone] = [:]
  private var mobile: Int?
  /// By place: whether it was night in the quarter of an hour that was asked for last.
  private var lastNight: [(quarter: Int, isNight: Bool?)] = []

  /// 200,000 entries are about 6 MB.
  private static let memoLimit = 200_000

  package init() {}

  /// The place of a number, as an index.
  package mutating func place(of number: Party) -> Int {
    // The whole of +7 9… is mobile; a test asks the library.
    if number.raw / 1_000_000_000 == 79 {
      if let mobile { return mobile }
      let place = ask(number)
      mobile = place
      return place
    }
    if let known = memo[number.raw] { return known }
    if memo.count >= RegionBook.memoLimit { memo.removeAll(keepingCapacity: true) }
    let place = ask(number)
    memo[number.raw] = place
    return place
  }

  /// Whether it is night, 22:00 to 08:00, in a place.
  /// - Returns: `nil` where that can't be told: its numbers can lie in zones that disagree.
  package mutating func isNight(at moment: Instant, in place: Int) -> Bool? {
    // No zone is put forward or back within a quarter of an hour, or lies between quarters.
    let quarter = moment.epoch / 900
    if lastNight[place].quarter == quarter { return lastNight[place].isNight }
    let answers = Set(
      places[place].zones.map { zone in
        let hour = zone.secondOfDay(at: moment) / 3600
        return hour >= RegionBook.nightFrom || hour < RegionBook.nightTo
      })
    let isNight = answers.count == 1 ? answers.first : nil
    lastNight[place] = (quarter, isNight)
    return isNight
  }

  private mutating func ask(_ number: Party) -> Int {
    let phone = PhoneNumber(digits: Int64(number.raw))
    var known: [Zone] = []
    for name in phone.timeZones {
      // A zone that the system's tables have no more is left out.
      guard let zone = zones[name] ?? Zone(name) else { continue }
      zones[name] = zone
      known.append(zone)
    }
    let place = Place(
      russian: phone.region(language: "ru") ?? "", english: phone.region(language: "en") ?? "",
      zones: known)
    if let index = indices[place] { return index }
    indices[place] = places.count
    places.append(place)
    lastNight.append((quarter: .min, isNight: nil))
    return places.count - 1
  }
}
