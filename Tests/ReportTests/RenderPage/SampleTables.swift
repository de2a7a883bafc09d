@testable import report

/// The sample page's tables.
enum SampleTables {
  typealias Table = ReportPage.Table
  typealias Cell = ReportPage.Table.Cell

  static func bridge(_ language: ReportLanguage) -> Table {
    let steps: [(BridgeStep, Int)] = [
      (.rowsRead, 61_204), (.rejected, -12), (.deduplicated, -340), (.joined, -50_117),
      (.outbound, -2_480), (.closed, -510), (.test, -12), (.ivrServed, -300), (.offered, 7433),
      (.missed, -1312), (.unknown, -21), (.answered, 6100),
    ]
    return Table(
      caption: language.phrases.sections.bridge,
      columns: [
        Table.Column(.step, kind: .text, in: language),
        Table.Column(.count, kind: .number, in: language),
      ],
      rows: steps.map { step, count in
        Table.Row(
          cells: [
            Cell(step.text(in: language)),
            Cell(language.format.integer(count), sort: Double(count)),
          ], emphasis: [.answered, .offered].contains(step) ? .total : .plain)
      }, order: .fixed)
  }

  static func agents(_ language: ReportLanguage) -> Table {
    let format = language.format
    let columns: [(ReportColumn, Table.Kind)] = [
      (.agent, .text), (.offered, .number), (.answered, .number), (.missed, .number),
      (.answerRate, .share), (.pickupP50S, .number), (.pickupP90S, .number), (.handled, .number),
      (.transfersIn, .number), (.talkSeconds, .number), (.averageHandleTimeS, .number),
      (.outbound, .number), (.outboundConnected, .number),
    ]
    let people: [(ru: String, en: String, offered: Int, answered: Int)] = [
      ("Петрова Анна", "Anna Petrova", 912, 859), ("Ким Олег", "Oleg Kim", 734, 523),
      ("Сидорова Мария", "Maria Sidorova", 880, 790), ("Ли Вера", "Vera Lee", 0, 0),
      ("Константинопольская Александра", "Alexandra Konstantinopolskaya", 802, 700),
    ]
    func row(
      _ name: String, _ offered: Int, _ answered: Int, _ emphasis: Table.Emphasis
    ) -> Table.Row {
      let share = offered > 0 ? Double(answered) / Double(offered) : nil
      let number = { (value: Int) in Cell(format.integer(value), sort: Double(value)) }
      let time = { (seconds: Int) in
        offered > 0 ? Cell(format.duration(seconds: seconds), sort: Double(seconds)) : .undefined
      }
      return Table.Row(
        cells: [
          Cell(name), number(offered), number(answered), number(offered - answered),
          Cell(format.percent(share), sort: share, bar: share), time(6), time(13),
          number(answered + 12), number(12), time(answered * 118), time(118), number(answered / 5),
          number(answered / 7),
        ], emphasis: emphasis)
    }
    let all = people.reduce((0, 0)) { ($0.0 + $1.offered, $0.1 + $1.answered) }
    return Table(
      caption: language.phrases.sections.agents,
      columns: columns.map { Table.Column($0, kind: $1, in: language) },
      rows: people.map { row(language == .ru ? $0.ru : $0.en, $0.offered, $0.answered, .plain) }
        + [row(language.phrases.charts.total, all.0, all.1, .total)])
  }

  static func redemption(_ language: ReportLanguage) -> Table {
    let format = language.format
    let columns: [(ReportColumn, Table.Kind)] = [
      (.cohort, .text), (.shipped, .number), (.redeemed, .number), (.returned, .number),
      (.lost, .number), (.open, .number), (.rate, .share), (.low, .share), (.high, .share),
      (.floor, .share), (.ceiling, .share), (.maturity, .share),
    ]
    let cohorts: [(month: Int, counts: [Int], shares: [Double], grey: Bool)] = [
      (9, [2810, 1846, 905, 12, 47], [0.671, 0.654, 0.688, 0.66, 0.677, 0.983], false),
      (10, [2902, 2180, 655, 9, 58], [0.769, 0.753, 0.784, 0.754, 0.774, 0.98], false),
      (11, [2640, 820, 230, 2, 1588], [0.781, 0.753, 0.807, 0.311, 0.913, 0.398], true),
    ]
    return Table(
      caption: language.phrases.charts.redemptionCohorts,
      columns: columns.map { Table.Column($0, kind: $1, in: language) },
      rows: cohorts.map { cohort in
        Table.Row(
          cells: [Cell(format.month(cohort.month, year: 2026), sort: Double(cohort.month))]
            + cohort.counts.map { Cell(format.integer($0), sort: Double($0)) }
            + cohort.shares.enumerated().map {
              Cell(format.percent($1), sort: $1, bar: $0 == 0 ? $1 : nil)
            }, emphasis: cohort.grey ? .greyed : .plain)
      })
  }

  static func motivation(_ language: ReportLanguage) -> Table {
    let format = language.format
    let money = { (minor: Int) in
      Cell(format.money(minor: minor, currency: "RUB"), sort: Double(minor))
    }
    let people: [(ru: String, en: String, score: Double?, bonus: Int)] = [
      ("Петрова Анна", "Anna Petrova", 1.12, 2_240_000), ("Ким Олег", "Oleg Kim", 0.41, 820_000),
      ("Ли Вера", "Vera Lee", nil, 0),
    ]
    return Table(
      caption: language.phrases.sections.motivation,
      columns: [
        Table.Column(.agent, kind: .text, in: language),
        Table.Column(.score, kind: .number, in: language),
        Table.Column(.bonus, kind: .money, in: language),
        Table.Column(.total, kind: .money, in: language),
      ],
      rows: people.map { person in
        Table.Row(cells: [
          Cell(language == .ru ? person.ru : person.en),
          Cell(format.decimal(person.score, digits: 2), sort: person.score, bar: person.score),
          money(person.bonus), money(person.bonus),
        ])
      })
  }
}
