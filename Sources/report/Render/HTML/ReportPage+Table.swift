extension ReportPage {
  /// A table of figures.
  struct Table: Sendable {
    /// What the table lists.
    var caption: String
    /// The columns, the first of which names the row.
    var columns: [Column]
    /// The rows, in the order to show without a script.
    var rows: [Row]
    /// Whether a reader may sort the rows.
    var order: Order = .sortable

    /// What the order of rows means.
    enum Order: Sendable {
      case sortable
      /// The order is the content: steps that lead from one to the next.
      case fixed
    }

    /// A column.
    struct Column: Sendable {
      /// The CSV heading of the column.
      var key: String
      /// The heading in the report's language.
      var heading: String
      /// What the column holds.
      var kind: Kind
      /// Where its cells align; by its kind where not given.
      var alignment: Alignment

      /// A column whose alignment follows from its kind.
      init(key: String, heading: String, kind: Kind, alignment: Alignment? = nil) {
        self.key = key
        self.heading = heading
        self.kind = kind
        self.alignment = alignment ?? (kind == .text ? .start : .end)
      }

      /// A column of the CSV twin.
      init(_ column: ReportColumn, kind: Kind, in language: ReportLanguage) {
        self.init(key: column.rawValue, heading: column.heading(in: language), kind: kind)
      }
    }

    /// What a column holds.
    enum Kind: String, Sendable {
      case text, number, share, money
    }

    /// Where cells align.
    enum Alignment: String, Sendable {
      case start, end, center
    }

    /// A row.
    struct Row: Sendable {
      /// As many cells as there are columns; missing ones are shown as undefined.
      var cells: [Cell]
      /// Whether the row stands out.
      var emphasis: Emphasis = .plain
    }

    /// How a row or a cell stands out.
    enum Emphasis: String, Sendable {
      case plain
      /// The row `all`: it stays last when the table is sorted.
      case total
      /// Not final: an immature cohort.
      case greyed
      /// The one that the config names.
      case chosen
    }

    /// A cell.
    struct Cell: Sendable {
      /// The text; "–" where the value is undefined.
      var text: String
      /// What the cell sorts by; its text where not given.
      var sortValue: Double?
      /// The length of a bar behind the figure, 0–1.
      var bar: Double?

      /// A cell of text or of a number that is already worded.
      init(_ text: String, sort sortValue: Double? = nil, bar: Double? = nil) {
        self.text = text
        self.sortValue = sortValue
        self.bar = bar
      }

      /// A value that does not exist: 0/0.
      static let undefined = Cell(ReportFormat.undefined)
    }
  }
}
