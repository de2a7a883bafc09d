extension Sentences {
  /// Missed episodes that nobody has touched, still fresh.
  func callBackUntouched(_ count: Int) -> String {
    let calls = format.count(count, nouns.missedCalls)
    return say(
      ru: "Перезвонить: \(calls) без единой попытки", en: "Call back: \(calls) without an attempt")
  }

  /// A source whose clock is not that of another.
  func clockSkew(source: String, seconds: Int, against reference: String, calls: Int) -> String {
    let distance = format.duration(seconds: abs(seconds))
    let compared = format.count(calls, nouns.calls)
    return say(
      ru: "Часы источника «\(source)» \(seconds > 0 ? "спешат" : "отстают") на \(distance) "
        + "против «\(reference)» (сверено: \(compared)). Ожидание и время ответа сдвинуты на столько же; "
        + "здесь это не исправлено.",
      en: "The clock of “\(source)” is \(seconds > 0 ? "ahead" : "behind") by \(distance) against "
        + "“\(reference)” (\(compared) compared). Waits and latencies are off by as much; it is not "
        + "corrected here.")
  }

  /// Missed episodes that nobody touched in a period long over.
  func explainUntouched(_ count: Int) -> String {
    let calls = format.count(count, nouns.missedCalls)
    return say(
      ru: "Разобрать, почему не перезвонили: \(calls) без единой попытки",
      en: "Find out why nobody called back: \(calls) without an attempt")
  }

  /// Of how many episodes nobody touched some.
  func untouchedReason(_ count: Int, of elapsed: Int, share: String) -> String {
    say(
      ru: "Это \(share) случаев, чей срок вышел: \(format.integer(count)) из "
        + "\(format.integer(elapsed)). Список: missed_calls.csv.",
      en: "\(share) of the cases whose time is over: \(format.integer(count)) of "
        + "\(format.integer(elapsed)). The list: missed_calls.csv.")
  }

  /// An agent who takes fewer offers than the others.
  func weakAgent(_ name: String, rate: String, others: String) -> String {
    say(
      ru: "Разобрать звонки: \(name) — доля принятых \(rate), у остальных \(others)",
      en: "Review calls: \(name) answers \(rate) of offers, the others \(others)")
  }

  /// The counts and the interval behind a weak agent.
  func weakAgentReason(answered: Int, offered: Int, interval: String) -> String {
    say(
      ru: "Принято \(format.integer(answered)) из \(format.integer(offered)); "
        + "разница, 95 % интервал: \(interval)",
      en: "\(format.integer(answered)) of \(format.integer(offered)) answered; "
        + "difference, 95 % interval: \(interval)")
  }

  /// The rate of the whole day, beside that of the worst hour.
  func worstHourReason(share: String) -> String {
    say(ru: "За весь день пропускают \(share).", en: "Over the whole day \(share) are missed.")
  }

  /// A section whose number has not rung for more days than chance explains.
  func silentSection(_ name: String, days: Int) -> String {
    let quiet = format.count(days, nouns.days)
    return say(
      ru: "Позвонить самим по номеру раздела «\(name)»: молчит \(quiet)",
      en: "Call the number of “\(name)” yourself: silent for \(quiet)")
  }

  /// How many calls the eight weeks before let expect in that time.
  func silentReason(expected: Int) -> String {
    let calls = format.count(expected, nouns.calls)
    return say(
      ru: "По восьми неделям до того за это время ожидалось: \(calls).",
      en: "The eight weeks before let expect \(calls) in that time.")
  }

  /// Calls to numbers that were taken out of use.
  func retiredNumbers(calls: Int) -> String {
    let count = format.count(calls, nouns.calls)
    return say(
      ru: "Найти, где остались отключённые номера: \(count) за период",
      en: "Find where retired numbers are still shown: \(count) in the period")
  }

  /// Calls to numbers that belong to no section.
  func unmappedNumbers(calls: Int) -> String {
    let count = format.count(calls, nouns.calls)
    return say(
      ru: "Записать номера без раздела в таблицу номеров: \(count) за период",
      en: "Enter numbers without a section in the numbers table: \(count) in the period")
  }

  /// A share of all inbound calls.
  func shareOfInbound(_ share: String) -> String {
    say(ru: "Это \(share) входящих звонков.", en: "That is \(share) of inbound calls.")
  }

  /// Orders that nobody confirmed.
  func neverConfirmed(_ count: Int, share: String) -> String {
    let orders = format.count(count, nouns.orders)
    return say(
      ru: "Проверить неподтверждённые: \(orders) (\(share))",
      en: "Check unconfirmed: \(orders) (\(share))")
  }

  /// What to look at where calls end unknown.
  var unknownRemedy: String {
    say(
      ru: "Порог — 1 %: проверить, полны ли выгрузки станции.",
      en: "The limit is 1 %: check that the switch’s exports are complete.")
  }

  /// Bonuses that are not determined.
  func undeterminedBonuses(_ count: Int) -> String {
    let people = format.count(count, nouns.agents)
    return say(
      ru: "Премия не определена: \(people) — мало данных, решает человек",
      en: "Bonus undetermined: \(people); too few data, a person decides")
  }

  /// The label of a cohort that may still move.
  func maturity(_ share: String) -> String {
    say(ru: "не созрел: \(share)", en: "maturity \(share)")
  }

  /// The label of the redemption tile.
  func redemption(of month: String) -> String {
    say(ru: "Выкуп: \(month)", en: "Redemption: \(month)")
  }
}
