/// Everything that `index.html` shows: all periods that have a report.
struct IndexPage: Sendable {
  /// The language of the frame's words.
  var language: ReportLanguage
  /// The shop's name.
  var shop: String
  /// The day up to which facts count, as a date in words.
  var asOf: String
  /// The name and version of the program.
  var generator: String
  /// The periods of all kinds, newest first within a kind.
  var entries: [Entry]

  /// A period with its report.
  struct Entry: Sendable {
    /// Day, week or month.
    var kind: PeriodKind
    /// The title: `Ноябрь 2026`.
    var title: String
    /// The days: `1–30 ноября 2026`.
    var dates: String
    /// A relative address: `2026-11/report.html`.
    var address: String
    /// One or two figures in words: `принято 83,1 %`.
    var figures: String?
    /// Whether the period is over.
    var state: ReportPage.Period.State = .complete
  }
}
