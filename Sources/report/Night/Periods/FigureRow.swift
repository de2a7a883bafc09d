/// A row of a table, read by its columns' names.
struct FigureRow {
  private let columns: [String]
  private let cells: [CSVTable.Cell]

  init(columns: [String], cells: [CSVTable.Cell]) {
    self.columns = columns
    self.cells = cells
  }

  private func cell(_ column: String) -> CSVTable.Cell {
    guard let index = columns.firstIndex(of: column), cells.indices.contains(index) else {
      return .empty
    }
    return cells[index]
  }

  /// The text of a cell; empty where it holds none.
  func text(_ column: String) -> String {
    switch cell(column) {
    case .text(let text), .verbatim(let text): text
    case .count, .decimal, .empty: ""
    }
  }

  /// A whole number; `nil` where it is undefined.
  func count(_ column: String) -> Int? {
    if case .count(let value) = cell(column) { value } else { nil }
  }

  /// A number; `nil` where it is undefined.
  func number(_ column: String) -> Double? {
    switch cell(column) {
    case .count(let value): Double(value)
    case .decimal(let text): Double(text)
    case .text, .verbatim, .empty: nil
    }
  }

  /// An amount in minor units; `nil` where it is undefined.
  func minor(_ column: String) -> Int? {
    number(column).map { Int(($0 * 100).rounded()) }
  }
}

extension CSVTable {
  /// The rows, to be read by their columns' names.
  var figureRows: [FigureRow] { rows.map { FigureRow(columns: columns, cells: $0) } }
}

extension ReportComposer.Figures {
  /// A table that has rows.
  func table(_ name: String) -> CSVTable? {
    tables.first { $0.name == name && !$0.rows.isEmpty }
  }

  /// The rows of a table; none where it is absent.
  func rows(_ name: String) -> [FigureRow] { table(name)?.figureRows ?? [] }

  /// The row `all` of a table.
  func total(_ name: String, _ column: String) -> FigureRow? {
    rows(name).first { $0.text(column) == "all" }
  }

  /// The row of a whole month cohort.
  func cohort(_ month: String) -> FigureRow? {
    rows("redemption").first { $0.text("cohort") == month && $0.text("dimension") == "all" }
  }
}
