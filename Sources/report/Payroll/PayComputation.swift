import Ingest
import Metrics

/// A month's pay sheet out of the tallies.
@MainActor
struct PayComputation {
  let config: Config
  let directories: Config.Directories
  let month: Period
  let transaction: Transaction

  /// A line with what payroll needs beside it.
  struct Line {
    var pay: PayLine
    var payrollID: String
    var name: String
  }

  /// The lines of every agent who had a line in the month, by id; empty without a scorecard.
  ///
  /// Where a version begins in mid-month each version scores its own days, and the month's bonus is
  /// the sum of each version's by its share of the agent's worked hours.
  func lines() throws -> [Line] {
    guard month.kind == .month else { return [] }
    var result: [Line] = []
    for team in Set(config.motivation.flatMap(\.teams)).sorted() {
      let segments = segments(of: team)
      guard !segments.isEmpty else { continue }
      let sheets = try segments.map { segment in
        PaySheet.lines(
          scorecard: segment.card, bonuses: bonuses(of: team),
          inputs: try inputs(segment.card, team: team, first: segment.first, last: segment.last))
      }
      for index in directories.agents.indices {
        let agent = directories.agents[index]
        guard
          let row = month.days.lazy.compactMap({ agent.row(on: Day(number: $0)) })
            .first(where: { $0.team == team })
        else { continue }
        let parts = sheets.map { $0.first { $0.agent == agent.id } }
        guard let pay = joined(parts, segments, index) else { continue }
        result.append(Line(pay: pay, payrollID: row.payrollID ?? "", name: row.name))
      }
    }
    return result.sorted { $0.pay.agent < $1.pay.agent }
  }

  private struct Segment {
    var card: Scorecard
    var first: Day
    var last: Day
  }

  /// The versions in force in the month, each with its days.
  private func segments(of team: String) -> [Segment] {
    var segments: [Segment] = []
    for number in month.days {
      let day = Day(number: number)
      guard let card = config.motivation.version(for: team, on: day) else { continue }
      if let last = segments.indices.last, segments[last].card == card {
        segments[last].last = day
      } else {
        segments.append(Segment(card: card, first: day, last: day))
      }
    }
    return segments
  }

  private func bonuses(of team: String) -> [String: Int] {
    var bonuses: [String: Int] = [:]
    for agent in directories.agents.agents {
      let row = month.days.lazy.compactMap { agent.row(on: Day(number: $0)) }.first
      if let bonus = row?.bonus, row?.team == team { bonuses[agent.id] = bonus }
    }
    return bonuses
  }

  /// What everybody who was ever in the team did: the team's rates are over all of them.
  private func inputs(
    _ card: Scorecard, team: String, first: Day, last: Day
  ) throws -> [String: [ScorecardMeasure: MeasureInput]] {
    let calls = try transaction.merged(AgentTally.self, from: first, to: last)
    let orders = try transaction.merged(ConfirmationTally.self, from: first, to: last)
    var inputs: [String: [ScorecardMeasure: MeasureInput]] = [:]
    for index in directories.agents.indices {
      let agent = directories.agents[index]
      guard agent.rows.contains(where: { $0.team == team }) else { continue }
      var own: [ScorecardMeasure: MeasureInput] = [:]
      let worked = Rational(directories.worked.seconds(of: index, in: first...last), 3600)
      for scored in card.measures {
        own[scored.measure] = try input(
          scored, agent: agent.id, calls: calls[agent.id] ?? AgentTally(),
          orders: orders[agent.id] ?? ConfirmationTally(), worked: worked)
      }
      inputs[agent.id] = own
    }
    return inputs
  }

  private func input(
    _ scored: ScoredMeasure, agent: String, calls: AgentTally, orders: ConfirmationTally,
    worked: Rational
  ) throws -> MeasureInput? {
    func ratio(_ numerator: Int, _ denominator: Int) -> MeasureInput {
      MeasureInput(numerator: Rational(numerator), denominator: Rational(denominator))
    }
    func quantile(_ percent: Int) -> MeasureInput? {
      calls.pickup.quantile(percent: percent).map { ratio($0, calls.pickup.total) }
    }
    let manual = orders.confirmed + orders.neverConfirmed
    switch scored.measure {
    case .answerRate: return ratio(calls.answered, calls.offered)
    case .answeredPer100Hours:
      return MeasureInput(numerator: Rational(calls.answered * 100), denominator: worked)
    case .missedPer100Hours:
      return MeasureInput(numerator: Rational(calls.missed * 100), denominator: worked)
    case .pickupP50: return quantile(50)
    case .pickupP90: return quantile(90)
    case .confirmationWithin15Minutes: return ratio(orders.latencyOpen.count(upTo: 900), manual)
    case .confirmationWithin60Minutes: return ratio(orders.latencyOpen.count(upTo: 3600), manual)
    case .redemptionRate:
      let cohort = cohort(lag: scored.lag)
      let tally =
        try transaction.merged(RedemptionTally.self, from: cohort.first, to: cohort.last)[
          "agent\t" + agent] ?? RedemptionTally()
      return ratio(tally.redeemed, tally.redeemed + tally.returned)
    }
  }

  /// The cohort that a lagging measure is about.
  func cohort(lag: Int) -> Period {
    var cohort = month
    for _ in 0..<lag { cohort = cohort.previous }
    return cohort
  }

  /// One line out of the versions' lines.
  private func joined(
    _ parts: [PayLine?], _ segments: [Segment], _ agent: AgentIndex
  ) -> PayLine? {
    let present = zip(parts, segments).compactMap { part, segment in part.map { ($0, segment) } }
    guard var line = present.first?.0, present.count > 1 else { return present.first?.0 }
    let worked = present.map { directories.worked.seconds(of: agent, in: $1.first...$1.last) }
    let total = worked.reduce(0, +)
    let days = present.map { $1.last.number - $1.first.number + 1 }
    let weights = total > 0 ? worked : days
    let whole = weights.reduce(0, +)
    line.details = present.flatMap(\.0.details)
    line.score = nil
    guard present.allSatisfy({ $0.0.bonusMinor != nil }) else {
      line.bonusMinor = nil
      return line
    }
    let sum = zip(present, weights).reduce(Rational.zero) { sum, entry in
      sum + Rational(entry.0.0.bonusMinor ?? 0) * Rational(entry.1, whole)
    }
    line.bonusMinor = sum.roundedHalfUp(toStep: segments[0].card.rounding.step)
    return line
  }
}
