import Ingest
import Metrics

extension ReportPageBuilder {
  /// Rows of regions that the page shows; all are in the file.
  private static let regionsShown = 15

  /// Who called and why, how often one matter was explained, status calls, regions; `nil` where
  /// nobody with a number called.
  var customers: ReportPage.Section? {
    guard let all = figures.total("customers", "day"), let calls = all.count("calls"), calls > 0
    else { return nil }
    let words = language.phrases.sections
    var tables = [customerTable(words.customers, "customers")]
    if let issues = figures.total("issues", "day"),
      [issues.count("issues"), issues.count("open")].contains(where: { ($0 ?? 0) > 0 })
    {
      tables.append(customerTable(words.issues, "issues"))
    }
    var measures: [DefinedMeasure] = [.callKinds, .uniqueCallers, .firstContactResolution, .issues]
    if (figures.total("status_calls", "day")?.count("status_calls") ?? 0) > 0 {
      tables.append(customerTable(words.statusCalls, "status_calls"))
      measures.append(.statusCalls)
    }
    tables.append(regionTable)
    measures.append(.regions)
    return ReportPage.Section(
      id: "customers", heading: words.customers, lead: customersLead(all, calls: calls),
      tables: tables.compactMap { $0 }, notes: customerNotes(all),
      definitions: measures.map { $0.definition(in: language) })
  }

  private func customerTable(_ caption: String, _ name: String) -> ReportPage.Table? {
    figures.table(name)?.pageTable(
      caption, language, currency: composer.config.currency, matureAt: matureAt)
  }

  /// The regions with most calls, and the sum of all.
  private var regionTable: ReportPage.Table? {
    guard var table = figures.table("regions") else { return nil }
    table.rows = Array(table.rows.dropLast().prefix(Self.regionsShown)) + table.rows.suffix(1)
    return table.pageTable(
      language.phrases.sections.regions, language, currency: composer.config.currency,
      matureAt: matureAt)
  }

  private func customersLead(_ all: FigureRow, calls: Int) -> String {
    language.sentences.customers(
      calls: calls, callers: all.count("unique_callers") ?? 0,
      again: format.percent(
        [CallKind.afterOurMiss, .repeated].reduce(0) { $0 + (all.count($1.word) ?? 0) },
        of: calls),
      resolution: all.number("first_contact_resolution").map { format.percent($0) })
  }

  private func customerNotes(_ all: FigureRow) -> [String] {
    var notes: [String] = []
    if let joined = all.count("joined"), joined > 0 {
      notes.append(language.sentences.joinedNumbers(calls: joined))
    }
    if let shared = all.count("shared"), shared > 0 {
      notes.append(language.sentences.sharedNumbers(calls: shared))
    }
    if figures.rows("regions").count > Self.regionsShown + 1 {
      notes.append(language.sentences.moreRegions(Self.regionsShown))
    }
    return notes
  }
}
