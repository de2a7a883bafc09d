package import Ingest

/// Inbound calls from one region that began on a day; tests and hidden numbers are left out.
package struct RegionTally: Tally {
  package static let kind = "region"
  package static let version = 1

  package var calls = 0
  /// Of the offered ones.
  package var answered = 0
  package var missed = 0
  /// Calls at night there, and calls of which that can't be told.
  package var night = 0
  package var nightUnknown = 0
  /// As ``CustomerTally/gaps``, of customers whose first call of the day came from here.
  package var gaps = Histogram()

  package init() {}

  package static var counts: [any WritableKeyPath<RegionTally, Int> & Sendable] {
    [\.calls, \.answered, \.missed, \.night, \.nightUnknown]
  }
  package static var histograms: [any WritableKeyPath<RegionTally, Histogram> & Sendable] {
    [\.gaps]
  }

  /// How many customers first called from here on some days, which ``gaps`` tell as those of
  /// ``CustomerTally`` do.
  ///
  /// - Parameters:
  ///   - day: The tally's day.
  ///   - first: The first day of the range.
  package func callers(on day: Day, from first: Day) -> Int {
    gaps.total - gaps.count(upTo: day.number - first.number)
  }
}

/// The name of a region in both languages, as the tallies' key.
package struct RegionName: Hashable, Sendable {
  package var russian: String
  package var english: String

  package init(russian: String, english: String) {
    self.russian = russian
    self.english = english
  }

  /// Reads a key.
  package init(key: String) {
    let parts = key.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
    self.init(russian: String(parts[0]), english: parts.count > 1 ? String(parts[1]) : "")
  }

  /// The tallies' key.
  package var key: String { russian + "\t" + english }
}

/// Journeys → calls by the region of the customer's number.
///
/// Source: docs/metrics.md#regions.
package struct RegionFold: Sendable {
  private var book = RegionBook()
  private var today: Day?
  /// By place, of today.
  private var counts: [Int: RegionTally] = [:]

  /// The tallies of the days before the one recorded last, by region.
  package private(set) var days: [Day: [String: RegionTally]] = [:]

  package init() {}

  /// Takes a journey in, which starts no earlier than all before it.
  /// - Parameter gap: What ``CustomerFold/lastGap`` says of it.
  package mutating func record(_ row: JourneyRow, gap: Int?) {
    guard row.direction == .inbound, row.outcome != .test, row.phone.isNumber else { return }
    if row.day != today {
      finish()
      today = row.day
    }
    let place = book.place(of: row.phone)
    let isNight = book.isNight(at: row.start, in: place)
    var tally = counts[place] ?? RegionTally()
    counts[place] = nil  // one owner: no copy of its histogram
    tally.calls += 1
    if row.outcome == .answered { tally.answered += 1 }
    if row.outcome == .missed { tally.missed += 1 }
    switch isNight {
    case true?: tally.night += 1
    case false?: break
    case nil: tally.nightUnknown += 1
    }
    if let gap { tally.gaps.record(gap) }
    counts[place] = tally
  }

  /// Counts the last day.
  package mutating func finish() {
    guard let today else { return }
    for (place, tally) in counts {
      let name = RegionName(
        russian: book.places[place].russian, english: book.places[place].english)
      days[today, default: [:]][name.key, default: RegionTally()].merge(tally)
    }
    counts = [:]
  }
}
