import Ingest

extension Night {
  /// Days in ranges, of which those that lie near one another share one.
  /// - Parameter apart: The most days from one day of a range to the next; 1 for days that touch.
  nonisolated static func ranges(of days: some Sequence<Day>, apart: Int) -> [ClosedRange<Day>] {
    var ranges: [ClosedRange<Day>] = []
    for day in days.sorted() {
      if let last = ranges.last, day.number <= last.upperBound.number + apart {
        ranges[ranges.count - 1] = last.lowerBound...max(day, last.upperBound)
      } else {
        ranges.append(day...day)
      }
    }
    return ranges
  }
}
