import Ingest
import Metrics
import Testing

/// What a day's rows and lines are before they are calls, counted on fingers.
@Suite("Facts of a day") struct CallFactTests {
  /// Each line of a queue log that anything counts, and where `queue show` has it.
  ///
  /// Source: apps/app_queue.c, the calls of `update_queue` (C) and `record_abandoned` (A).
  static let completed: Set<QueueEventKind> = [
    .completeCaller, .completeAgent, .blindTransfer, .attendedTransfer, .transfer,
  ]
  static let abandoned: Set<QueueEventKind> = [
    .abandon, .exitWithTimeout, .exitEmpty, .withdraw, .sysCompat,
  ]

  static func event(_ kind: QueueEventKind, at epoch: Int, queue: Int = 1) -> QueueEvent {
    var event = QueueEvent()
    event.kind = kind
    event.at = Instant(epoch: epoch)
    event.queue = NameID(number: queue)
    return event
  }

  static func leg(_ disposition: Disposition, at epoch: Int) -> CallLeg {
    var leg = CallLeg()
    leg.start = Instant(epoch: epoch)
    leg.disposition = disposition
    return leg
  }

  @Test(arguments: QueueEventKind.allCases)
  func `a line is in C, in A or in neither`(_ kind: QueueEventKind) {
    var counter = CallFactCounter(zone: .utc)
    counter.count(Self.event(kind, at: 3600))
    let facts = counter.take(Day(number: 0))
    #expect(facts.queueEvents == 1)
    let queue = facts.queues[NameID(number: 1)] ?? QueueShowTally()
    #expect(queue.completed == (Self.completed.contains(kind) ? 1 : 0))
    #expect(queue.abandoned == (Self.abandoned.contains(kind) ? 1 : 0))
    #expect(queue.keyExits == (kind == .exitWithKey ? 1 : 0))
  }

  @Test func `each queue has its own counters, and a line without a queue is in none`() {
    var counter = CallFactCounter(zone: .utc)
    counter.count(Self.event(.abandon, at: 10, queue: 1))
    counter.count(Self.event(.abandon, at: 20, queue: 2))
    counter.count(Self.event(.completeAgent, at: 30, queue: 2))
    counter.count(Self.event(.abandon, at: 40, queue: 0))
    let facts = counter.take(Day(number: 0))
    #expect(facts.queueEvents == 4)
    #expect(facts.queues.count == 2)
    #expect(facts.queues[NameID(number: 1)]?.abandoned == 1)
    #expect(facts.queues[NameID(number: 2)]?.abandoned == 1)
    #expect(facts.queues[NameID(number: 2)]?.completed == 1)
  }

  @Test(arguments: Disposition.allCases)
  func `only ANSWERED is an answered row`(_ disposition: Disposition) {
    var counter = CallFactCounter(zone: .utc)
    counter.count(Self.leg(disposition, at: 0))
    let facts = counter.take(Day(number: 0))
    #expect(facts.legs == 1)
    #expect(facts.answeredLegs == (disposition == .answered ? 1 : 0))
  }

  /// Yekaterinburg is 5 h east: its 2 January 1970 begins at 19:00 UTC, second 68,400.
  @Test func `a fact belongs to the local day it lies on, whatever came before it`() throws {
    var counter = CallFactCounter(zone: try #require(Zone("Asia/Yekaterinburg")))
    counter.count(Self.leg(.answered, at: 68_399))
    counter.count(Self.event(.abandon, at: 68_400))
    // Back over midnight: two sources are read side by side.
    counter.count(Self.leg(.busy, at: 68_399))
    let first = counter.take(Day(number: 0))
    #expect([first.legs, first.answeredLegs, first.queueEvents] == [2, 1, 0])
    let second = counter.take(Day(number: 1))
    #expect([second.legs, second.queueEvents] == [0, 1])
    #expect(counter.take(Day(number: 1)) == CallFacts(), "a day is handed over once")
  }
}
