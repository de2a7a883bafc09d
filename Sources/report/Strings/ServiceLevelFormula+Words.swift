import Metrics

extension ServiceLevelFormula {
  /// How the configured formula counts, beside its figure.
  func definition(in language: ReportLanguage) -> MeasureDefinition {
    var definition = DefinedMeasure.serviceLevel.definition(in: language)
    definition.name += " (\(rawValue))"
    let (above, below, exclusions) = language == .ru ? russian : english
    definition.formula = "\(above) ÷ \(below)"
    definition.exclusions = exclusions
    definition.denominator = below
    if above.contains("+") { definition.numerator = above }
    return definition
  }

  private typealias Words = (above: String, below: String, exclusions: String)

  private var russian: Words {
    let inTime = "принятые за порог"
    let ended = "(принятые + сброшенные)"
    let out = "звонки с неизвестным исходом не входят; порог указан в таблице"
    return switch self {
    case .ringtally:
      (inTime, "(поступило − исход неизвестен − сброс сразу − заказан перезвон)", out)
    case .asteriskSL: (inTime, "принятые", "пропущенные не входят; " + out)
    case .asteriskSL2Documented:
      ("(\(inTime) + сброшенные за порог)", ended, "ушедшие по тайм-ауту не входят; " + out)
    case .asteriskSL2:
      (
        "(\(inTime) + сброшенные и ушедшие по тайм-ауту за порог)",
        "(принятые + сброшенные + ушедшие по тайм-ауту)", out
      )
    case .amazonConnect:
      ("(\(inTime) + сброшенные за порог)", "(поступило − исход неизвестен)", out)
    case .xcally: (inTime, "(принятые + сброшенные позже порога)", out)
    case .genesysNoShort: (inTime, "(принятые + сброшенные − сброс сразу)", out)
    case .genesys: (inTime, ended, "ушедшие по тайм-ауту не входят; " + out)
    case .vonage: (inTime, "(поступило − исход неизвестен)", out)
    }
  }

  private var english: Words {
    let inTime = "answered in threshold"
    let ended = "(answered + abandons)"
    let out = "unknown outcomes are out; the table prints the threshold"
    return switch self {
    case .ringtally:
      (inTime, "(offered − unknown − short abandons − callback requests)", out)
    case .asteriskSL: (inTime, "answered", "missed calls are out; " + out)
    case .asteriskSL2Documented:
      ("(\(inTime) + abandons in threshold)", ended, "time-outs are out; " + out)
    case .asteriskSL2:
      (
        "(\(inTime) + abandons and time-outs in threshold)",
        "(answered + abandons + time-outs)", out
      )
    case .amazonConnect: ("(\(inTime) + abandons in threshold)", "(offered − unknown)", out)
    case .xcally: (inTime, "(answered + abandons after the threshold)", out)
    case .genesysNoShort: (inTime, "(answered + abandons − short abandons)", out)
    case .genesys: (inTime, ended, "time-outs are out; " + out)
    case .vonage: (inTime, "(offered − unknown)", out)
    }
  }
}
