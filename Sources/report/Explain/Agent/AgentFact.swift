import Foundation
import Ingest
import Metrics

/// One thing that an agent had to do with a call, and what it counts in.
struct AgentFact {
  /// What it is; the raw value is JSON's.
  enum Kind: String, Encodable {
    case offer, talk, outbound
    case teamMiss = "team_miss"

    /// What a column about calls is made of; `nil` for one that is none about calls.
    init?(of measure: String) {
      switch measure {
      case "offered", "answered", "missed", "answer_rate", "pickup_p50_s", "pickup_p90_s",
        "answered_elsewhere", "caller_left", "busy", "short_ring", "team_missed", "rated", "low",
        "high":
        self = .offer
      case "handled", "transfers_in", "transfers_out", "talk_seconds", "average_handle_time_s",
        "talk_upper_bounds":
        self = .talk
      case "outbound", "outbound_connected", "outbound_talk_seconds": self = .outbound
      case _ where AgentHourTables.aroundMeasures.contains(measure): self = .offer
      default: return nil
      }
    }
  }

  let kind: Kind
  let call: CustomerCall
  var offer: AgentOffer?
  /// Seconds of talk.
  var talk: Seconds?
  let reason: AgentReason
  /// In which the call began.
  let hour: Int
  /// Of the day on which it began, from 0 for Monday on.
  let weekday: Int
  /// What it adds to the agent's figures: nothing, where it does not count.
  private(set) var tally = AgentTally()
  /// Likewise by the hour.
  private(set) var hours = HourTally()
  /// When it kept the agent busy; nothing, where that does not count.
  private(set) var busy = BusyTally()
  /// When it was a talk or a call out, whether it counts or not.
  private(set) var span: Range<Instant>?

  private init(
    _ kind: Kind, _ call: CustomerCall, _ reason: AgentReason, _ zone: Zone,
    offer: AgentOffer? = nil, talk: Seconds? = nil
  ) {
    (self.kind, self.call, self.reason) = (kind, call, reason)
    (self.offer, self.talk) = (offer, talk)
    hour = zone.secondOfDay(at: call.start) / 3600
    weekday = zone.day(of: call.start).weekday
  }

  /// Everything in a call that touches an agent, in the order of the reports' columns.
  /// - Parameters:
  ///   - agent: The agent's key, or that of the whole team.
  static func facts(
    of call: CustomerCall, agent: String, rules: CallRules, key: (AgentRef) -> String
  ) -> [AgentFact] {
    let zone = rules.zone
    var facts: [AgentFact] = []
    if agent == TallyKeys.team, call.teamMisses > 0 {
      var fact = AgentFact(.teamMiss, call, .teamMiss, zone)
      fact.tally.teamMissed = call.teamMisses
      facts.append(fact)
    }
    for offer in call.offers + call.offersApart where key(offer.agent) == agent {
      var fact = AgentFact(.offer, call, AgentReason(offer), zone, offer: offer)
      if offer.apart == nil {
        fact.tally.record(offer, hour: fact.hour)
        fact.hours.record(offer, hour: fact.hour)
      }
      facts.append(fact)
    }
    for talk in call.talks where key(talk.agent) == agent {
      var fact = AgentFact(
        .talk, call, AgentReason(talk, of: call.outcome), zone, talk: talk.length)
      fact.span = talk.start..<max(talk.start, talk.start + talk.length)
      if call.outcome != .test {
        fact.tally.record(talk)
        fact.hours.record(talk, hour: fact.hour)
        fact.busy.record(talk)
      }
      facts.append(fact)
    }
    if call.direction == .outbound, let caller = call.caller, key(caller) == agent {
      let isConnected = call.talk >= rules.contactFrom
      var fact = AgentFact(
        .outbound, call, isConnected ? .connected : .notConnected, zone, talk: call.talk)
      fact.span = call.start..<max(call.start, call.end)
      fact.tally.recordOutbound(talk: call.talk, contactFrom: rules.contactFrom)
      fact.hours.recordOutbound(
        talk: call.talk, contactFrom: rules.contactFrom, hour: fact.hour)
      fact.busy.recordOutbound(from: call.start, to: call.end)
      facts.append(fact)
    }
    return facts
  }

  /// What it adds to which column of a table, by the columns' names; quantiles take the pickup
  /// itself.
  func counts(in table: AgentQuestion.Table) -> [String: Int] {
    switch table {
    case .calls, .time, .pauses: counts
    case .hours: hourCounts
    case .around14:
      Dictionary(
        uniqueKeysWithValues: hourCounts.filter { ["rated", "answered"].contains($0.key) }.map {
          ($0.key + (hour < AgentHourTables.parting ? "_before" : "_after"), $0.value)
        })
    }
  }

  private var counts: [String: Int] {
    var counts = [
      "offered": tally.offered, "answered": tally.answered, "missed": tally.missed,
      "handled": tally.handled, "transfers_in": tally.transfersIn,
      "transfers_out": tally.transfersOut, "talk_seconds": tally.talk, "outbound": tally.outbound,
      "outbound_connected": tally.outboundConnected, "outbound_talk_seconds": tally.outboundTalk,
      "answered_elsewhere": tally.answeredElsewhere, "caller_left": tally.callerLeft,
      "busy": tally.busy, "short_ring": tally.shortRing, "team_missed": tally.teamMissed,
      "talk_upper_bounds": tally.talkUpperBounds,
    ].filter { $0.value != 0 }
    if tally.pickup.total > 0 { counts["pickup_s"] = tally.pickup.sum }
    return counts
  }

  private var hourCounts: [String: Int] {
    func count(_ measure: HourTally.Measure) -> Int { hours.count(measure, hour: hour) }
    let offered = count(.answered) + count(.missed)
    return [
      "offered": offered, "answered": count(.answered), "missed": count(.missed),
      "rated": offered, "handled": count(.handled), "talk_seconds": count(.talk),
      "outbound": count(.outbound), "outbound_connected": count(.outboundConnected),
    ].filter { $0.value != 0 }
  }

  /// Whether it is in a column's figure, in its denominator at least.
  func counts(in measure: String, of table: AgentQuestion.Table) -> Bool {
    let counts = counts(in: table)
    return switch measure {
    case "answer_rate": counts["offered"] != nil
    case "low", "high": counts["rated"] != nil
    case "pickup_p50_s", "pickup_p90_s": counts["pickup_s"] != nil
    case "talk_seconds", "average_handle_time_s": counts["handled"] != nil
    case "outbound_talk_seconds": counts["outbound_connected"] != nil
    case "answer_rate_before": counts["rated_before"] != nil
    case "answer_rate_after": counts["rated_after"] != nil
    case "difference", "difference_low", "difference_high", "verdict":
      counts["rated_before"] != nil || counts["rated_after"] != nil
    default: counts[measure] != nil
    }
  }
}
