import Ingest
import Metrics

extension Scorecard {
  /// Reads all versions, by first day and teams.
  static func read(_ top: SectionReader) -> [Scorecard] {
    var seen: Set<String> = []
    return top.sections("motivation", .scorecard).compactMap { section in
      guard let version = Scorecard(reading: section) else { return nil }
      for team in version.teams where !seen.insert("\(version.from) \(team)").inserted {
        section.report(
          "teams", "expected one version of a team's scorecard from a day on",
          "Merge the two, or let one begin on another day.")
      }
      return version
    }.sorted {
      ($0.from.number, $0.teams.joined(separator: "\u{0}"))
        < ($1.from.number, $1.teams.joined(separator: "\u{0}"))
    }
  }

  private init?(reading section: SectionReader) {
    var section = section
    let from = section.value("from", .day)
    let teams = section.list("teams", .text).sorted()
    // The version's identity, not its place in the list, so that order does not change hashes.
    let path = "motivation.\(from?.description ?? "")/\(teams.joined(separator: "+"))."
    section.path = path
    if section.has("teams"), teams.isEmpty {
      section.report("teams", "expected at least one team", "Name teams as agents.csv does.")
    }
    let cap = section.value("cap", .number)
    let tiers = Scorecard.tiers(section, path)
    var measures: [ScoredMeasure] = []
    let entries = section.sections("measures", .scoredMeasure)
    for measure in entries {
      guard let scored = ScoredMeasure(reading: measure, version: path) else { continue }
      if measures.contains(where: { $0.measure == scored.measure }) {
        measure.report("measure", "expected each measure once", "Remove the second.")
      }
      measures.append(scored)
    }
    if section.has("measures"), entries.isEmpty {
      section.report("measures", "expected at least one measure", "Add a measure.")
    }
    let bonus = section.value("bonus", .money)
    let period: Period? = section.value("period", .choice)
    let minimum = section.value("minimum_scored_weight", .share)
    let shrinkage = section.value("shrinkage", .count(0...1_000_000))
    let rounding: Rounding? = section.value("rounding", .choice)
    guard let from, let bonus, let cap, let minimum, let shrinkage, let rounding, let period else {
      return nil
    }
    self.init(
      from: from, teams: teams, period: period, bonus: bonus, cap: cap,
      minimumScoredWeight: minimum, shrinkage: shrinkage, rounding: rounding,
      payout: tiers.isEmpty ? .linear : .tiers(tiers), measures: measures)
  }

  private static func tiers(_ section: SectionReader, _ path: String) -> [Tier] {
    var tiers: [Tier] = []
    for entry in section.sections("tiers", .tier) {
      var entry = entry
      guard let from = entry.value("from", .number) else { continue }
      entry.path = "\(path)tiers.\(from.text)."
      guard let pays = entry.value("pays", .number) else { continue }
      if let last = tiers.last, from <= last.from {
        entry.report("from", "expected a score above the tier before", "Sort tiers upwards.")
      }
      tiers.append(Tier(from: from, pays: pays))
    }
    return tiers
  }
}

extension ScoredMeasure {
  fileprivate init?(reading section: SectionReader, version: String) {
    var section = section
    guard let measure = section.value("measure", .scorecardMeasure) else { return nil }
    section.path = "\(version)measures.\(measure.rawValue)."
    let unit = ValueKind.value(of: measure.unit)
    let weight = section.value("weight", .number)
    let floor = section.value("floor", unit)
    let target = section.value("target", unit)
    let gate = section.value("gate", unit)
    let cap = section.value("cap", .number)
    let minimum = section.value("minimum", .count(0...1_000_000))
    let lag = section.value("lag", .count(0...24)) ?? measure.defaultLag
    section.record("lag", String(lag))
    if weight == DecimalFraction(0) {
      section.report("weight", "expected a number over 0", "Remove the measure instead.")
    }
    if let floor, floor == target {
      section.report(
        "target", "expected another value than floor's",
        "Points run from floor to target: give the value that earns all.")
    }
    guard let weight, let floor, let target, let cap, let minimum else { return nil }
    self.init(
      measure: measure, weight: weight, floor: floor, target: target, gate: gate, cap: cap,
      minimum: minimum, lag: lag)
  }
}

extension ValueKind where Value == DecimalFraction {
  fileprivate static func value(of unit: ScorecardMeasure.Unit) -> Self {
    switch unit {
    case .share: .share
    case .per100Hours: .number
    case .seconds: .seconds
    }
  }
}

extension SectionReader {
  /// The measure, unless it is one that no agent commands.
  fileprivate func value(
    _ key: String, _ kind: MeasureKind
  ) -> ScorecardMeasure? {
    guard let name = value(key, ValueKind<String>.text) else { return nil }
    if let measure = ScorecardMeasure(rawValue: name) { return measure }
    if ScorecardMeasure.queueWaitNames.contains(name) {
      report(
        key, "expected a measure that an agent commands, queue wait is not one",
        "Nobody answers sooner than the queue lets him: use pickup_p50 or pickup_p90.")
      return nil
    }
    let names = ScorecardMeasure.allCases.map(\.rawValue)
    report(
      key, "expected one of \(names.joined(separator: ", "))",
      names.nearest(to: name).map { "Did you mean \($0)?" } ?? "Choose one of these.")
    return nil
  }
}

private enum MeasureKind { case scorecardMeasure }
