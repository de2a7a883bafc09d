import Ingest
import Metrics

extension ReportPageBuilder {
  private var sentences: Sentences { language.sentences }

  /// What to do today, most urgent first; each rests on a figure of the report.
  var actions: [ReportPage.Action] {
    let all =
      [untouched].compactMap { $0 } + silentSections + [unknownOutcomes].compactMap { $0 }
      + weakAgents + [worstHour, retired, unmapped, unconfirmed, rejected].compactMap { $0 }
    let order: [ReportPage.Severity] = [.urgent, .attention, .routine]
    return order.flatMap { degree in all.filter { $0.severity == degree } }
  }

  /// What to know before trusting a figure.
  var notices: [ReportPage.Notice] {
    var notices: [ReportPage.Notice] = []
    let calls = figures.calls
    if calls.unknown > 0 {
      let isRed = calls.unknown * 100 > calls.offered
      notices.append(
        ReportPage.Notice(
          text: sentences.unknownOutcomes(
            calls.unknown, share: format.percent(calls.unknown, of: calls.offered, digits: 2)),
          severity: isRed ? .urgent : .routine))
    }
    if let refused, refused.rejected > 0 {
      notices.append(
        ReportPage.Notice(
          text: sentences.rejectedRows(
            refused.rejected, share: format.percent(refused.rejected, of: refused.rows, digits: 2)),
          severity: isOverLimit(refused) ? .urgent : .routine))
    }
    notices += clocks
    if let cohort = figures.cohort(figures.period.name), !isMature(cohort),
      (cohort.count("shipped") ?? 0) > 0
    {
      notices.append(
        ReportPage.Notice(
          text: sentences.immatureCohort(
            figures.period.title(in: language), maturity: format.percent(cohort.number("maturity")),
            floor: format.percent(cohort.number("floor")),
            ceiling: format.percent(cohort.number("ceiling"))),
          severity: .routine))
    }
    return notices
  }

  /// Sources whose clocks are off by more than rounding explains.
  private var clocks: [ReportPage.Notice] {
    figures.rows("data_quality").compactMap { row in
      guard let seconds = row.count("skew_s"), let calls = row.count("skew_calls"),
        ClockSkew.isNotable(seconds: seconds, calls: calls)
      else { return nil }
      return ReportPage.Notice(
        text: sentences.clockSkew(
          source: row.text("source"), seconds: seconds, against: row.text("skew_against"),
          calls: calls), severity: .attention)
    }
  }

  // MARK: - Calls

  private var untouched: ReportPage.Action? {
    guard let all = figures.total("callbacks", "day"), let count = all.count("untouched"),
      count > 0, let elapsed = all.count("elapsed"), elapsed > 0
    else { return nil }
    // A customer missed weeks ago has bought elsewhere: then the reason is what is left to find.
    let isFresh = composer.asOf.number - figures.period.last.number <= 3
    return ReportPage.Action(
      text: isFresh ? sentences.callBackUntouched(count) : sentences.explainUntouched(count),
      detail: sentences.untouchedReason(
        count, of: elapsed, share: format.percent(count, of: elapsed)),
      severity: isFresh ? .urgent : .attention, section: "callbacks")
  }

  private var unknownOutcomes: ReportPage.Action? {
    let calls = figures.calls
    guard calls.unknown * 100 > calls.offered else { return nil }
    return ReportPage.Action(
      text: sentences.unknownOutcomes(
        calls.unknown, share: format.percent(calls.unknown, of: calls.offered)),
      detail: sentences.unknownRemedy, severity: .urgent, section: "quality")
  }

  /// Agents whose answer rate is below the others' by more than chance and by five points.
  private var weakAgents: [ReportPage.Action] {
    guard let all = figures.total("calls_by_agent", "agent_id"),
      let offered = all.count("offered"), let answered = all.count("answered")
    else { return [] }
    let found = agentRows.compactMap { row -> (gap: Double, action: ReportPage.Action)? in
      guard let n = row.count("offered"), let k = row.count("answered"), n > 0, offered > n else {
        return nil
      }
      let rest = (part: answered - k, whole: offered - n)
      let gap = Double(k) / Double(n) - Double(rest.part) / Double(rest.whole)
      let interval = newcombe(k, of: n, minus: rest.part, of: rest.whole)
      guard interval.high < 0, gap <= -0.05 else { return nil }
      return (
        gap,
        ReportPage.Action(
          text: sentences.weakAgent(
            name(of: row), rate: format.percent(k, of: n),
            others: format.percent(rest.part, of: rest.whole)),
          detail: sentences.weakAgentReason(
            answered: k, offered: n, interval: format.pointsInterval(interval.low, interval.high)),
          severity: .attention, section: "agents")
      )
    }
    return found.sorted { $0.gap < $1.gap }.prefix(2).map(\.action)
  }

  /// The rows of single agents.
  var agentRows: [FigureRow] {
    figures.rows("calls_by_agent").filter {
      !["all", "team", "outsourced"].contains($0.text("agent_id"))
    }
  }

  /// The name of a row's agent, the identifier where there is none.
  func name(of row: FigureRow) -> String {
    row.text("agent").isEmpty ? row.text("agent_id") : row.text("agent")
  }

  /// The hour with the highest share of missed calls, where that is more than chance.
  private var worstHour: ReportPage.Action? {
    func count(_ hour: Int, _ outcome: Outcome) -> Int {
      figures.calls.hours.counts[hour * 16 + outcome.rawValue] ?? 0
    }
    let calls = figures.calls
    let hours = (0..<24).compactMap { hour -> (hour: Int, missed: Int, offered: Int)? in
      let missed = count(hour, .missed)
      let offered = missed + count(hour, .answered) + count(hour, .unknown)
      guard offered > 0, calls.offered > offered,
        newcombe(
          missed, of: offered, minus: calls.missed - missed, of: calls.offered - offered
        ).low > 0
      else { return nil }
      return (hour, missed, offered)
    }
    guard let worst = hours.max(by: { $0.missed * $1.offered < $1.missed * $0.offered }) else {
      return nil
    }
    return ReportPage.Action(
      text: sentences.worstHour(
        worst.hour, missed: worst.missed, share: format.percent(worst.missed, of: worst.offered)),
      detail: sentences.worstHourReason(share: format.percent(calls.missed, of: calls.offered)),
      severity: .attention, section: "calls")
  }

  // MARK: - Numbers

  /// Sections whose silence at the period's end is more than chance.
  private var silentSections: [ReportPage.Action] {
    let last = min(figures.period.last, composer.asOf - 1)
    return composer.sectionCalls.alarms(through: last, numbers: composer.directories.numbers)
      .map { section, silence in
        ReportPage.Action(
          text: sentences.silentSection(section, days: silence.days),
          detail: sentences.silentReason(expected: Int(silence.expected.rounded())),
          severity: .urgent, section: "sections")
      }
  }

  private var retired: ReportPage.Action? { stray("(retired)", sentences.retiredNumbers) }
  private var unmapped: ReportPage.Action? { stray("(unmapped)", sentences.unmappedNumbers) }

  private func stray(_ section: String, _ text: (Int) -> String) -> ReportPage.Action? {
    let rows = figures.rows("sections")
    guard let calls = rows.first(where: { $0.text("section") == section })?.count("calls"),
      calls > 0, let all = rows.first(where: { $0.text("section") == "all" })?.count("calls")
    else { return nil }
    return ReportPage.Action(
      text: text(calls), detail: sentences.shareOfInbound(format.percent(calls, of: all)),
      severity: .routine, section: "sections")
  }

  // MARK: - Orders and data

  private var unconfirmed: ReportPage.Action? {
    guard let all = figures.total("confirmation", "agent_id"),
      let never = all.count("never_confirmed"), never > 0, let confirmed = all.count("confirmed")
    else { return nil }
    return ReportPage.Action(
      text: sentences.neverConfirmed(never, share: format.percent(never, of: never + confirmed)),
      severity: .routine, section: "confirmation")
  }

  /// Rows read and refused over all sources; `nil` where nothing was read.
  var refused: (rows: Int, rejected: Int)? {
    let sources = figures.rows("data_quality")
    let rows = sources.reduce(0) { $0 + ($1.count("rows") ?? 0) }
    return rows > 0 ? (rows, sources.reduce(0) { $0 + ($1.count("rejected") ?? 0) }) : nil
  }

  private func isOverLimit(_ refused: (rows: Int, rejected: Int)) -> Bool {
    composer.config.limits.rejects.isExceeded(by: refused.rejected, of: refused.rows)
  }

  private var rejected: ReportPage.Action? {
    guard let refused, refused.rejected > 0 else { return nil }
    return ReportPage.Action(
      text: sentences.rejectedRows(
        refused.rejected, share: format.percent(refused.rejected, of: refused.rows, digits: 2)),
      severity: isOverLimit(refused) ? .attention : .routine, section: "quality")
  }
}
