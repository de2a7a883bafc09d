package import Ingest

/// One version of how a team's bonus is computed, in force from a day until the next version.
package struct Scorecard: Hashable, Sendable {
  /// The length of time that is scored and paid at once.
  package enum Period: String, CaseIterable, Hashable, Sendable { case month }

  /// How a bonus becomes an amount that can be paid; once, at the end.
  package enum Rounding: String, CaseIterable, Hashable, Sendable {
    case roubleHalfUp = "rouble-half-up"
    case kopeckHalfUp = "kopeck-half-up"

    /// The smallest amount paid, in minor units.
    package var step: Int { self == .roubleHalfUp ? 100 : 1 }
  }

  /// How a score becomes a share of the bonus.
  package enum Payout: Hashable, Sendable {
    /// The share is the score.
    case linear
    /// The share of the last tier that the score reaches; below the first nothing. Ascending.
    case tiers([Tier])
  }

  /// A score from which on a share of the bonus is paid.
  package struct Tier: Hashable, Sendable {
    /// The least score of the tier.
    package var from: DecimalFraction
    /// The share of the bonus.
    package var pays: DecimalFraction

    /// Makes a tier of its least score and its share.
    package init(from: DecimalFraction, pays: DecimalFraction) {
      self.from = from
      self.pays = pays
    }
  }

  /// The first day it holds.
  package var from: Day
  /// The teams it holds for, as agents.csv names them; sorted.
  package var teams: [String]
  /// What is scored and paid at once.
  package var period: Period
  /// The bonus at score 1 and full rate, in minor units.
  package var bonus: Int
  /// The largest score.
  package var cap: DecimalFraction
  /// The share of the weights that must be scored; under it a person decides.
  package var minimumScoredWeight: DecimalFraction
  /// `m` in (k + m · team) / (n + m), by which rates are shrunk; 0 leaves them.
  package var shrinkage: Int
  /// How the bonus is rounded.
  package var rounding: Rounding
  /// How a score becomes a share of the bonus.
  package var payout: Payout
  /// What is scored; each measure once.
  package var measures: [ScoredMeasure]

  /// Makes a version of its parts.
  package init(
    from: Day, teams: [String], period: Period, bonus: Int, cap: DecimalFraction,
    minimumScoredWeight: DecimalFraction, shrinkage: Int, rounding: Rounding, payout: Payout,
    measures: [ScoredMeasure]
  ) {
    self.from = from
    self.teams = teams
    self.period = period
    self.bonus = bonus
    self.cap = cap
    self.minimumScoredWeight = minimumScoredWeight
    self.shrinkage = shrinkage
    self.rounding = rounding
    self.payout = payout
    self.measures = measures
  }
}

/// A measure of a scorecard: points run linearly from 0 at the floor to 1 at the target.
package struct ScoredMeasure: Hashable, Sendable {
  /// What is measured.
  package var measure: ScorecardMeasure
  /// Its part of the score, against the sum of all weights.
  package var weight: DecimalFraction
  /// The value that earns nothing, in the measure's unit.
  package var floor: DecimalFraction
  /// The value that earns all; below the floor where less is better.
  package var target: DecimalFraction
  /// A value worse than this costs the whole bonus.
  package var gate: DecimalFraction?
  /// The most points, 1 being the target's.
  package var cap: DecimalFraction
  /// The denominator under which the measure is not scored.
  package var minimum: Int
  /// By how many months the cohort lies back.
  package var lag: Int

  /// Makes a scored measure of its parts.
  package init(
    measure: ScorecardMeasure, weight: DecimalFraction, floor: DecimalFraction,
    target: DecimalFraction, gate: DecimalFraction?, cap: DecimalFraction, minimum: Int, lag: Int
  ) {
    self.measure = measure
    self.weight = weight
    self.floor = floor
    self.target = target
    self.gate = gate
    self.cap = cap
    self.minimum = minimum
    self.lag = lag
  }

  /// Whether less is better.
  package var isLowerBetter: Bool { target < floor }
}

extension [Scorecard] {
  /// The version in force for a team on a day: the latest that began by then.
  package func version(for team: String, on day: Day) -> Scorecard? {
    self.filter { $0.from <= day && $0.teams.contains(team) }.max { $0.from < $1.from }
  }
}
