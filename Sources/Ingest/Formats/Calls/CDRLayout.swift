/// Which column of a call detail record holds what.
package struct CDRLayout: Hashable, Sendable {
  package enum Column: Int, CaseIterable, Sendable {
    case account
    case source
    case dialled
    case context
    case callerID
    case channel
    case destination
    case application
    case applicationData
    case start
    case answer
    case end
    case duration
    case billed
    case disposition
    case uniqueID
    case linkedID
    case sequence
    case did
  }

  /// What the layout is called in notes.
  package var name: String
  /// How many fields a row has.
  package var width: Int
  /// Column index per ``Column``; -1 where the layout has none.
  private var indices: [Int]
  /// The export's own headings; empty where it has no heading line.
  package var headings: [String] = []

  package init(name: String, width: Int) {
    self.name = name
    self.width = width
    indices = Array(repeating: -1, count: Column.allCases.count)
  }

  package subscript(column: Column) -> Int {
    get { indices[column.rawValue] }
    set { indices[column.rawValue] = newValue }
  }

  /// The heading to name in a reject.
  package func heading(_ column: Column) -> String {
    let index = self[column]
    if index >= 0, index < headings.count { return headings[index] }
    return switch column {
    case .account: "accountcode"
    case .source: "src"
    case .dialled: "dst"
    case .context: "dcontext"
    case .callerID: "clid"
    case .channel: "channel"
    case .destination: "dstchannel"
    case .application: "lastapp"
    case .applicationData: "lastdata"
    case .start: "start"
    case .answer: "answer"
    case .end: "end"
    case .duration: "duration"
    case .billed: "billsec"
    case .disposition: "disposition"
    case .uniqueID: "uniqueid"
    case .linkedID: "linkedid"
    case .sequence: "sequence"
    case .did: "did"
    }
  }

  /// Asterisk's cdr_csv, by its number of fields.
  ///
  /// Source: cdr/cdr_csv.c. 16 fields always; `loguniqueid`, `loguserfield` add one each,
  /// `newcdrcolumns` adds peeraccount, linkedid, sequence. 17 and 20 are told apart by
  /// `hasUniqueID`.
  package static func csv(width: Int, hasUniqueID: Bool) -> CDRLayout? {
    guard (16...21).contains(width) else { return nil }
    var layout = CDRLayout(name: "cdr_csv of \(width) columns", width: width)
    let base: [Column?] = [
      .account, .source, .dialled, .context, .callerID, .channel, .destination, .application,
      .applicationData, .start, .answer, .end, .duration, .billed, .disposition, nil,
    ]
    for (index, column) in base.enumerated() { if let column { layout[column] = index } }
    let hasID = width == 18 || width == 21 || (width == 17 || width == 20) && hasUniqueID
    if hasID { layout[.uniqueID] = 16 }
    if width >= 19 {
      layout[.linkedID] = width - 2
      layout[.sequence] = width - 1
    }
    return layout
  }

  /// cdr_custom's default mapping: clid first, accountcode 16th.
  ///
  /// Source: cdr_custom.conf.sample.
  package static let custom: CDRLayout = {
    var layout = CDRLayout(name: "cdr_custom", width: 19)
    let order: [Column?] = [
      .callerID, .source, .dialled, .context, .channel, .destination, .application,
      .applicationData, .start,
      .answer, .end, .duration, .billed, .disposition, nil, .account, .uniqueID, nil, .sequence,
    ]
    for (index, column) in order.enumerated() { if let column { layout[column] = index } }
    return layout
  }()

  /// The headings under which tables hold each field, in order of preference.
  ///
  /// `calldate` is the start: FreePBX and the stock MySQL table have no other time.
  static let headingsByColumn: [(Column, [String])] = [
    (.account, ["accountcode"]), (.source, ["src"]), (.dialled, ["dst"]),
    (.context, ["dcontext"]), (.callerID, ["clid"]), (.channel, ["channel"]),
    (.destination, ["dstchannel"]), (.application, ["lastapp"]),
    (.applicationData, ["lastdata"]), (.start, ["start", "calldate"]),
    (.answer, ["answer"]), (.end, ["end"]), (.duration, ["duration"]), (.billed, ["billsec"]),
    (.disposition, ["disposition"]), (.uniqueID, ["uniqueid"]), (.linkedID, ["linkedid"]),
    (.sequence, ["sequence"]), (.did, ["did"]),
  ]

  /// A table by its headings; `nil` where it lacks start, dst, duration or disposition.
  /// - Parameter overrides: field name → heading, from the config.
  package static func table(headings: [String], overrides: [String: String] = [:]) -> CDRLayout? {
    let lowered = headings.map { $0.lowercased() }
    var layout = CDRLayout(name: "table of \(headings.count) columns", width: headings.count)
    layout.headings = headings
    for (column, known) in headingsByColumn {
      let wanted = known.compactMap { overrides[$0]?.lowercased() } + known
      for heading in wanted {
        if let index = lowered.firstIndex(of: heading) {
          layout[column] = index
          break
        }
      }
    }
    let required: [Column] = [.start, .dialled, .duration, .disposition]
    return required.allSatisfy { layout[$0] >= 0 } ? layout : nil
  }
}
