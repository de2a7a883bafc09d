package import Ingest

/// Journeys in order of their start → what each customer's calls are to one another.
///
/// Holds a few words per customer who called within the look-back, whatever the history.
/// Source: docs/metrics.md#kinds-of-call.
package struct CustomerFold: Sendable {
  /// What is known of a customer: 24 bytes, because there are as many as customers who called.
  ///
  /// Moments are Unix seconds and 0 where there was none; 32 bits last until 2106.
  private struct Memory: Sendable {
    /// The day of the last inbound call, where `call` is not 0.
    var day: Int32 = 0
    /// The day of the last journey of any kind.
    var seen: Int32
    /// When the last inbound call, talk of a person, call of a machine ended.
    var call: UInt32 = 0
    var talk: UInt32 = 0
    var robot: UInt32 = 0
    /// Whether a person had taken the last inbound call.
    var isAnswered = false
    /// Whether nobody had, and nobody has talked with the customer since.
    var isMissed = false

    init(seen: Day) { self.seen = Int32(clamping: seen.number) }

    /// The last inbound call, if it was answered.
    var answered: (day: Day, end: Instant)? {
      isAnswered ? (Day(number: Int(day)), Instant(epoch: Int(call))) : nil
    }

    static func moment(_ instant: Instant) -> UInt32 { UInt32(clamping: instant.epoch) }
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
    memory.seen = Int32(clamping: row.day.number)
    defer { customers[row.customer] = memory }
    if row.direction == .outbound {
      if row.isRobot {
        memory.robot = Memory.moment(row.end)
      } else if row.isHumanContact(from: contact) {
        memory.talk = Memory.moment(row.end)
        memory.isMissed = false
      }
      return nil
    }
    let kind = kind(of: row, after: memory)
    // In place: a tally that is taken out and put back is copied with its histograms.
    days[row.day, default: CustomerTally()].calls += 1
    days[row.day, default: CustomerTally()].kinds.record(kind.rawValue)
    let gap = memory.call == 0 ? .max : row.day.number - Int(memory.day)
    if gap != 0 {
      days[row.day, default: CustomerTally()].gaps.record(min(gap, CustomerTally.lookBack + 1))
    }
    if let answered = memory.answered {
      judge(answered, isResolved: row.start > answered.end + resolutionAfter)
    }
    memory.isAnswered = row.outcome == .answered
    memory.isMissed = row.outcome == .missed || row.outcome == .closed
    memory.day = Int32(clamping: row.day.number)
    memory.call = Memory.moment(row.end)
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
    func isRecent(_ end: UInt32) -> Bool {
      end != 0 && row.start.epoch - Int(end) <= repeatWithin
    }
    if memory.isMissed, isRecent(memory.call) { return .afterOurMiss }
    if isRecent(memory.talk) { return .afterOurTalk }
    if isRecent(memory.robot) { return .afterRobot }
    if isRecent(memory.call) { return .repeated }
    if memory.call != 0, row.day.number - Int(memory.day) <= CustomerTally.lookBack {
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
    where today.number - Int(memory.seen) > CustomerTally.lookBack {
      if let answered = memory.answered { judge(answered, isResolved: true) }
      customers[customer] = nil
    }
  }
}
