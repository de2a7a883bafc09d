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

  /// How many rows have to agree before a zone is kept for a source's later files, or before one
  /// contradicts: a file of few rows may hold just those that began long after their channel.
  private static let enoughRows = 10

  /// The zone to read a source in, with what there is to say about it.
  func decide(_ options: SourceOptions) -> ZoneDecision {
    switch options.zone {
    case .fixed(let declared):
      var decision = ZoneDecision(zone: declared)
      if rows > 0, !fits(declared) {
        let right = zone(reportZone: options.reportZone).zone
        decision.notes = ["the config says \(declared.name), uniqueid says \(right.name)"]
        if rows >= ZoneDetection.enoughRows {
          decision.contradiction =
            "expected times in \(declared.name) (timezone of the source), the uniqueids say \(right.name). Write `timezone: \(ZoneDetection.spelling(of: right))`, and give the source another name, for it is read anew then."
        }
      }
      return decision
    case .automatic: return decideByRows(options)
    }
  }

  /// A source's zone once found is kept: a later file that shows another one is told, not followed,
  /// so that what a file means does not depend on which of its rows come first.
  private func decideByRows(_ options: SourceOptions) -> ZoneDecision {
    guard let known = options.knownZone else {
      let found = zone(reportZone: options.reportZone)
      var decision = ZoneDecision(zone: found.zone)
      decision.notes = [found.note]
      if rows >= ZoneDetection.enoughRows { decision.found = found.zone }
      return decision
    }
    var decision = ZoneDecision(zone: known)
    decision.notes = ["zone: \(known.name)"]
    if rows >= ZoneDetection.enoughRows, !fits(known) {
      let other = zone(reportZone: options.reportZone).zone
      decision.notes = ["zone: \(known.name) by earlier files, uniqueid says \(other.name)"]
      decision.contradiction =
        "expected times in \(known.name), as in the source's earlier files, the uniqueids say \(other.name); they were read as \(known.name). If the switch's zone has summer time, name it under `timezone` (such as Europe/Berlin) and give the source another name, for it is read anew then; if its clock was changed, list the files from then on as a source of their own."
    }
    return decision
  }

  /// How the config spells a zone.
  private static func spelling(of zone: Zone) -> String {
    zone == .utc ? "utc" : zone.name.contains("/") ? zone.name : "auto"
  }

  /// Rows that said something.
  private var rows: Int { differences.values.reduce(0, +) }

  /// Whether nine of ten rows are of this zone.
  private func fits(_ zone: Zone) -> Bool {
    let fitting = differences.reduce(0) { sum, entry in
      guard let moment = moments[entry.key], zone.offset(at: moment) == entry.key else {
        return sum
      }
      return sum + entry.value
    }
    return fitting * 10 >= rows * 9
  }

  /// The zone, and how it was found.
  private func zone(reportZone: Zone) -> (zone: Zone, note: String) {
    guard rows > 0 else {
      return (
        reportZone,
        "no uniqueid to find the zone from: times are taken to be in \(reportZone.name)"
      )
    }
    if fits(reportZone) { return (reportZone, "zone: \(reportZone.name)") }
    if fits(.utc) { return (.utc, "zone: UTC (usegmtime)") }
    let offset = differences.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    let fixed = Zone(fixed: offset)
    return (
      fixed, "zone: \(fixed.name), found from uniqueid; the reports are in \(reportZone.name)"
    )
  }
}

/// In which zone a file's times are read, and what there is to say about it.
struct ZoneDecision {
  /// The zone to read them in.
  var zone: Zone
  /// For `status` and data quality.
  var notes: [String] = []
  /// The zone that the rows showed, to be kept for the source's later files.
  var found: Zone?
  /// What the admin has to know.
  var contradiction: String?

  init(zone: Zone) { self.zone = zone }
}
