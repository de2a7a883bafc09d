/// Everything that a period's `report.html` shows, computed and worded: the page divides nothing.
///
/// Every `String` here is plain text from anywhere, a caller's name included; rendering escapes it.
struct ReportPage: Sendable {
  /// The language of the frame's words; it is the document's `lang`.
  var language: ReportLanguage
  /// The shop's name.
  var shop: String
  /// The period that the report is about.
  var period: Period
  /// The title of the period that changes are measured against; `nil` where there is none.
  var comparison: String?
  /// The day up to which facts count, as a date in words.
  var asOf: String
  /// The name and version of the program.
  var generator: String
  /// The hash of the configuration that the figures were computed under.
  var configHash: String
  /// The headline figures, most important first; four to eight read best.
  var tiles: [Tile] = []
  /// What to do today, most urgent first.
  var actions: [Action] = []
  /// What to know before trusting a figure.
  var notices: [Notice] = []
  /// The chapters, in order.
  var sections: [Section] = []
  /// The ways to other reports.
  var navigation = Navigation()

  /// A period as the page's head shows it.
  struct Period: Sendable {
    /// Day, week or month.
    var kind: PeriodKind
    /// `Ноябрь 2026`.
    var title: String
    /// `1–30 ноября 2026`.
    var dates: String
    /// Whether more facts of this period are still to come.
    var state: State = .complete

    /// Whether a period is over.
    enum State: Sendable {
      case complete, open
    }
  }

  /// A headline figure.
  struct Tile: Sendable {
    /// What is measured.
    var label: String
    /// The value as text, without its unit; "–" where it is undefined.
    var value: String
    /// The unit, set smaller beside the value.
    var unit: String?
    /// The value of the comparison period, unit included.
    var previous: String?
    /// How it changed; `nil` where there is nothing to compare with.
    var change: Change?
    /// The recent course, oldest first, `nil` where a day has no value; drawn as a sparkline.
    var course: [Double?] = []
    /// The section that tells more: its ``Section/id``.
    var section: String?
  }

  /// A change against the comparison period.
  struct Change: Sendable {
    /// The difference with its sign, such as `+3,2 п. п.` for shares.
    var text: String
    /// Its 95 % interval as text.
    var interval: String?
    /// Which way the value moved.
    var movement: Movement
    /// What the movement means.
    var meaning: Meaning

    /// Which way a value moved.
    enum Movement: String, Sendable {
      case up, down, level
    }

    /// What a change means; `noEvidence` where the interval of the difference contains 0.
    enum Meaning: String, Sendable {
      case better, worse, neutral, noEvidence
    }
  }

  /// How pressing an action or a notice is.
  enum Severity: String, Sendable {
    case urgent, attention, routine
  }

  /// Something to do today.
  struct Action: Sendable {
    /// What to do, in the imperative.
    var text: String
    /// Why, or where the list is.
    var detail: String?
    /// How pressing it is.
    var severity: Severity
    /// The section that tells more: its ``Section/id``.
    var section: String?
  }

  /// A caveat: data health, figures that are not final.
  struct Notice: Sendable {
    /// What to know.
    var text: String
    /// More about it.
    var detail: String?
    /// `routine` is for information only.
    var severity: Severity
  }

  /// A chapter: a sentence, pictures, tables, and how it is counted.
  struct Section: Sendable {
    /// The fragment that leads here, made of ASCII letters, digits and `-`.
    var id: String
    /// The heading.
    var heading: String
    /// What the chapter says, in a sentence.
    var lead: String?
    /// Pictures.
    var charts: [ChartSVG] = []
    /// Tables.
    var tables: [Table] = []
    /// Remarks below the tables.
    var notes: [String] = []
    /// How the figures are counted.
    var definitions: [MeasureDefinition] = []
  }

  /// Links to other reports: relative addresses; any other address is not made a link.
  struct Navigation: Sendable {
    /// The period before.
    var previous: Link?
    /// The period after.
    var next: Link?
    /// The list of all periods.
    var index: Link?
    /// The folder of CSV twins or single files to download.
    var files: [Link] = []
  }

  /// A titled address.
  struct Link: Sendable {
    /// The text of the link.
    var title: String
    /// A relative address, such as `../2026-10/report.html`.
    var address: String
  }
}
