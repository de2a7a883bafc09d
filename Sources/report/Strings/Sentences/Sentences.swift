/// The sentences of a report: what a section leads with, and what is to be done.
///
/// Counts come as integers, so that nouns agree; shares and times come written by ``ReportFormat``.
struct Sentences: Sendable {
  /// The language that is written.
  var language: ReportLanguage

  var format: ReportFormat { language.format }
  var nouns: Phrases.Nouns { language.phrases.nouns }

  func say(ru: String, en: String) -> String {
    switch language {
    case .ru: ru
    case .en: en
    }
  }

  // MARK: Leads

  /// Calls: how many were offered, what became of them.
  func calls(offered: Int, answered: Int, missed: Int, answerRate: String) -> String {
    let calls = format.count(offered, nouns.calls)
    let (taken, lost) = (format.integer(answered), format.integer(missed))
    return say(
      ru: "Поступило \(calls): принято \(taken), пропущено \(lost). Доля принятых \(answerRate).",
      en: "\(calls) offered: \(taken) answered, \(lost) missed. Answer rate \(answerRate).")
  }

  /// Agents: how many took calls, and the widest gap between them.
  func agents(count: Int, best: String, bestRate: String, worst: String, worstRate: String)
    -> String
  {
    let people = format.count(count, nouns.agents)
    return say(
      ru: "\(people). Доля принятых: от \(worstRate) (\(worst)) до \(bestRate) (\(best)).",
      en: "\(people). Answer rate from \(worstRate) (\(worst)) to \(bestRate) (\(best)).")
  }

  /// Answer latency: half and nine tenths of the callers, and the service level by its formula.
  func latency(
    p50: String, p90: String, threshold: String, serviceLevel: String, formula: String
  ) -> String {
    say(
      ru: "Половина ждала не дольше \(p50), девять из десяти — не дольше \(p90). "
        + "Уровень сервиса за \(threshold) по формуле \(formula): \(serviceLevel).",
      en: "Half waited up to \(p50), nine in ten up to \(p90). "
        + "Service level within \(threshold), formula \(formula): \(serviceLevel).")
  }

  /// Callbacks: coverage and speed.
  func callbacks(episodes: Int, coverage: String, p50: String) -> String {
    let count = format.integer(episodes)
    return say(
      ru: "Эпизодов с пропущенными: \(count). Перезвонили в \(coverage) случаев, "
        + "обычно через \(p50).",
      en: "\(count) missed episodes. Called back in \(coverage) of them, usually after \(p50).")
  }

  /// Confirmation: how fast orders were confirmed.
  func confirmation(orders: Int, p50: String, p90: String, never: Int) -> String {
    let count = format.count(orders, nouns.orders)
    let left = format.integer(never)
    return say(
      ru: "\(count): половина подтверждена за \(p50), девять из десяти — за \(p90). "
        + "Без подтверждения: \(left).",
      en: "\(count): half confirmed within \(p50), nine in ten within \(p90). "
        + "Never confirmed: \(left).")
  }

  /// Redemption: the newest mature cohort.
  func redemption(cohort: String, rate: String, interval: String) -> String {
    say(
      ru: "Последняя зрелая когорта — \(cohort): выкуп \(rate) (95 % интервал \(interval)).",
      en: "Newest mature cohort, \(cohort): redeemed \(rate) (95 % interval \(interval)).")
  }

  /// Site sections: which makes the phone ring most.
  func sections(calls: Int, top: String, topShare: String) -> String {
    let count = format.count(calls, nouns.calls)
    return say(
      ru: "\(count) с сайта. Больше всего звонят из раздела «\(top)»: \(topShare).",
      en: "\(count) from the site. Most come from “\(top)”: \(topShare).")
  }

  /// Motivation: what is paid to how many.
  func motivation(agents: Int, total: String) -> String {
    let people = format.count(agents, nouns.agents)
    return say(
      ru: "Премии: \(people), всего \(total). До налога, без районного коэффициента.",
      en: "Bonuses: \(people), \(total) in all. Before tax, without regional coefficient.")
  }

  /// Data quality: rows read and refused.
  func dataQuality(rows: Int, rejected: Int, share: String) -> String {
    let (read, refused) = (format.count(rows, nouns.rows), format.integer(rejected))
    return say(
      ru: "Прочитано: \(read), отклонено: \(refused) (\(share)).",
      en: "\(read) read, \(refused) rejected (\(share)).")
  }

  // MARK: Actions

  /// Missed customers whom nobody has called back.
  func returnMissed(_ count: Int) -> String {
    let customers = format.count(count, nouns.customers)
    let wait = CountedNoun(one: "ждёт", few: "ждут", many: "ждут").form(for: count, in: .ru)
    return say(
      ru: "Перезвонить: \(customers) \(wait) после пропущенного звонка",
      en: "Call back \(customers) after a missed call")
  }

  /// Orders that wait for confirmation.
  func confirmOrders(_ count: Int, oldest: String) -> String {
    let orders = format.count(count, nouns.orders)
    return say(
      ru: "Подтвердить: \(orders), самый старый ждёт \(oldest)",
      en: "Confirm \(orders), the oldest has waited \(oldest)")
  }

  /// Parcels whose storage runs out.
  func expiringParcels(_ count: Int, within days: Int) -> String {
    let parcels = format.count(count, nouns.parcels)
    let left = format.count(days, nouns.days)
    return say(
      ru: "Напомнить о посылках: \(parcels), хранение кончается через \(left)",
      en: "Remind buyers of \(parcels): storage ends within \(left)")
  }

  /// The hour that loses most calls.
  func worstHour(_ hour: Int, missed: Int, share: String) -> String {
    let calls = format.count(missed, nouns.missedCalls)
    let range = "\(format.time(hour: hour, minute: 0))–\(format.time(hour: hour + 1, minute: 0))"
    return say(
      ru: "Усилить смену \(range): \(calls), \(share) поступивших",
      en: "Staff \(range): \(calls), \(share) of those offered")
  }

  /// A source that has sent nothing for long.
  func staleSource(_ name: String, since: String) -> String {
    say(
      ru: "Проверить источник «\(name)»: нет данных с \(since)",
      en: "Check source “\(name)”: no data since \(since)")
  }

  /// A tracking number that fell silent.
  func silentNumber(_ number: String, section: String, days: Int) -> String {
    let quiet = format.count(days, nouns.days)
    return say(
      ru: "Проверить номер \(number) («\(section)»): молчит \(quiet)",
      en: "Check number \(number) (“\(section)”): silent for \(quiet)")
  }

  /// A retired number that customers still call.
  func retiredNumber(_ number: String, calls: Int) -> String {
    let count = format.count(calls, nouns.calls)
    return say(
      ru: "Убрать с сайта отключённый номер \(number): \(count) за период",
      en: "Take retired number \(number) off the site: \(count) in the period")
  }

  /// Rows that were refused.
  func rejectedRows(_ count: Int, share: String) -> String {
    let rows = format.count(count, nouns.rows)
    return say(
      ru: "Отклонено: \(rows) (\(share)) — причины в rejects.csv",
      en: "Rejected: \(rows) (\(share)); reasons in rejects.csv")
  }

  /// Calls whose end the log lost.
  func unknownOutcomes(_ count: Int, share: String) -> String {
    let calls = format.count(count, nouns.calls)
    return say(
      ru: "Исход неизвестен: \(calls) (\(share) поступивших), в доли они не входят",
      en: "Outcome unknown: \(calls) (\(share) of those offered); they are out of every rate")
  }

  /// Cohorts that are too young to judge.
  func immatureCohort(_ cohort: String, maturity: String, floor: String, ceiling: String)
    -> String
  {
    say(
      ru: "\(cohort): зрелость \(maturity), выкуп будет между \(floor) и \(ceiling)",
      en: "\(cohort): maturity \(maturity), redemption will end between \(floor) and \(ceiling)")
  }
}
