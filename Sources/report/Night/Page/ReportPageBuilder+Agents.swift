import Ingest
import Metrics

extension ReportPageBuilder {
  /// Agents by hour and weekday, and before and after 14:00; `nil` without a rated call.
  var agentHours: ReportPage.Section? {
    guard let table = figures.table("agents_by_hour") else { return nil }
    let rows = table.figureRows.enumerated().filter { ($1.count("rated") ?? 0) > 0 }
    guard !rows.isEmpty else { return nil }
    let sentences = language.sentences
    let named = namedRows(rows.map(\.element))
    let map = HeatMap(
      title: sentences.answerRateByHour,
      rows: named.map { name, own in
        HeatMap.Row(
          name: name,
          hours: Dictionary(
            uniqueKeysWithValues: own.filter { $0.text("weekday") == "all" }.compactMap { row in
              row.count("hour").map { hour in
                (hour, (row.count("answered") ?? 0, row.count("rated") ?? 0))
              }
            }))
      })
    var section = ReportPage.Section(
      id: "agent-hours", heading: sentences.agentHours, lead: aroundLead,
      charts: [heatMapChart(map, language: language)],
      tables: [hourTable(named), weekdayTable(named), aroundTable].compactMap { $0 })
    if named.count > ReportPageBuilder.mostRows {
      section.notes = [sentences.busiestOnly(ReportPageBuilder.mostRows)]
    }
    section.definitions = [DefinedMeasure.agentsByHour, .around14].map {
      $0.definition(in: language)
    }
    return section
  }

  /// Agents in a picture; more would be no picture.
  private static let mostRows = 20

  /// The centre first, then the agents with most offers in the order of their ids.
  private func namedRows(_ rows: [FigureRow]) -> [(name: String, rows: [FigureRow])] {
    let byAgent = Dictionary(grouping: rows) { $0.text("agent_id") }
    func offered(_ id: String) -> Int {
      byAgent[id]?.first { $0.text("weekday") == "all" && $0.text("hour") == "all" }?
        .count("offered") ?? 0
    }
    let agents = byAgent.keys.filter { !["all", AgentHourTables.centre].contains($0) }
      .sorted { (offered($1), $0) < (offered($0), $1) }.prefix(ReportPageBuilder.mostRows).sorted()
    return ([AgentHourTables.centre] + agents).compactMap { id in
      guard let own = byAgent[id], let first = own.first else { return nil }
      let isCentre = id == AgentHourTables.centre
      return (
        isCentre ? TableWord.centre.text(in: language) : name(of: first), own
      )
    }
  }

  /// The picture as a table: a column for each hour.
  private func hourTable(
    _ named: [(name: String, rows: [FigureRow])]
  ) -> ReportPage.Table? {
    let hours = Set(named.flatMap { $0.rows.compactMap { $0.count("hour") } }).sorted()
    return rateTable(
      language.sentences.answerRateByHour, named,
      columns: hours.map { hour in
        (
          String(hour), { $0.text("weekday") == "all" && $0.count("hour") == hour }
        )
      })
  }

  private func weekdayTable(
    _ named: [(name: String, rows: [FigureRow])]
  ) -> ReportPage.Table? {
    guard figures.period.kind != .day else { return nil }
    return rateTable(
      language.sentences.answerRateByWeekday, named,
      columns: AgentHourTables.weekdays.enumerated().map { index, weekday in
        (
          language.phrases.calendar.shortWeekdays[index],
          { $0.text("weekday") == weekday && $0.text("hour") == "all" }
        )
      })
  }

  private func rateTable(
    _ caption: String, _ named: [(name: String, rows: [FigureRow])],
    columns: [(heading: String, holds: (FigureRow) -> Bool)]
  ) -> ReportPage.Table {
    ReportPage.Table(
      caption: caption,
      columns: [ReportPage.Table.Column(.agent, kind: .text, in: language)]
        + columns.map {
          ReportPage.Table.Column(key: $0.heading, heading: $0.heading, kind: .share)
        },
      rows: named.map { name, rows in
        ReportPage.Table.Row(
          cells: [ReportPage.Table.Cell(name)]
            + columns.map { column in
              guard let row = rows.first(where: column.holds), let rated = row.count("rated"),
                rated > 0
              else { return .undefined }
              return ReportPage.Table.Cell(
                format.percent(row.count("answered") ?? 0, of: rated, digits: 0),
                sort: row.number("answer_rate"))
            })
      })
  }

  // MARK: - Around 14:00

  private var aroundTable: ReportPage.Table? {
    figures.table("agents_around_14").map { table in
      shown(
        table,
        [
          "agent", "answer_rate_before", "answer_rate_after", "difference", "difference_low",
          "difference_high", "verdict", "rated_before", "rated_after",
        ], language.sentences.around(hour: AgentHourTables.parting))
    }
  }

  private var aroundLead: String? {
    guard
      let row = figures.rows("agents_around_14").first(where: {
        $0.text("agent_id") == AgentHourTables.centre
      }), let difference = row.number("difference"),
      let verdict = TableWord(rawValue: row.text("verdict"))
    else { return nil }
    return language.sentences.aroundLead(
      hour: AgentHourTables.parting, before: format.percent(row.number("answer_rate_before")),
      after: format.percent(row.number("answer_rate_after")), difference: format.points(difference),
      interval: format.pointsInterval(row.number("difference_low"), row.number("difference_high")),
      verdict: verdict.text(in: language))
  }

  // MARK: - Worked time

  /// Worked time, pauses and occupancy.
  var agentTime: ReportPage.Section? {
    guard let table = figures.table("agent_time"),
      let all = figures.total("agent_time", "agent_id"), table.rows.count > 1
    else { return nil }
    let sentences = language.sentences
    let plan = composer.config.agentTime
    var section = ReportPage.Section(
      id: "agent-time", heading: sentences.agentTime,
      lead: all.number("worked_hours").map { hours in
        sentences.agentTimeLead(
          occupancy: format.percent(all.number("occupancy")), hours: format.decimal(hours),
          perHour: format.decimal(all.number("handled_per_hour")),
          perDay: format.decimal(all.number("calls_per_day")))
      },
      tables: [
        shown(table, Array(table.columns.dropFirst()).filter { $0 != "team" }, sentences.agentTime)
      ])
    if let pauses = figures.table("agent_pauses") {
      section.tables.append(
        shown(pauses, ["agent", "reason", "pauses", "paused_s"], sentences.pausesByReason))
    }
    section.notes = [
      sentences.plan(
        from: plan.planCalls.lowerBound, to: plan.planCalls.upperBound,
        length: format.duration(seconds: plan.planCallLength)), sentences.busyIsTalkTime,
    ]
    let people = table.figureRows.filter { $0.text("agent_id") != "all" }
    if people.contains(where: { $0.text("hours_from").isEmpty }) {
      section.notes.append(sentences.unknownHours)
    }
    section.definitions = [DefinedMeasure.workedTime, .occupancy].map {
      $0.definition(in: language)
    }
    return section
  }

  /// Some columns of a table whose rows are named by their agents.
  private func shown(
    _ whole: CSVTable, _ columns: [String], _ caption: String
  ) -> ReportPage.Table {
    var table = CSVTable(name: whole.name, columns: columns)
    let places = columns.compactMap(whole.columns.firstIndex)
    table.rows = whole.rows.map { row in
      places.map { place in
        guard whole.columns[place] == "agent", row[place] == .text("") || row[place] == .empty
        else { return row[place] }
        return row[0]  // a row of all, or an agent without a name
      }
    }
    return table.pageTable(
      caption, language, currency: composer.config.currency, matureAt: matureAt)
  }
}
