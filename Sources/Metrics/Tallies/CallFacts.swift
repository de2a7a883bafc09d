package import Ingest

/// What the sources hold of one day before anything is read as a call.
package struct CallFacts: Hashable, Sendable {
  package var legs = 0
  /// Legs that the switch calls ANSWERED, whoever or whatever picked up.
  package var answeredLegs = 0
  package var queueEvents = 0
  package var queues: [NameID: QueueShowTally] = [:]

  package init() {}
}

/// Counts legs and queue events by the local day on which they began.
package struct CallFactCounter {
  private let zone: Zone
  private var days: [Day: CallFacts] = [:]
  /// The day of the last fact and its first and last moment: facts come in order of time.
  private var today = Day(number: 0)
  private var span: Range<Instant>

  package init(zone: Zone) {
    self.zone = zone
    span = Instant(epoch: 0)..<Instant(epoch: 0)
  }

  package mutating func count(_ leg: CallLeg) {
    turn(to: leg.start)
    days[today, default: CallFacts()].legs += 1
    if leg.disposition == .answered { days[today, default: CallFacts()].answeredLegs += 1 }
  }

  package mutating func count(_ event: QueueEvent) {
    turn(to: event.at)
    days[today, default: CallFacts()].queueEvents += 1
    guard event.queue != .none, QueueShowTally.counts(event.kind) else { return }
    days[today, default: CallFacts()].queues[event.queue, default: QueueShowTally()]
      .record(event.kind)
  }

  /// Hands over a day, of which no more facts come.
  package mutating func take(_ day: Day) -> CallFacts {
    days.removeValue(forKey: day) ?? CallFacts()
  }

  private mutating func turn(to moment: Instant) {
    guard !span.contains(moment) else { return }
    today = zone.day(of: moment)
    span = zone.start(of: today)..<zone.start(of: today + 1)
  }
}
