/// Where a format puts what it reads: batches of typed events, counts, and rejects.
///
/// One per file. Batches go to `store` as soon as they are full, so memory does not grow with the
/// file.
package final class Intake {
  /// What became of a file's rows.
  ///
  /// `read = accepted + rejected + deduplicated`.
  package struct Counts: Hashable, Sendable {
    package var read = 0
    package var accepted = 0
    package var rejected = 0
    package var deduplicated = 0
    /// Of the accepted: rows that replaced an older version of themselves.
    package var superseding = 0

    package init() {}
  }

  /// A leg with the row's identity.
  package struct KeyedLeg {
    package var leg: CallLeg
    package var key: UInt64
  }

  /// A queue event with the row's identity.
  package struct KeyedQueueEvent {
    package var event: QueueEvent
    package var key: UInt64
  }

  /// A full batch's rows, and how many of them were new, changed or known already.
  package protocol Store: AnyObject {
    func store(legs: [KeyedLeg], counts: inout Counts) throws
    func store(queueEvents: [KeyedQueueEvent], counts: inout Counts) throws
    func store(orderEvents: [OrderEvent], counts: inout Counts) throws
    func store(visits: [SectionVisit], counts: inout Counts) throws
  }

  /// The file's name, for positions.
  package let file: String
  /// Ids of everything that has a name.
  package var identities: Identities
  /// The file's counts so far.
  package private(set) var counts = Counts()
  /// The first rejects, up to the limit.
  package private(set) var rejects: [Reject] = []
  /// Words that a format met and no table names, with how often: events, statuses.
  package private(set) var unknownWords: [String: Int] = [:]
  /// What the format found out about the file, for `status` and for data quality.
  package var notes: [String] = []
  /// The byte behind the last whole record, for files that grow.
  package var consumedBytes = 0

  private var legs: [KeyedLeg] = []
  private var queueEvents: [KeyedQueueEvent] = []
  private var orderEvents: [OrderEvent] = []
  private var visits: [SectionVisit] = []
  private var repeats = RepeatCounter()
  private let limits: IngestLimits
  private unowned let target: any Store

  /// Enough rows to amortise a statement, few enough to stay in the cache.
  static let batch = 8192

  /// Makes an intake for one file.
  package init(file: String, identities: Identities, limits: IngestLimits, target: any Store) {
    self.file = file
    self.identities = identities
    self.limits = limits
    self.target = target
    legs.reserveCapacity(Intake.batch)
  }

  /// Takes a leg.
  ///
  /// `fallback` is the fingerprint of the raw record, for rows without an id.
  @inline(__always)
  package func take(_ leg: CallLeg, fallback: UInt64) throws {
    counts.read += 1
    let key = leg.uniqueID == .none ? ordinal(of: fallback) : leg.key(fallback: fallback)
    legs.append(KeyedLeg(leg: leg, key: key))
    if legs.count == Intake.batch { try flushLegs() }
  }

  /// Takes a queue event.
  ///
  /// `record` is the fingerprint of the raw record: the log has no row ids.
  package func take(_ event: QueueEvent, record: UInt64) throws {
    counts.read += 1
    queueEvents.append(KeyedQueueEvent(event: event, key: ordinal(of: record)))
    if queueEvents.count == Intake.batch { try flushQueueEvents() }
  }

  /// Takes a change of an order.
  package func take(_ event: OrderEvent) throws {
    counts.read += 1
    orderEvents.append(event)
    if orderEvents.count == Intake.batch { try flushOrders() }
  }

  /// Takes a day's visits of a site section.
  package func take(_ visit: SectionVisit) throws {
    counts.read += 1
    visits.append(visit)
  }

  /// Refuses a record.
  package func reject(_ reject: Reject) {
    counts.read += 1
    counts.rejected += 1
    if rejects.count < limits.rejectsKept { rejects.append(reject) }
  }

  /// Counts a word that no table names.
  package func noteUnknown(_ word: String) {
    if unknownWords[word] != nil || unknownWords.count < 1000 {
      unknownWords[word, default: 0] += 1
    }
  }

  /// Hands over what is left.
  package func finish() throws {
    try flushLegs()
    try flushQueueEvents()
    try flushOrders()
    if !visits.isEmpty { try target.store(visits: visits, counts: &counts) }
    visits.removeAll()
  }

  /// Equal records of one file are told apart by their ordinal.
  private func ordinal(of record: UInt64) -> UInt64 {
    fingerprint(repeats.count(record), into: record)
  }

  private func flushLegs() throws {
    guard !legs.isEmpty else { return }
    try target.store(legs: legs, counts: &counts)
    legs.removeAll(keepingCapacity: true)
  }

  private func flushQueueEvents() throws {
    guard !queueEvents.isEmpty else { return }
    try target.store(queueEvents: queueEvents, counts: &counts)
    queueEvents.removeAll(keepingCapacity: true)
  }

  private func flushOrders() throws {
    guard !orderEvents.isEmpty else { return }
    try target.store(orderEvents: orderEvents, counts: &counts)
    orderEvents.removeAll(keepingCapacity: true)
  }
}

/// Counts equal records that lie near each other.
///
/// Equal records carry equal times, and logs are in order of time, so a window of the last few
/// thousand records sees them all in bounded memory.
struct RepeatCounter {
  private var current: [UInt64: Int] = [:]
  private var previous: [UInt64: Int] = [:]
  private static let window = 65_536

  /// How many records equal to this one came before it.
  mutating func count(_ record: UInt64) -> Int {
    if current.count >= RepeatCounter.window {
      previous = current
      current = [:]
      current.reserveCapacity(RepeatCounter.window)
    }
    let before = current[record] ?? previous[record] ?? 0
    current[record] = before + 1
    return before
  }
}
