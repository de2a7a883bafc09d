package import Ingest

/// What the journeys of one day say about agents' hours: counts by hour, and busy time.
package struct AgentDay: Hashable, Sendable {
  /// By agent; the centre's under ``HourTally/centre``.
  package private(set) var hours: [String: HourTally] = [:]
  /// By agent.
  package private(set) var busy: [String: BusyTally] = [:]

  package init() {}

  /// Adds what other journeys of the day say.
  package mutating func merge(_ other: AgentDay) {
    hours.merge(other.hours) { $0.merging($1) }
    busy.merge(other.busy) { $0.merging($1) }
  }

  /// Adds one journey.
  package mutating func record(_ call: CustomerCall, rules: CallRules, keys: TallyKeys) {
    let hour = rules.zone.secondOfDay(at: call.start) / 3600
    switch call.direction {
    case .internal: break
    case .outbound:
      guard let caller = call.caller else { return }
      let key = keys.key(caller)
      hours[key, default: HourTally()]
        .recordOutbound(talk: call.talk, contactFrom: rules.contactFrom, hour: hour)
      busy[key, default: BusyTally()].recordOutbound(from: call.start, to: call.end)
    case .inbound:
      guard call.outcome != .test else { return }
      recordCentre(call, hour: hour)
      for talk in call.talks {
        let key = keys.key(talk.agent)
        hours[key, default: HourTally()].record(talk, hour: hour)
        busy[key, default: BusyTally()].record(talk)
      }
      guard call.outcome.isOffered else { return }
      for offer in call.offers where offer.result == .answered || offer.result == .missed {
        hours[keys.key(offer.agent), default: HourTally()].record(offer, hour: hour)
      }
    }
  }

  private mutating func recordCentre(_ call: CustomerCall, hour: Int) {
    var tally = hours[HourTally.centre] ?? HourTally()
    switch call.outcome {
    case .answered: tally.record(.answered, hour: hour)
    case .unknown: tally.record(.unknown, hour: hour)
    case .missed:
      tally.record(.missed, hour: hour)
      if call.missed == .abandonShort { tally.record(.shortAbandoned, hour: hour) }
    case .none, .test, .ivrServed, .closed, .closedAnswered, .ivrLeft: return
    }
    hours[HourTally.centre] = tally
  }
}
