import Ingest
import Metrics

extension ReportPageBuilder {
  /// How many queues the tables of the page show beside `all`; the files have every one.
  private static let shownQueues = 5

  /// What the switch's own counters and a count of its rows would say, and why it is not ours.
  var pbx: ReportPage.Section? {
    guard let table = figures.table("pbx_counts"), let all = table.figureRows.last else {
      return nil
    }
    let bridge = Dictionary(
      figures.rows("bridge").map { ($0.text("step"), $0.count("count") ?? 0) },
      uniquingKeysWith: { first, _ in first })
    let words = language.sentences
    var lead = [
      words.fromRows(
        rows: bridge["rows_read"] ?? 0, legs: bridge["legs"] ?? 0, journeys: figures.calls.journeys,
        offered: figures.calls.offered, answered: figures.calls.answered)
    ]
    var section = ReportPage.Section(id: "pbx", heading: language.phrases.sections.pbx)
    var measures: [DefinedMeasure] = []
    if let rows = all.count("naive_answered_rows") {
      lead.append(words.naiveAnsweredRows(rows))
      section.notes.append(words.whyRowsDiffer)
      measures.append(.naiveAnsweredRows)
    }
    if let completed = all.count("queue_show_completed"),
      let abandoned = all.count("queue_show_abandoned")
    {
      lead.append(words.queueShow(completed: completed, abandoned: abandoned))
      section.notes += [
        words.whyCompletedDiffers, words.whyAbandonedDiffers, words.whyCountersRestart,
      ]
      measures += [.queueShowCompleted, .queueShowAbandoned]
    }
    section.lead = lead.joined(separator: " ")
    let (shown, left) = rows(of: table)
    section.tables = [
      pageTable(
        table, rows: shown,
        [
          "queue", "answered", "queue_show_completed", "missed", "queue_show_abandoned", "offered",
          "unknown", "naive_answered_rows",
        ], caption: words.countsByQueue)
    ]
    if left > 0 { section.notes.append(words.queuesInFile(left, name: table.name)) }
    section.definitions = measures.map { $0.definition(in: language) }
    return section
  }

  /// The section about waiting, with the service level by every formula.
  func withServiceLevels(_ latency: ReportPage.Section?) -> ReportPage.Section? {
    guard var section = latency, let table = figures.table("service_levels") else {
      return latency
    }
    let calls = composer.config.calls
    let (shown, left) = rows(of: table)
    let whole = shown.filter { table.rows[$0].first == .text("all") }
    let rows = whole + shown.filter { !whole.contains($0) }
    var page = pageTable(
      table, rows: rows, ["formula", "queue", "service_level", "numerator", "denominator"],
      caption: language.sentences.serviceLevels(
        within: format.duration(seconds: calls.serviceLevelWithin)))
    for (place, row) in rows.enumerated() {
      let isConfigured = table.rows[row].contains(.text(calls.formula.rawValue))
      page.rows[place].emphasis = isConfigured ? .chosen : .plain
      if isConfigured {
        page.rows[place].cells[0].text = language.sentences.configured(calls.formula.rawValue)
      }
    }
    section.tables.append(page)
    if left > 0 { section.notes.append(language.sentences.queuesInFile(left, name: table.name)) }
    section.definitions += ServiceLevelFormula.allCases.filter { $0 != calls.formula }.map {
      $0.definition(in: language)
    }
    return section
  }

  /// The places of the rows to show: all of them, or only those of `all` where queues are many.
  private func rows(of table: CSVTable) -> (places: [Int], queuesLeft: Int) {
    let queues = Set(table.rows.compactMap(\.first)).subtracting([.text("all")])
    guard queues.count > Self.shownQueues else { return (Array(table.rows.indices), 0) }
    return (table.rows.indices.filter { table.rows[$0].first == .text("all") }, queues.count)
  }

  /// Some columns and rows of a table, as the page shows them.
  private func pageTable(
    _ whole: CSVTable, rows: [Int], _ order: [String], caption: String
  ) -> ReportPage.Table {
    let places = order.compactMap(whole.columns.firstIndex)
    var table = CSVTable(name: whole.name, columns: order)
    table.rows = rows.map { row in places.map { whole.rows[row][$0] } }
    return table.pageTable(
      caption, language, currency: composer.config.currency, matureAt: matureAt)
  }
}
