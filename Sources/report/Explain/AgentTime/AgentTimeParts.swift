import Ingest
import Metrics

/// Adds up what makes up a row of agent_time.csv, part by part.
@MainActor
struct AgentTimeParts {
  private let evidence: AgentEvidence
  /// The finished row.
  private let row: AgentTimeTables.Row
  /// The period, up to "now".
  private let span: IntervalSet
  private let zone: Zone
  private let workedDays: Set<Day>
  private var sum: AgentTimeSum

  init(_ evidence: AgentEvidence, of row: AgentTimeTables.Row, span: IntervalSet, zone: Zone) {
    (self.evidence, self.row, self.span, self.zone) = (evidence, row, span, zone)
    workedDays = row.time.workedDays(zone)
    sum = AgentTimeSum(of: row.time, zone: zone)
  }

  /// All parts, in the order in which they are added up.
  /// - Parameter isAsked: Whether a pause is asked about.
  static func parts(
    _ evidence: AgentEvidence, pauses isAsked: (PresencePart) -> Bool, of row: AgentTimeTables.Row,
    span: IntervalSet, zone: Zone
  ) -> [AgentTimePart] {
    var parts = AgentTimeParts(evidence, of: row, span: span, zone: zone)
    return parts.shifts() + parts.sessions() + parts.pauses(isAsked) + parts.conversations()
  }

  private var isByShifts: Bool { row.time.source == .shifts }

  private func isWithoutShift(_ time: IntervalSet) -> Bool {
    isByShifts && !time.days(zone).isSubset(of: workedDays)
  }

  private mutating func shifts() -> [AgentTimePart] {
    (evidence.shifts?.stretches ?? []).compactMap { shift in
      var part = AgentTimePart(.shift, .shift, from: shift.start, to: shift.end, in: span)
      guard !part.within.isEmpty else { return nil }
      part.tellClip()
      part.count(sum.add(shift: part.within))
      return part
    }
  }

  /// Sessions, then log-offs of which no session is known.
  private mutating func sessions() -> [AgentTimePart] {
    let sessions = evidence.parts.filter { $0.kind == .session }.map { session in
      var part = AgentTimePart(session, .loggedOn, in: span)
      let added = sum.add(session: part.within)
      part.count(added)
      part.tell(.overlapsSession, where: added.loggedIn < part.within.total)
      part.tell(.shiftsGoFirst, where: isByShifts)
      if isWithoutShift(part.within) { part.flag("work_without_shift", .withoutShift) }
      return part
    }
    return sessions
      + evidence.parts.filter { $0.kind == .strayLogoff }
      .map { AgentTimePart($0, .strayLogoff, in: span) }
  }

  private mutating func pauses(_ isAsked: (PresencePart) -> Bool) -> [AgentTimePart] {
    evidence.parts.filter { $0.kind == .pause && isAsked($0) }.map { pause in
      var part = AgentTimePart(pause, .paused, in: span)
      let worked = part.within.intersection(row.time.worked).total
      let added = sum.add(pause: part.within)
      part.count(added)
      part.tell(.outsideWorked, where: worked < part.within.total)
      part.tell(.overlapsPause, where: added.paused < worked)
      return part
    }
  }

  /// Talks and calls out, also those that the day before left behind.
  private mutating func conversations() -> [AgentTimePart] {
    let whole = evidence.conversations.sorted {
      ($0.span.lowerBound, $0.span.upperBound, $0.fact.call.id)
        < ($1.span.lowerBound, $1.span.upperBound, $1.fact.call.id)
    }
    return whole.compactMap { fact, span in
      var part = AgentTimePart(fact, at: span, in: self.span)
      let isOwn = evidence.isOfPeriod(fact)
      guard isOwn || !part.within.isEmpty else { return nil }
      let busy = fact.busy.busy.intersection(self.span)
      let added = sum.add(busy: busy)
      part.count(added)
      part.tell(.callOfDayBefore, where: !isOwn)
      if isOwn {
        part.count([
          "handled": fact.tally.handled, "outbound_connected": fact.tally.outboundConnected,
        ])
      }
      part.tell(.notConnected, where: fact.reason == .notConnected)
      part.tell(.talkOfTest, where: fact.reason == .talkOfTest)
      part.tell(.overlapsCall, where: added.busy < busy.total)
      if isWithoutShift(busy) { part.flag("work_without_shift", .withoutShift) }
      return part
    }
  }
}
