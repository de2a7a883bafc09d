/// Finds a source's zone: the difference between its wall clock and the epoch inside uniqueid.
///
/// CDR times carry no zone; `floor(uniqueid)` is the Unix second in which the channel was made, so
/// the smallest differences are those of rows that began with their channel.
struct ZoneDetection {
  private var differences: [Int: Int] = [:]  // rounded to 15 min → rows
  private var moments: [Int: Instant] = [:]
  private var systems = NameTable()

  /// Adds a row's start on the wall clock and the channel's creation.
  mutating func add(clock: Int, created: Instant) {
    let difference = clock - created.epoch
    let rounded = Int((Double(difference) / 900).rounded(.down)) * 900
    // A row that began long after its channel (a transfer) says nothing: its rest is large. One
    // second early is rounding between two clocks.
    let exact =
      difference - rounded <= 60 ? rounded : difference - rounded >= 840 ? rounded + 900 : nil
    guard let exact, abs(exact) <= 14 * 3600 else { return }
    differences[exact, default: 0] += 1
    moments[exact] = created
  }

  /// Adds a row by its cells; one without a time or an id with an epoch says nothing.
  mutating func add(start: Span<UInt8>, uniqueID: Span<UInt8>) {
    let id = CallID(uniqueID, systems: &systems)
    guard let created = id.epoch, let start = try? parseTimestamp(start) else { return }
    add(clock: start.clock, created: created)
  }

  /// The zone to read a source in, with what there is to say about it.
  func decide(_ options: SourceOptions) -> (zone: Zone, notes: [String]) {
    switch options.zone {
    case .fixed(let declared):
      let found = zone(reportZone: declared)
      if found.zone != declared, !found.note.hasPrefix("no uniqueid") {
        return (
          declared, ["the config says \(declared.name), uniqueid says \(found.zone.name)"]
        )
      }
      return (declared, [])
    case .automatic:
      let found = zone(reportZone: options.reportZone)
      return (found.zone, [found.note])
    }
  }

  /// The zone, and how it was found.
  func zone(reportZone: Zone) -> (zone: Zone, note: String) {
    let total = differences.values.reduce(0, +)
    guard total > 0 else {
      return (
        reportZone,
        "no uniqueid to find the zone from: times are taken to be in \(reportZone.name)"
      )
    }
    func fits(_ zone: Zone) -> Int {
      differences.reduce(0) { sum, entry in
        guard let moment = moments[entry.key], zone.offset(at: moment) == entry.key else {
          return sum
        }
        return sum + entry.value
      }
    }
    if fits(reportZone) * 10 >= total * 9 { return (reportZone, "zone: \(reportZone.name)") }
    if fits(.utc) * 10 >= total * 9 { return (.utc, "zone: UTC (usegmtime)") }
    let offset = differences.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    let fixed = Zone(fixed: offset)
    return (
      fixed, "zone: \(fixed.name), found from uniqueid; the reports are in \(reportZone.name)"
    )
  }
}
