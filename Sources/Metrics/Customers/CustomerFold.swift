package import Ingest

/// Journeys in order of their start → what each customer's calls are to one another.
///
/// Holds a few words per customer who called within the look-back, whatever the history.
/// Source: docs/metrics.md#kinds-of-call.
package struct CustomerFold: Sendable {
  private struct Memory: Sendable {
    /// The last day with an inbound call.
    var day: Day?
    /// When the last inbound call ended.
    var call: Instant?
    /// The same where nobody had answered it and nobody has talked with him since.
    var miss: Instant?
    var talk: Instant?
    var robot: Instant?
    /// The last inbound call, if it was answered and no further one has come.
    var answered: (day: Day, end: Instant)?
    /// The day of the last journey of any kind.
    var seen: Day
  }

  private let contact: Seconds
  private let repeatWithin: Seconds
  private let resolutionAfter: Seconds
  private let known: Day
  private let asOf: Instant
  private var customers: [Party: Memory] = [:]
  private var swept: Day?

  /// The days' tallies so far; those of the first `lookBack` days that were read miss what was
  /// before.
  package private(set) var days: [Day: CustomerTally] = [:]

  /// Makes a fold that has seen nothing.
  ///
  /// - Parameters:
  ///   - contactFrom: Seconds of talk from which a call of ours is a contact.
  ///   - repeatWithin: Wall-clock seconds within which a call is about an earlier one.
  ///   - resolutionAfter: Seconds without a further call after which an answered one has settled
  ///     the matter.
  ///   - dataBegin: The day of the first journey ever; the look-back is whole from `lookBack` days
  ///     later.
  ///   - asOf: When the data ends.
  package init(
    contactFrom: Seconds, repeatWithin: Seconds, resolutionAfter: Seconds, dataBegin: Day,
    asOf: Instant
  ) {
    contact = contactFrom
    self.repeatWithin = repeatWithin
    self.resolutionAfter = resolutionAfter
    known = dataBegin + CustomerTally.lookBack
    self.asOf = asOf
  }

  /// Takes a journey in, which starts no earlier than all before it.
  /// - Returns: The kind of an inbound call; `nil` for tests, hidden numbers and other directions.
  @discardableResult
  package mutating func record(_ row: JourneyRow) -> CallKind? {
    guard row.direction != .internal, row.outcome != .test else { return nil }
    guard row.customer.isNumber else {
      if row.direction == .inbound { days[row.day, default: CustomerTally()].anonymous += 1 }
      return nil
    }
    sweep(row.day)
    var memory = customers[row.customer] ?? Memory(seen: row.day)
    memory.seen = row.day
    defer { customers[row.customer] = memory }
    if row.direction == .outbound {
      if row.isRobot {
        memory.robot = row.end
      } else if row.isHumanContact(from: contact) {
        memory.talk = row.end
        memory.miss = nil
      }
      return nil
    }
    let kind = kind(of: row, after: memory)
    var tally = days[row.day] ?? CustomerTally()
    tally.calls += 1
    tally.kinds.record(kind.rawValue)
    if memory.day != row.day {
      let gap = memory.day.map { row.day.number - $0.number } ?? .max
      tally.gaps.record(min(gap, CustomerTally.lookBack + 1))
    }
    days[row.day] = tally
    if let answered = memory.answered {
      judge(answered, isResolved: row.start > answered.end + resolutionAfter)
    }
    memory.answered = row.outcome == .answered ? (row.day, row.end) : nil
    memory.day = row.day
    memory.call = row.end
    memory.miss = row.outcome == .missed || row.outcome == .closed ? row.end : nil
    return kind
  }

  /// Judges the last calls of all customers, as of the end of the data.
  package mutating func finish() {
    for memory in customers.values {
      if let answered = memory.answered { judge(answered, isResolved: true) }
    }
    customers = [:]
  }

  private func kind(of row: JourneyRow, after memory: Memory) -> CallKind {
    func isRecent(_ end: Instant?) -> Bool {
      end.map { row.start - $0 <= repeatWithin } ?? false
    }
    if isRecent(memory.miss) { return .afterOurMiss }
    if isRecent(memory.talk) { return .afterOurTalk }
    if isRecent(memory.robot) { return .afterRobot }
    if isRecent(memory.call) { return .repeated }
    if let day = memory.day, row.day.number - day.number <= CustomerTally.lookBack {
      return .known
    }
    return row.day < known ? .unknown : .new
  }

  private mutating func judge(_ answered: (day: Day, end: Instant), isResolved: Bool) {
    guard answered.end + resolutionAfter <= asOf else { return }
    days[answered.day, default: CustomerTally()].judged += 1
    if isResolved { days[answered.day, default: CustomerTally()].resolved += 1 }
  }

  /// Forgets, now and then, who has not been heard of within the look-back.
  private mutating func sweep(_ today: Day) {
    guard let last = swept else {
      swept = today
      return
    }
    guard today.number - last.number >= 7 else { return }
    swept = today
    for (customer, memory) in customers
    where today.number - memory.seen.number > CustomerTally.lookBack {
      if let answered = memory.answered { judge(answered, isResolved: true) }
      customers[customer] = nil
    }
  }
}
