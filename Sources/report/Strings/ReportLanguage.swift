/// The language of a report; a report is in one language throughout.
enum ReportLanguage: String, CaseIterable, Sendable {
  case ru, en

  /// All words of the report in this language.
  var phrases: Phrases {
    switch self {
    case .ru: .russian
    case .en: .english
    }
  }

  /// How this language writes numbers, dates and durations.
  var format: ReportFormat { ReportFormat(language: self) }

  /// The sentences of leads and actions.
  var sentences: Sentences { Sentences(language: self) }
}
