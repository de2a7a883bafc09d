package import Ingest

/// What one agent did in one measure.
package struct MeasureInput: Hashable, Sendable {
  /// The count above the line, times 100 for what is counted in 100 hours; for a pickup its seconds.
  package var numerator: Rational
  /// What it is counted in: cases, or worked hours; for a pickup the number of answered calls.
  package var denominator: Rational

  /// Makes an input of its parts.
  package init(numerator: Rational, denominator: Rational) {
    self.numerator = numerator
    self.denominator = denominator
  }
}

/// How one measure of one agent was paid: enough to compute it by hand.
package struct PayDetail: Hashable, Sendable {
  /// Why a measure stands out.
  package enum Note: String, Hashable, Sendable {
    case none = ""
    /// Too few cases to be scored.
    case belowMinimum = "below minimum"
    /// Worse than the gate: the whole bonus is lost.
    case gate
  }

  package var measure: ScorecardMeasure
  /// `nil` where nothing was given.
  package var numerator: Rational?
  package var denominator: Rational
  package var value: Rational?
  /// The value moved towards the team's; rates only.
  package var shrunk: Rational?
  package var floor: DecimalFraction
  package var target: DecimalFraction
  package var weight: DecimalFraction
  /// `nil` where the measure was not scored.
  package var points: Rational?
  package var note: Note
  /// How many months before the paid month the measured cohort lies.
  package var lag: Int
}

/// One agent's score and bonus.
package struct PayLine: Hashable, Sendable {
  package var agent: String
  /// `nil` where too little was scored: a person decides.
  package var score: Rational?
  /// The bonus in minor units; `nil` without a score.
  package var bonusMinor: Int?
  /// The scorecard's measures in its order.
  package var details: [PayDetail]
}

/// From a scorecard and what the agents did to what they are paid, in exact fractions.
///
/// Source: docs/metrics.md#motivation.
package enum PaySheet {
  /// Pays every agent of a team; the team's rates are over all agents that `inputs` names.
  ///
  /// - Parameters:
  ///   - scorecard: The version in force.
  ///   - bonuses: Minor units at score 1 for agents whose bonus is not the scorecard's.
  ///   - inputs: Agent id → measure → what was done; a measure without cases may be left out.
  /// - Returns: A line for every agent, by id.
  package static func lines(
    scorecard: Scorecard, bonuses: [String: Int] = [:],
    inputs: [String: [ScorecardMeasure: MeasureInput]]
  ) -> [PayLine] {
    var teams: [ScorecardMeasure: Rational] = [:]
    for measure in scorecard.measures.map(\.measure) {
      let given = inputs.values.compactMap { $0[measure] }
      let cases = given.reduce(.zero) { $0 + $1.denominator }
      if cases > .zero { teams[measure] = given.reduce(.zero) { $0 + $1.numerator } / cases }
    }
    return inputs.sorted { $0.key < $1.key }.map { agent, inputs in
      let details = scorecard.measures.map {
        detail($0, inputs[$0.measure], team: teams[$0.measure], shrinkage: scorecard.shrinkage)
      }
      let score = score(details, scorecard)
      let isGated = details.contains { $0.note == .gate }
      let bonus = bonuses[agent] ?? scorecard.bonus
      return PayLine(
        agent: agent, score: score,
        bonusMinor: score.map { isGated ? 0 : amount(bonus: bonus, score: $0, scorecard) },
        details: details)
    }
  }

  /// (k + m · team) / (n + m), then points from the floor to the target.
  private static func detail(
    _ scored: ScoredMeasure, _ input: MeasureInput?, team: Rational?, shrinkage: Int
  ) -> PayDetail {
    var detail = PayDetail(
      measure: scored.measure, numerator: input?.numerator,
      denominator: input?.denominator ?? .zero,
      value: nil, shrunk: nil, floor: scored.floor, target: scored.target, weight: scored.weight,
      points: nil, note: .none, lag: scored.lag)
    if detail.denominator < Rational(scored.minimum) { detail.note = .belowMinimum }
    guard let input, input.denominator > .zero else { return detail }
    let value =
      scored.measure.unit == .seconds ? input.numerator : input.numerator / input.denominator
    var paid = value
    detail.value = value
    if scored.measure.isShrunk, let team {
      let weight = Rational(shrinkage)
      paid = (input.numerator + weight * team) / (input.denominator + weight)
      detail.shrunk = paid
    }
    guard detail.note == .none else { return detail }
    detail.points = points(of: paid, scored)
    if let gate = scored.gate.map({ Rational($0) }),
      scored.isLowerBetter ? paid > gate : paid < gate
    {
      detail.note = .gate
    }
    return detail
  }

  /// 0 at the floor, 1 at the target, not beyond the cap.
  private static func points(of paid: Rational, _ scored: ScoredMeasure) -> Rational {
    let floor = Rational(scored.floor)
    let points = (paid - floor) / (Rational(scored.target) - floor)
    return min(Rational(scored.cap), max(.zero, points))
  }

  /// The mean of the points by the weights of what was scored; `nil` where that is too little.
  private static func score(_ details: [PayDetail], _ scorecard: Scorecard) -> Rational? {
    var all = Rational.zero
    var scored = Rational.zero
    var total = Rational.zero
    for detail in details {
      let weight = Rational(detail.weight)
      all = all + weight
      guard let points = detail.points else { continue }
      scored = scored + weight
      total = total + weight * points
    }
    guard scored > .zero, scored / all >= Rational(scorecard.minimumScoredWeight) else {
      return nil
    }
    return min(Rational(scorecard.cap), total / scored)
  }

  /// The share of the bonus that a score earns, rounded once.
  private static func amount(bonus: Int, score: Rational, _ scorecard: Scorecard) -> Int {
    let share =
      switch scorecard.payout {
      case .linear: score
      case .tiers(let tiers):
        tiers.last { Rational($0.from) <= score }.map { Rational($0.pays) } ?? .zero
      }
    return (Rational(bonus) * share).roundedHalfUp(toStep: scorecard.rounding.step)
  }
}
