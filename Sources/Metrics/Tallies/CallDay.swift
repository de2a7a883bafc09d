package import Ingest

/// Names of agents and queues, as the tallies' keys.
package struct TallyKeys: Sendable {
  private let agents: AgentDirectory
  private let names: NameTable

  package init(agents: AgentDirectory, names: NameTable) {
    self.agents = agents
    self.names = names
  }

  /// The agent's id, or the device with a `?` before it where no row of agents.csv maps it.
  package func key(_ agent: AgentRef) -> String {
    switch agent {
    case .mapped(let index): agents[index].id
    case .unmapped(let name): "?" + names.text(name)
    case .outsourced: TallyKeys.outsourced
    }
  }

  /// The queue's name.
  package func key(queue: NameID) -> String { names.text(queue) }

  /// The key of calls that the whole team missed together.
  package static let team = "team"

  /// The key of a centre that answers for the shop.
  package static let outsourced = "outsourced"

  /// The key of a station of the way to a person.
  /// - Parameter number: From 1.
  package func key(hop number: Int, _ hop: Hop) -> String {
    "\(number) \(hop.queue == .none ? TallyKeys.phones : names.text(hop.queue))"
  }

  /// Phones that were dialled without a queue, among the stations of the way to a person.
  package static let phones = "(phones)"
}

/// All tallies of the journeys that started on one day.
package struct CallDay: Hashable, Sendable {
  package var calls = CallTally()
  package var queues: [String: QueueTally] = [:]
  package var agents: [String: AgentTally] = [:]
  package var sections: [String: SectionTally] = [:]
  package var hops: [String: HopTally] = [:]

  package init() {}

  /// Adds the tallies of other journeys of the day.
  package mutating func merge(_ other: CallDay) {
    calls.merge(other.calls)
    queues.merge(other.queues) { $0.merging($1) }
    agents.merge(other.agents) { $0.merging($1) }
    sections.merge(other.sections) { $0.merging($1) }
    hops.merge(other.hops) { $0.merging($1) }
  }

  /// Adds one journey.
  package mutating func record(_ call: CustomerCall, rules: CallRules, keys: TallyKeys) {
    let hour = rules.zone.secondOfDay(at: call.start) / 3600
    calls.journeys += 1
    calls.talk += call.direction == .inbound ? call.talk : 0
    switch call.direction {
    case .internal: calls.internalCalls += 1
    case .outbound: recordOutbound(call, rules: rules, keys: keys)
    case .inbound:
      calls.inbound += 1
      calls.hours.record(hour * 16 + call.outcome.rawValue)
      recordOutcome(call)
      if call.outcome != .test {
        recordTalk(call, keys: keys)
        recordSection(call, rules: rules)
      }
      if call.outcome.isOffered {
        recordOffers(call, hour: hour, keys: keys)
        recordVisits(call, rules: rules, keys: keys)
        recordHops(call, keys: keys)
      }
    }
  }

  private mutating func recordOutcome(_ call: CustomerCall) {
    switch call.outcome {
    case .test: calls.test += 1
    case .ivrServed: calls.ivrServed += 1
    case .closed: calls.closed += 1
    case .closedAnswered:
      calls.closed += 1
      calls.closedAnswered += 1
    case .ivrLeft: calls.ivrLeft += 1
    case .answered:
      calls.answered += 1
      calls.latency.record(call.wait ?? 0)
    case .missed:
      calls.missed += 1
      calls.maybeAnswered += call.isMaybeAnswered ? 1 : 0
      if let reason = call.missed {
        calls.missedReasons.record(reason.rawValue)
        if reason == .abandonLong || reason == .abandonShort {
          calls.abandonWaits.record(call.wait ?? 0)
        }
        if reason == .timeout { calls.timeoutWaits.record(call.wait ?? 0) }
      }
    case .unknown: calls.unknown += 1
    case .none: break
    }
  }

  private mutating func recordOutbound(_ call: CustomerCall, rules: CallRules, keys: TallyKeys) {
    calls.outbound += 1
    guard let caller = call.caller else { return }
    agents[keys.key(caller), default: AgentTally()]
      .recordOutbound(talk: call.talk, contactFrom: rules.contactFrom)
  }

  private mutating func recordTalk(_ call: CustomerCall, keys: TallyKeys) {
    for talk in call.talks {
      agents[keys.key(talk.agent), default: AgentTally()].record(talk)
    }
  }

  private mutating func recordOffers(_ call: CustomerCall, hour: Int, keys: TallyKeys) {
    for offer in call.offers {
      agents[keys.key(offer.agent), default: AgentTally()].record(offer, hour: hour)
    }
    if call.teamMisses > 0 {
      agents[TallyKeys.team, default: AgentTally()].teamMissed += call.teamMisses
    }
  }

  private mutating func recordVisits(_ call: CustomerCall, rules: CallRules, keys: TallyKeys) {
    for visit in call.visits {
      queues[keys.key(queue: visit.queue), default: QueueTally()].record(
        visit, shortAbandon: rules.shortAbandon)
    }
  }

  private mutating func recordHops(_ call: CustomerCall, keys: TallyKeys) {
    for (index, hop) in call.hops.enumerated() {
      var tally = HopTally()
      if let bridged = hop.bridged {
        tally.answered = 1
        tally.waits.record(max(0, bridged - call.hops[0].entered))
      } else if index + 1 < call.hops.count {
        tally.passedOn = 1
      } else if call.outcome == .unknown {
        tally.unknown = 1
      } else {
        tally.left = 1
      }
      hops[keys.key(hop: index + 1, hop), default: HopTally()].merge(tally)
    }
  }

  private mutating func recordSection(_ call: CustomerCall, rules: CallRules) {
    let day = rules.zone.day(of: call.start)
    sections[SectionKey.of(call.number, on: day, in: rules.numbers), default: SectionTally()]
      .record(call)
  }
}

// What follows changes tallies where they lie: one that is taken out of its dictionary and put back
// is copied, with its histograms, at each call.

extension QueueTally {
  fileprivate mutating func record(_ visit: QueueVisit, shortAbandon: Seconds) {
    switch visit.end {
    case .connected:
      answered += 1
      latency.record(visit.wait)
    case .abandoned:
      if visit.wait <= shortAbandon { shortAbandoned += 1 } else { abandoned += 1 }
      abandonWaits.record(visit.wait)
    case .timeout:
      timeouts += 1
      timeoutWaits.record(visit.wait)
    case .callbackRequested:
      otherMissed += 1
      callbackRequested += 1
    case .keyExit, .empty, .full, .withdrawn: otherMissed += 1
    case .unknown: unknown += 1
    }
  }
}

extension SectionTally {
  fileprivate mutating func record(_ call: CustomerCall) {
    calls += 1
    if call.outcome == .answered { answered += 1 }
    if call.outcome == .missed { missed += 1 }
    if call.customer.isNumber { callers.insert(call.customer.raw) }
  }
}

/// The rows of the section table that are no sections.
package enum SectionKey {
  /// A general number of the shop.
  package static let general = "(general)"
  /// A number whose section has ended and that still rings.
  package static let retired = "(retired)"
  /// A number that numbers.csv does not know.
  package static let unmapped = "(unmapped)"

  /// The row that a call to `number` counts in on `day`.
  package static func of(_ number: Party, on day: Day, in numbers: NumberDirectory) -> String {
    guard number.isNumber else { return unmapped }
    let digits = Int64(number.raw)
    if let assignment = numbers.assignment(of: digits, on: day) {
      return assignment.section ?? general
    }
    return numbers.retiredAssignment(of: digits, by: day) == nil ? unmapped : retired
  }
}
