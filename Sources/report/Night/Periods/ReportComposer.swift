import Ingest
import Metrics

/// Turns a period's tallies into its files: `report.html` and the CSV twins.
@MainActor
struct ReportComposer {
  let config: Config
  let directories: Config.Directories
  let store: EventStore
  let asOf: Day
  private let render: RenderHTML
  private let configHash: String
  private let rows: PeriodRows?
  let sectionCalls: SectionCalls
  private let sources: SourceFigures

  /// Prepares the files of some periods.
  init(night: Night, periods: [Period]) throws {
    config = night.config
    directories = night.directories
    store = night.store
    asOf = night.asOf
    render = try RenderHTML()
    rows = try PeriodRows(night: night, periods: periods)
    sectionCalls = try SectionCalls(night: night, periods: periods)
    sources = try night.store.read {
      try SourceFigures($0, zone: night.config.timezone, asOf: night.asOfInstant)
    }
    configHash = String(night.config.effectiveHash(of: .all).prefix(12))
  }

  /// Language of the frame.
  var language: ReportLanguage { config.language == .ru ? .ru : .en }

  /// A period's figures.
  struct Figures {
    var period: Period
    var calls: CallTally
    var tables: [CSVTable]
  }

  /// Computes a period's figures and tables.
  func figures(of period: Period) throws -> Figures {
    try store.read { transaction in
      let calls =
        try transaction.merged(CallTally.self, from: period.first, to: period.last)[""]
        ?? CallTally()
      let queues = try transaction.merged(QueueTally.self, from: period.first, to: period.last)
      let pbx = PBXTables(
        calls: calls, rows: sources.callRows(of: period),
        facts: try sources.callFacts(of: period, calls: calls, transaction), queues: queues,
        shown: try transaction.merged(QueueShowTally.self, from: period.first, to: period.last))
      let tables = CallTables(
        period: period, config: config, agents: directories.agents, calls: calls, queues: queues,
        tallies: try transaction.merged(AgentTally.self, from: period.first, to: period.last))
      return Figures(
        period: period, calls: calls,
        tables: [
          tables.byAgent, tables.answerLatency, tables.serviceLevels, pbx.bridge, pbx.counts,
          OverflowTable.table(
            try transaction.merged(HopTally.self, from: period.first, to: period.last)),
          CallbackTables.table(
            try days(CallbackTally.self, of: period, transaction).map { ($0.day, $0.tally) },
            period: period),
          CustomerTables.table(
            try days(CustomerTally.self, of: period, transaction).map { ($0.day, $0.tally) },
            period: period),
          CustomerTables.issues(
            try days(IssueTally.self, of: period, transaction).map { ($0.day, $0.tally) }),
          StatusTables.table(
            try days(StatusTally.self, of: period, transaction).map { ($0.day, $0.tally) },
            minuteCost: config.calls.agentMinuteCost),
          RegionTables.table(
            try days(RegionTally.self, of: period, transaction), period: period,
            language: config.language),
          SectionTables.table(
            sections: try transaction.merged(
              SectionTally.self, from: period.first, to: period.last),
            before: try transaction.merged(
              SectionTally.self, from: period.previous.first,
              to: min(
                period.previous.last,
                period.previous.first + (period.last.number - period.first.number))),
            customers: try transaction.customerBook().map,
            visits: try transaction.visits(from: period.first, to: period.last)),
          OrderTables.confirmation(
            try transaction.merged(ConfirmationTally.self, from: period.first, to: period.last),
            agents: directories.agents, period: period),
        ] + (try CohortTables(period: period, transaction: transaction).tables())
          + (try AgentFigures(self, period: period, transaction).tables())
          + (try payTables(of: period, transaction)) + [
            try sources.dataQuality(of: period, transaction),
            try sources.rejects(of: period, transaction),
          ])
    }
  }

  /// Pay is by month.
  private func payTables(of period: Period, _ transaction: Transaction) throws -> [CSVTable] {
    guard period.kind == .month else { return [] }
    let pay = PayComputation(
      config: config, directories: directories, month: period, transaction: transaction)
    let lines = try pay.lines()
    return [
      PayTables.motivation(
        lines, month: period, currency: config.currency,
        configHash: String(config.effectiveHash(of: .motivation).prefix(12))),
      PayTables.detail(lines, month: period, cohort: pay.cohort), PayTables.deltas,
    ]
  }

  private func days<T: Tally>(
    _ kind: T.Type, of period: Period, _ transaction: Transaction
  ) throws -> [(key: String, day: Day, tally: T)] {
    var days: [(key: String, day: Day, tally: T)] = []
    try transaction.tallies(
      kind: T.kind, from: period.first, to: period.last, version: T.version
    ) { key, day, bytes in
      if let tally = T(encoded: bytes) { days.append((key: key, day: day, tally: tally)) }
    }
    return days
  }

  /// The files of a period's folder.
  /// - Parameter before: The figures of the period before; `nil` where it has none.
  func files(
    of figures: Figures, before: Figures?, known: Set<Period>
  ) -> [String: FileContent] {
    var files = rows?.files(of: figures.period) ?? [:]
    for table in figures.tables {
      files["csv/\(table.name).csv"] = .bytes(table.bytes(config.csv))
    }
    let page = ReportPageBuilder(
      composer: self, figures: figures, before: before, known: known, configHash: configHash
    ).page()
    files["report.html"] = .bytes(Array(render(page).utf8))
    return files
  }

  /// `index.html` of all periods.
  func index(of known: Set<Period>) -> [UInt8] {
    let entries = known.sorted { $0.first > $1.first }.map { period in
      IndexPage.Entry(
        kind: period.pageKind, title: period.title(in: language), dates: period.dates(in: language),
        address: period.name + "/report.html", figures: nil,
        state: period.last < asOf ? .complete : .open)
    }
    let page = IndexPage(
      language: language, shop: config.shop, asOf: language.format.date(asOf.reportDate),
      generator: Program.generator, entries: entries)
    return Array(render(page).utf8)
  }
}

/// The refused rows of some files.
enum RejectTable {
  static func table(
    _ rejects: [(
      file: String, line: Int, byte: Int, column: String?, reason: String, remedy: String
    )]
  ) -> CSVTable {
    CSVTable(
      name: "rejects", columns: ["file", "line", "byte", "column", "reason", "remedy"],
      rows: rejects.map {
        [
          .text(($0.file.split(separator: "/").last).map(String.init) ?? $0.file), .count($0.line),
          .count($0.byte), .text($0.column ?? ""), .text($0.reason), .text($0.remedy),
        ]
      })
  }
}

extension Day {
  /// The day in the shape that report texts need.
  var reportDate: ReportDate {
    let (year, month, day) = civil
    return ReportDate(year: year, month: month, day: day)
  }
}

extension Period {
  var pageKind: PeriodKind {
    switch kind {
    case .day: .day
    case .week: .week
    case .month: .month
    }
  }

  /// `Октябрь 2026`, in the report's language.
  func title(in language: ReportLanguage) -> String {
    let (year, month, _) = first.civil
    switch kind {
    case .day: return language.format.day(first.reportDate, weekday: first.weekday)
    case .week:
      return language.format.week(Int(name.suffix(2)) ?? 0, year: Int(name.prefix(4)) ?? year)
    case .month: return language.format.month(month, year: year)
    }
  }

  func dates(in language: ReportLanguage) -> String {
    language.format.dates(from: first.reportDate, through: last.reportDate)
  }
}
