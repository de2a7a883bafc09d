/// A measure whose definition the report prints beside its figures.
enum DefinedMeasure: String, CaseIterable, Sendable {
  case naiveAnsweredRows, queueShowCompleted, queueShowAbandoned
  case bridge, answerRate, abandonmentRate, serviceLevel, latencyQuantiles, overflow
  case agentOffered, agentAnswerRate, pickupTime
  case agentsByHour, around14, workedTime, occupancy
  case callbackCoverage, callbackLatency
  case callKinds, uniqueCallers, firstContactResolution, issues, statusCalls, regions
  case confirmationTime, handlingTime
  case redemptionRate, redemptionBounds
  case sectionCalls, callsPer1000Visits
  case motivationScore, motivationBonus

  /// The definition in a report's language.
  func definition(in language: ReportLanguage) -> MeasureDefinition {
    switch language {
    case .ru: russian
    case .en: english
    }
  }
}

/// How a measure is counted, in words that a reader can check a figure by.
struct MeasureDefinition: Hashable, Sendable {
  /// The measure's name.
  var name: String
  /// The formula.
  var formula: String
  /// What is counted above the line.
  var numerator: String
  /// What is counted below the line.
  var denominator: String
  /// What is left out, and what counts at an edge.
  var exclusions: String
}
