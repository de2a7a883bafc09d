import Ingest

/// Why a call counts for an agent, or does not.
extension Sentences {
  /// The rule that decided, with the config's limit.
  func why(_ reason: AgentReason, rules: CallRules) -> String {
    let (ring, contact) = (rules.ringCountsFrom, rules.contactFrom)
    return switch reason {
    case .answered: say(ru: "соединён со звонившим", en: "bridged with the caller")
    case .ownTimeOut:
      say(
        ru: "гудки шли не меньше \(ring) с и кончились, звонивший ждал дальше",
        en: "rang for at least \(ring) s and ran out, the caller waited on")
    case .refused: say(ru: "сотрудник отклонил вызов", en: "the agent refused the call")
    case .teamMissed:
      say(
        ru: "звонили всем сразу, никто не взял: пропуск всей смены, не сотрудника",
        en: "all rang together and nobody came: the team's miss and no agent's")
    case .takenByColleague:
      say(
        ru: "гудки прекратились: ответил коллега",
        en: "the ring was cancelled: a colleague answered")
    case .madeGood:
      say(
        ru: "звонили всем сразу, гудки кончились, но кто-то ответил",
        en: "all rang together, the ring ran out, and somebody answered")
    case .callerLeft:
      say(ru: "звонивший положил трубку, пока шли гудки", en: "the caller left while it rang")
    case .busy: say(ru: "линия была занята", en: "the line was busy")
    case .shortRing:
      say(
        ru: "гудки шли меньше \(ring) с: взять трубку было нельзя",
        en: "rang for less than \(ring) s: too short to be picked up")
    case .offerOfTest, .talkOfTest:
      say(ru: "проверочный звонок нигде не считается", en: "a test call counts nowhere")
    case .offerInClosedHours:
      say(
        ru: "нерабочее время: считается только разговор",
        en: "closed hours: only talk counts")
    case .lostVisit:
      say(
        ru: "в журнале нет начала или конца ожидания: не засчитан никому",
        en: "the log lost the visit's start or end: nobody is charged")
    case .ringOfTransfer:
      say(
        ru: "перевод звонка: разговор считается, поступившим он не был",
        en: "a transfer: its talk counts, it was never offered")
    case .talk: say(ru: "разговор со звонившим", en: "talked with the caller")
    case .takenOver:
      say(ru: "принял звонок у коллеги", en: "took the call over from a colleague")
    case .handedOn: say(ru: "передал звонок дальше", en: "handed the call on")
    case .takenOverAndHandedOn:
      say(ru: "принял у коллеги и передал дальше", en: "took the call over and handed it on")
    case .connected:
      say(
        ru: "разговор не меньше \(contact) с: дозвонился",
        en: "talk of at least \(contact) s: connected")
    case .notConnected:
      say(
        ru: "разговор меньше \(contact) с: попытка без разговора",
        en: "talk under \(contact) s: an attempt that did not connect")
    case .teamMiss:
      say(
        ru: "звонили всем сразу, у кого-то гудки кончились, никто не взял",
        en: "all rang together, a ring ran out, and nobody came")
    }
  }

  /// No row of a table.
  var nothingFound: String { say(ru: "Таких звонков нет.", en: "No such calls.") }

  /// Above sums.
  func sums(of table: String) -> String {
    say(ru: "Сумма, как в \(table):", en: "The sum, as in \(table):")
  }

  /// Some days were not computed since they changed.
  func factsAreNewer(days: Int) -> String {
    let count = "\(days) \(nouns.days.form(for: days, in: language))"
    return say(
      ru: "Данные новее отчётов (\(count)): числа сойдутся после ringtally run.",
      en: "The facts are newer than the reports (\(count)): the numbers agree after ringtally run."
    )
  }

  /// The config's rules were changed after the last run.
  var rulesAreNewer: String {
    say(
      ru: "Правила в настройках новее отчётов: показано по новым, отчёты — по прежним.",
      en: "The config's rules are newer than the reports: this follows the new ones.")
  }
}
