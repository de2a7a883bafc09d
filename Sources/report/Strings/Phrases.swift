/// All words of a report's frame in one language.
///
/// Every phrase is a stored property without a default, so a language that lacks one does not
/// compile. Columns, outcomes and definitions are enums with an exhaustive switch per language.
struct Phrases: Sendable {
  var page: Page
  var sections: Sections
  var charts: Charts
  var change: Change
  var units: Units
  var nouns: Nouns
  var calendar: Calendar
  var tiles: Tiles

  /// Words of the document's frame.
  struct Page: Sendable {
    var reportTitle: String
    var skipToContent: String
    var contents: String
    var periods: String
    var allReports: String
    var previousPeriod: String
    var nextPeriod: String
    var asOf: String
    var comparedWith: String
    var headline: String
    var today: String
    var nothingToDo: String
    var notices: String
    var definition: String
    var formula: String
    var numerator: String
    var denominator: String
    var exclusions: String
    var configuration: String
    var generator: String
    var undefinedNote: String
    var immatureNote: String
    var tableRegion: String
    var sortBy: String
    var empty: String
    var stillOpen: String
    var days: String
    var weeks: String
    var months: String
    var newest: String
    var privacy: String
  }

  /// Headings of the report's sections.
  struct Sections: Sendable {
    var calls: String
    var bridge: String
    var pbx: String
    var agents: String
    var answerLatency: String
    var overflow: String
    var callbacks: String
    var missedCalls: String
    var customers: String
    var issues: String
    var statusCalls: String
    var regions: String
    var confirmation: String
    var redemption: String
    var siteSections: String
    var motivation: String
    var dataQuality: String
    var risk: String
  }

  /// Titles, series and axis words of the charts.
  struct Charts: Sendable {
    var callsByHour: String
    var callsByDay: String
    var answerLatency: String
    var redemptionCohorts: String
    var siteSections: String
    var hour: String
    var calls: String
    var answeredCalls: String
    var waitSeconds: String
    var previousMean: String
    var previousPeriod: String
    var withinThreshold: String
    var rateWithInterval: String
    var floorToCeiling: String
    var immature: String
    var noData: String
    var total: String
    var trend: String
  }

  /// Words for a change against another period; colour never speaks alone.
  struct Change: Sendable {
    var better: String
    var worse: String
    var neutral: String
    var noEvidence: String
    var noComparison: String
    var was: String
    var interval: String
    var urgent: String
    var attention: String
    var routine: String
    var information: String
    var healthy: String
  }

  /// Units as they follow a number.
  struct Units: Sendable {
    var second: String
    var minute: String
    var hour: String
    var day: String
    var points: String
  }

  /// Nouns that follow a count.
  struct Nouns: Sendable {
    var calls: CountedNoun
    var missedCalls: CountedNoun
    var orders: CountedNoun
    var parcels: CountedNoun
    var agents: CountedNoun
    var rows: CountedNoun
    var files: CountedNoun
    var numbers: CountedNoun
    var customers: CountedNoun
    var days: CountedNoun
    var hours: CountedNoun
    var visits: CountedNoun
  }

  /// Names of months and weekdays, Monday first.
  struct Calendar: Sendable {
    var months: [String]
    var monthsInDates: [String]
    var shortMonths: [String]
    var weekdays: [String]
    var shortWeekdays: [String]
    var week: String
    var periodKinds: PeriodKinds

    /// The kinds of period, as they stand above a title.
    struct PeriodKinds: Sendable {
      var day: String
      var week: String
      var month: String
    }
  }

  /// Labels of the headline figures.
  struct Tiles: Sendable {
    var offered: String
    var answered: String
    var missed: String
    var answerRate: String
    var serviceLevel: String
    var averageSpeedOfAnswer: String
    var callbackCoverage: String
    var callbackLatency: String
    var confirmationTime: String
    var handlingTime: String
    var redemptionRate: String
    var inbound: String
    var bonus: String
  }

  /// `от −1,2 до +3,4`, `−1.2 to +3.4`.
  var fromTo: @Sendable (String, String) -> String

  /// The name of a kind of period.
  func name(of kind: PeriodKind) -> String {
    switch kind {
    case .day: calendar.periodKinds.day
    case .week: calendar.periodKinds.week
    case .month: calendar.periodKinds.month
    }
  }
}
