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

    /// Adds another reading's counts.
    package static func += (counts: inout Counts, other: Counts) {
      counts.read += other.read
      counts.accepted += other.accepted
      counts.rejected += other.rejected
      counts.deduplicated += other.deduplicated
      counts.superseding += other.superseding
    }
  }

  /// What a row tells, with the row's identity.
  package struct Keyed<Fact> {
    package var fact: Fact
    package var key: UInt64
  }

  /// A full batch's rows, and how many of them were new, changed or known already.
  package protocol Store: AnyObject {
    func store(legs: [Keyed<CallLeg>], counts: inout Counts) throws
    func store(queueEvents: [Keyed<QueueEvent>], counts: inout Counts) throws
    func store(channelEvents: [Keyed<ChannelEvent>], counts: inout Counts) throws
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
  /// What contradicts the config or the source's earlier files: the admin has to know.
  package private(set) var contradictions: [String] = []
  /// The zone of the file's times, where enough of its rows show it.
  package private(set) var zoneFound: Zone?
  /// Where to begin reading.
  package var start: FilePlace { resume?.checkpoint ?? .start }
  /// Where a later run may take up a file that has grown; `nil` where it has to begin anew.
  package private(set) var resumePoint: ResumePoint?

  private var legs: [Keyed<CallLeg>] = []
  private var queueEvents: [Keyed<QueueEvent>] = []
  private var channelEvents: [Keyed<ChannelEvent>] = []
  private var orderEvents: [OrderEvent] = []
  private var visits: [SectionVisit] = []
  private var repeats = RepeatCounter()
  /// Where an earlier run ended.
  private let resume: ResumePoint?
  /// Whether the current record was counted by an earlier run.
  private var isCounted = false
  /// Record starts, some thousand records apart: the older of the last two is the checkpoint.
  private var checkpoints: (older: FilePlace, newer: FilePlace) = (.start, .start)
  private var recordsSinceCheckpoint = 0
  /// The start of the last record if that was unfinished.
  private var unfinishedAt: FilePlace?
  private let limits: IngestLimits
  private unowned let target: any Store

  /// Enough rows to amortise a statement, few enough to stay in the cache.
  static let batch = 8192

  /// Makes an intake for one file.
  /// - Parameter resume: Where an earlier run ended; its records are not counted again.
  package init(
    file: String, identities: Identities, limits: IngestLimits, target: any Store,
    resume: ResumePoint? = nil
  ) {
    self.file = file
    self.resume = resume
    checkpoints = (resume?.checkpoint ?? .start, resume?.checkpoint ?? .start)
    self.identities = identities
    self.limits = limits
    self.target = target
    legs.reserveCapacity(Intake.batch)
  }

  /// Says where the next record begins, in a format that grows.
  package func begin(recordAt place: FilePlace) {
    isCounted = place.byte < resume?.consumed ?? 0
    recordsSinceCheckpoint += 1
    if recordsSinceCheckpoint >= Intake.checkpointDistance {
      checkpoints = (checkpoints.newer, place)
      recordsSinceCheckpoint = 0
    }
  }

  /// Says where the last record ended, in a format that grows.
  package func end(recordsAt place: FilePlace) {
    resumePoint = ResumePoint(
      checkpoint: checkpoints.older, consumed: (unfinishedAt ?? place).byte,
      events: (resume?.events ?? 0) + counts.read, contentEnd: place.byte)
  }

  /// Refuses the last line, which the switch is still writing.
  package func rejectUnfinished(at place: FilePlace) {
    reject(
      Reject(
        position: SourcePosition(file: file, line: place.line, byte: place.byte), column: nil,
        reason: .unfinishedLine))
    unfinishedAt = place
  }

  /// Records within one second are equal at most; a thousand go far beyond that.
  private static let checkpointDistance = 1024

  /// Takes a leg.
  ///
  /// `fallback` is the fingerprint of the raw record, for rows without an id.
  @inline(__always)
  package func take(_ leg: CallLeg, fallback: UInt64) throws {
    let key = leg.uniqueID == .none ? ordinal(of: fallback) : leg.key(fallback: fallback)
    guard !isCounted else { return }
    counts.read += 1
    legs.append(Keyed(fact: leg, key: key))
    if legs.count == Intake.batch { try flushLegs() }
  }

  /// Takes a queue event.
  ///
  /// `record` is the fingerprint of the raw record: the log has no row ids.
  package func take(_ event: QueueEvent, record: UInt64) throws {
    let key = ordinal(of: record)
    guard !isCounted else { return }
    counts.read += 1
    queueEvents.append(Keyed(fact: event, key: key))
    if queueEvents.count == Intake.batch { try flushQueueEvents() }
  }

  /// Takes a channel event.
  ///
  /// `record` is the fingerprint of the raw record: the log has no row ids.
  package func take(_ event: ChannelEvent, record: UInt64) throws {
    let key = ordinal(of: record)
    guard !isCounted else { return }
    counts.read += 1
    if event.kind == .other { noteUnknown(identities.names.text(event.word)) }
    channelEvents.append(Keyed(fact: event, key: key))
    if channelEvents.count == Intake.batch { try flushChannelEvents() }
  }

  /// Takes what was found out about the clock of the file's times; the zone to read them in.
  func take(_ decision: ZoneDecision) -> Zone {
    notes += decision.notes
    zoneFound = decision.found
    if let contradiction = decision.contradiction { contradictions.append(contradiction) }
    return decision.zone
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
    guard !isCounted else { return }
    counts.read += 1
    counts.rejected += 1
    if rejects.count < limits.rejectsKept { rejects.append(reject) }
  }

  /// Counts a word that no table names.
  package func noteUnknown(_ word: String) {
    guard !isCounted else { return }
    if unknownWords[word] != nil || unknownWords.count < 1000 {
      unknownWords[word, default: 0] += 1
    }
  }

  /// Hands over what is left.
  package func finish() throws {
    try flushLegs()
    try flushQueueEvents()
    try flushChannelEvents()
    try flushOrders()
    try flush(&visits, target.store(visits:counts:))
  }

  /// Equal records of one file are told apart by their ordinal.
  private func ordinal(of record: UInt64) -> UInt64 {
    fingerprint(repeats.count(record), into: record)
  }

  private func flushLegs() throws { try flush(&legs, target.store(legs:counts:)) }

  private func flushQueueEvents() throws {
    try flush(&queueEvents, target.store(queueEvents:counts:))
  }

  private func flushChannelEvents() throws {
    try flush(&channelEvents, target.store(channelEvents:counts:))
  }

  private func flushOrders() throws { try flush(&orderEvents, target.store(orderEvents:counts:)) }

  private func flush<Row>(_ rows: inout [Row], _ store: ([Row], inout Counts) throws -> Void) throws
  {
    guard !rows.isEmpty else { return }
    try store(rows, &counts)
    rows.removeAll(keepingCapacity: true)
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
