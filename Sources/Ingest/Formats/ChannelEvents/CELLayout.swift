/// Which column of a channel event log holds what.
struct CELLayout: Hashable, Sendable {
  enum Column: String, CaseIterable, Sendable {
    case kind = "eventtype"
    case time = "eventtime"
    case number = "cid_num"
    case dialledNumber = "cid_dnid"
    case dialled = "exten"
    case context
    case channel = "channame"
    case application = "appname"
    case applicationData = "appdata"
    case account = "accountcode"
    case uniqueID = "uniqueid"
    case linkedID = "linkedid"
    case extra

    /// The place in the order of the cases.
    fileprivate var ordinal: Int {
      switch self {
      case .kind: 0
      case .time: 1
      case .number: 2
      case .dialledNumber: 3
      case .dialled: 4
      case .context: 5
      case .channel: 6
      case .application: 7
      case .applicationData: 8
      case .account: 9
      case .uniqueID: 10
      case .linkedID: 11
      case .extra: 12
      }
    }
  }

  /// What the layout is called in notes.
  var name: String
  /// How many fields a row has.
  var widths: ClosedRange<Int>
  /// Column index by the columns' order; -1 where the layout has none.
  private var indices = Array(repeating: -1, count: Column.allCases.count)
  /// Whether the last field is `extra`, from 18 fields on.
  private var endsWithExtra = false

  private init(name: String, widths: ClosedRange<Int>) {
    self.name = name
    self.widths = widths
  }

  private subscript(column: Column) -> Int {
    get { indices[column.ordinal] }
    set { indices[column.ordinal] = newValue }
  }

  /// Where a row of some width has a column; `nil` where it has none.
  func index(_ column: Column, width: Int) -> Int? {
    if column == .extra, endsWithExtra { return width >= 18 ? width - 1 : nil }
    let index = self[column]
    return index >= 0 && index < width ? index : nil
  }

  /// cel_custom's mapping as its sample configuration has it.
  ///
  /// The first 17 fields are the same in all releases; userfield, userdeftype and eventextra came
  /// one by one. Source: cel_custom.conf.sample.
  static let stock: CELLayout = {
    var layout = CELLayout(name: "cel_custom", widths: 17...20)
    let order: [Column?] = [
      .kind, .time, nil, .number, nil, nil, .dialledNumber, .dialled, .context, .channel,
      .application, .applicationData, nil, .account, .uniqueID, .linkedID, nil,
    ]
    for (index, column) in order.enumerated() { if let column { layout[column] = index } }
    layout.endsWithExtra = true
    return layout
  }()

  /// A table by its headings; `nil` where it lacks eventtype, eventtime, channame or uniqueid.
  /// - Parameter overrides: field name → heading, from the config.
  static func table(headings: [String], overrides: [String: String] = [:]) -> CELLayout? {
    let lowered = headings.map { $0.lowercased() }
    var layout = CELLayout(
      name: "table of \(headings.count) columns", widths: headings.count...headings.count)
    for column in Column.allCases {
      let wanted =
        [overrides[column.rawValue]?.lowercased(), column.rawValue].compactMap(\.self)
        + (column == .extra ? ["eventextra"] : [])
      layout[column] = wanted.lazy.compactMap { lowered.firstIndex(of: $0) }.first ?? -1
    }
    return layout.isComplete ? layout : nil
  }

  /// A mapping of the shop's own in a file without headings: field name → place, from 1.
  ///
  /// `nil` where the config gives none, or not all that is needed.
  static func places(_ overrides: [String: String]) -> CELLayout? {
    let most = IngestLimits.standard.fields
    var layout = CELLayout(name: "columns as the config says", widths: 1...most)
    for column in Column.allCases {
      guard let place = overrides[column.rawValue].flatMap({ Int($0) }), place > 0 else { continue }
      layout[column] = place - 1
    }
    guard layout.isComplete, let last = layout.indices.max(), last < most else { return nil }
    layout.widths = (last + 1)...most
    return layout
  }

  private var isComplete: Bool {
    [Column.kind, .time, .channel, .uniqueID].allSatisfy { self[$0] >= 0 }
  }

  /// The number of fields, for a reject.
  var expected: String {
    widths.count == 1
      ? String(widths.lowerBound)
      : widths.upperBound > 20
        ? "at least \(widths.lowerBound)" : "\(widths.lowerBound) to \(widths.upperBound)"
  }
}
