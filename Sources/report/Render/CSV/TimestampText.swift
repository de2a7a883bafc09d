import Ingest

/// Writes moments as `2026-11-21T09:15:00+05:00`, by the million.
///
/// Day and distance to UTC are looked up once a quarter of an hour: no zone changes within one.
struct TimestampText {
  private let zone: Zone
  private var quarter = Int.min
  private var midnight = 0
  private var date: [UInt8] = []
  private var distance: [UInt8] = []

  init(zone: Zone) { self.zone = zone }

  /// Appends the text of a moment.
  mutating func append(_ moment: Instant, to bytes: inout [UInt8]) {
    if moment.epoch / 900 != quarter {
      quarter = moment.epoch / 900
      midnight = moment.epoch - zone.secondOfDay(at: moment)
      let text = Array(zone.iso8601(moment).utf8)
      date = Array(text.prefix { $0 != 84 }) + [84]  // T
      distance = Array(text.suffix(6))
    }
    let second = moment.epoch - midnight
    bytes.append(contentsOf: date)
    bytes.append(twoDigits: second / 3600)
    bytes.append(58)
    bytes.append(twoDigits: second / 60 % 60)
    bytes.append(58)
    bytes.append(twoDigits: second % 60)
    bytes.append(contentsOf: distance)
  }
}
