import Ingest
import Metrics

/// A table as it is written to `csv/`, and shown in the report.
struct CSVTable {
  /// A cell, before any style.
  enum Cell: Hashable {
    /// Text that may come from outside: neutralised where a spreadsheet would take it for a formula.
    case text(String)
    /// Text of our own that needs no quotes, such as a masked number: written as it is.
    case verbatim(String)
    case count(Int)
    /// A decimal number that was rounded once.
    case decimal(String)
    /// Undefined: 0/0, or not computed yet.
    case empty
  }

  /// The file's name without `.csv`.
  var name: String
  var columns: [String]
  var rows: [[Cell]] = []

  /// Whole seconds or counts; empty where undefined.
  static func optional(_ value: Int?) -> Cell { value.map(Cell.count) ?? .empty }

  /// A customer's number, `+7 ••• •••-12-34`; empty where it was hidden.
  static func masked(_ party: Party) -> Cell {
    party.isNumber ? .verbatim(PhoneNumber(digits: Int64(party.raw)).masked) : .empty
  }

  /// A share with four decimals, half up; empty where the denominator is 0.
  static func share(_ numerator: Int, of denominator: Int) -> Cell {
    decimal(numerator, over: denominator, digits: 4)
  }

  /// A share or a difference of shares that is no quotient of counts, with four decimals, half away
  /// from zero.
  static func share(_ value: Double?) -> Cell {
    guard let value, value.isFinite else { return .empty }
    let scaled = Int((value * 10_000).rounded(.toNearestOrAwayFromZero))
    let sign = scaled < 0 ? "-" : ""
    return .decimal("\(sign)\(scaled.magnitude / 10_000)." + digits(abs(scaled) % 10_000, 4))
  }

  /// A quotient rounded half up, for numerators ≥ 0.
  static func decimal(_ numerator: Int, over denominator: Int, digits: Int) -> Cell {
    guard denominator > 0 else { return .empty }
    var scale = 1
    for _ in 0..<digits { scale *= 10 }
    let scaled = (2 * numerator * scale + denominator) / (2 * denominator)
    let fraction = String(scaled % scale)
    let padding = String(repeating: "0", count: max(0, digits - fraction.count))
    return .decimal("\(scaled / scale).\(padding)\(fraction)")
  }

  /// The file's bytes, in the configured style.
  func bytes(_ style: Config.CSVStyle) -> [UInt8] {
    var writer = CSVWriter(style)
    writer.heading(columns)
    for row in rows {
      for cell in row {
        switch cell {
        case .count(let value): writer.count(value)
        case .decimal(let text): writer.decimal(text)
        case .empty: writer.empty()
        case .text(let text): writer.text(text)
        case .verbatim(let text): writer.verbatim { $0.append(contentsOf: text.utf8) }
        }
      }
      writer.endRow()
    }
    return writer.bytes
  }
}
