extension Sentences {
  // MARK: Hours

  /// The heading of the chapter about agents by hour.
  var agentHours: String { say(ru: "Операторы по часам", en: "Agents by hour") }

  /// The title of the picture and of the table beside it.
  var answerRateByHour: String {
    say(ru: "Доля принятых по часам, %", en: "Answer rate by hour, %")
  }

  /// The caption of the table by weekday.
  var answerRateByWeekday: String {
    say(ru: "Доля принятых по дням недели", en: "Answer rate by weekday")
  }

  /// The caption of the table before and after a full hour.
  func around(hour: Int) -> String {
    let time = format.time(hour: hour, minute: 0)
    return say(ru: "До и после \(time)", en: "Before and after \(time)")
  }

  /// The centre before and after an hour, with the interval of the difference and what it means.
  func aroundLead(
    hour: Int, before: String, after: String, difference: String, interval: String,
    verdict: String
  ) -> String {
    let time = format.time(hour: hour, minute: 0)
    return say(
      ru: "Центр до \(time) принимает \(before), после — \(after): \(difference) "
        + "(95 %: \(interval)), \(verdict).",
      en: "The centre answers \(before) before \(time) and \(after) after: \(difference) "
        + "(95 %: \(interval)), \(verdict).")
  }

  /// One shade of the heat map, by the least share it stands for.
  func shade(least: Int, shade: Int) -> String {
    let percent = "\(least)\(ReportFormat.narrowSpace)%"
    return least > 0
      ? say(ru: "от \(percent)", en: "\(percent) or more") : say(ru: "ниже", en: "less")
  }

  /// Cells of which too few calls are known.
  func fewerThan(_ count: Int) -> String {
    say(ru: "меньше \(count) звонков", en: "fewer than \(count) calls")
  }

  /// That a picture and its table show only some of the agents.
  func busiestOnly(_ count: Int) -> String {
    say(
      ru: "Показаны \(count) операторов с наибольшим числом предложенных звонков; все — "
        + "в agents_by_hour.csv.",
      en: "Shown are the \(count) agents with most offers; all are in agents_by_hour.csv.")
  }

  // MARK: Time

  /// The heading of the chapter about worked time.
  var agentTime: String {
    say(ru: "Рабочее время и загрузка", en: "Worked time and occupancy")
  }

  /// The caption of the table of pauses.
  var pausesByReason: String { say(ru: "Паузы по причинам", en: "Pauses by reason") }

  /// Occupancy and calls of all agents whose hours are known.
  func agentTimeLead(occupancy: String, hours: String, perHour: String, perDay: String) -> String {
    say(
      ru: "Отработано \(hours) ч, загрузка \(occupancy). На оператора в час — \(perHour) "
        + "обработанных звонков, в день с исходящими — \(perDay).",
      en: "\(hours) h worked, occupancy \(occupancy). An agent handles \(perHour) calls an hour; "
        + "with outbound ones \(perDay) a day.")
  }

  /// What an outsourced operator is planned for.
  func plan(from: Int, to: Int, length: String) -> String {
    let range = from == to ? String(from) : "\(from)\(ReportFormat.rangeDash)\(to)"
    return say(
      ru: "План для сравнения: оператор на аутсорсе — \(range) звонков в день, до \(length) "
        + "каждый.",
      en: "For comparison, the plan of an outsourced operator: \(range) calls a day of up to "
        + "\(length) each.")
  }

  /// What the busy time leaves out.
  var busyIsTalkTime: String {
    say(
      ru: "Занятость — время разговоров и исходящих вызовов; постобработки в источниках нет, "
        + "удержание входит в разговор.",
      en: "Busy is talk time and outbound calls; after-call work is not in the sources, hold is "
        + "part of the talk.")
  }

  /// Why some rows have no hours.
  var unknownHours: String {
    say(
      ru: "Без смен в shifts.csv и входов в журнале очередей отработанное время неизвестно.",
      en: "Without shifts in shifts.csv or log-ons in the queue log worked time is not known.")
  }
}
