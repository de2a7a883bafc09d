import GRDB

/// Writes one file's events within its transaction and remembers what that changes.
package final class FileWriter: Intake.Store {
  private let transaction: Transaction
  private let source: Int
  private let legs: LegTable
  private let queueEvents: EventTable<QueueEvent>
  private let channelEvents: EventTable<ChannelEvent>
  /// A row's place in its file: the order of events in one second.
  private var ordinal: Int
  private var changedCallDays: Set<Int> = []
  private var changedVisitDays: Set<Int> = []
  private var dayCache = DayCache()
  private var earlierDayCache = DayCache()
  /// The days that were marked last: nearly all rows mark the same.
  private var touched = (day: Int.min, earlier: Int.min)
  /// The first and last moment among the file's rows that were not refused.
  package private(set) var firstAt: Instant?
  package private(set) var lastAt: Instant?

  /// Prepares the statements.
  /// - Parameter eventsBefore: How many records of the file earlier runs read.
  package init(_ transaction: Transaction, source: Int, eventsBefore: Int = 0) throws {
    ordinal = eventsBefore
    self.transaction = transaction
    self.source = source
    legs = try LegTable(transaction.db, source: source)
    queueEvents = try EventTable<QueueEvent>(transaction.db, source: source)
    channelEvents = try EventTable<ChannelEvent>(transaction.db, source: source)
  }

  package func store(legs rows: [Intake.Keyed<CallLeg>], counts: inout Intake.Counts) throws {
    for row in rows { widen(row.fact.start) }
    try legs.write(rows, counts: &counts) { touch($0.start) }
  }

  package func store(queueEvents rows: [Intake.Keyed<QueueEvent>], counts: inout Intake.Counts)
    throws
  {
    for row in rows { widen(row.fact.at) }
    try queueEvents.write(rows, ordinal: &ordinal, counts: &counts) { touch($0.at) }
  }

  package func store(
    channelEvents rows: [Intake.Keyed<ChannelEvent>], counts: inout Intake.Counts
  ) throws {
    for row in rows { widen(row.fact.at) }
    try channelEvents.write(rows, ordinal: &ordinal, counts: &counts) { touch($0.at) }
  }

  package func store(orderEvents rows: [OrderEvent], counts: inout Intake.Counts) throws {
    for event in rows {
      switch try transaction.store(event, source: source) {
      case .new: counts.accepted += 1
      case .changed:
        counts.accepted += 1
        counts.superseding += 1
      case .known: counts.deduplicated += 1
      }
      widen(event.at)
    }
  }

  package func store(visits: [SectionVisit], counts: inout Intake.Counts) throws {
    for visit in visits {
      if try transaction.store(visit, source: source) {
        counts.accepted += 1
        changedVisitDays.insert(visit.day.number)
      } else {
        counts.deduplicated += 1
      }
      widen(transaction.zone.start(of: visit.day))
    }
  }

  /// Stores what is still in memory, and which days are to be computed again.
  package func finish() throws {
    try legs.finish()
    try transaction.markChanged(.calls, changedCallDays.map(Day.init(number:)))
    try transaction.markChanged(.visits, changedVisitDays.map(Day.init(number:)))
  }

  /// A fact of a call changes its own day, and the day before where the call may have begun then.
  private func touch(_ moment: Instant) {
    let day = dayCache.day(of: moment, in: transaction.zone)
    let earlier = earlierDayCache.day(of: moment - JourneyWindow.longest, in: transaction.zone)
    guard touched != (day, earlier) else { return }
    touched = (day, earlier)
    changedCallDays.insert(day)
    changedCallDays.insert(earlier)
  }

  private func widen(_ moment: Instant) {
    if firstAt.map({ moment < $0 }) ?? true { firstAt = moment }
    if lastAt.map({ moment > $0 }) ?? true { lastAt = moment }
  }
}

/// The local day of a moment, looked up once per hour of input.
struct DayCache {
  private var hour = Int.min
  private var dayOfHour = 0

  mutating func day(of moment: Instant, in zone: Zone) -> Int {
    // Offsets are whole quarters of an hour at most 15 min finer than an hour; a quarter is safe.
    let quarter = moment.epoch / 900
    if quarter != hour {
      hour = quarter
      dayOfHour = zone.day(of: moment).number
    }
    return dayOfHour
  }
}
