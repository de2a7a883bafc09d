import Ingest

/// Why a stretch of an agent's time counts, or does not.
extension Sentences {
  /// What it is, what bounds it, or what keeps it from counting.
  /// - Parameters:
  ///   - cap: After which a session or a pause ends by itself.
  ///   - contact: Talk from which a call out is connected.
  func why(_ reason: TimeReason, cap: Seconds, contact: Seconds) -> String {
    switch reason {
    case .shift: say(ru: "смена по shifts.csv", en: "a shift of shifts.csv")
    case .loggedOn: say(ru: "вход в очередь", en: "logged on")
    case .paused: say(ru: "пауза", en: "paused")
    case .talk: say(ru: "разговор со звонившим", en: "talked with the caller")
    case .calledOut:
      say(ru: "звонил наружу: от первого гудка до конца", en: "called out: first ring to the end")
    case .strayLogoff:
      say(
        ru: "выход без входа: времени не даёт",
        en: "a log-off without a log-on: adds no time")
    case .countedBack:
      say(
        ru: "начала в журнале нет: длительность сообщил выход",
        en: "the log has no start: the log-off told how long it was")
    case .cappedLogoff:
      say(
        ru: "обрезан через \(cap) с: забыли выйти",
        en: "capped \(cap) s after the last log-on: forgotten log-off")
    case .cappedPause:
      say(
        ru: "обрезана через \(cap) с: забыли снять",
        en: "capped \(cap) s after its start: forgotten pause")
    case .goesOn:
      say(ru: "продолжается: посчитано до «сейчас»", en: "goes on: counted up to \"now\"")
    case .takenOver:
      say(
        ru: "до полуночи линия была другого сотрудника",
        en: "the line was another agent's until midnight")
    case .handedOver:
      say(
        ru: "с полуночи линия другого сотрудника",
        en: "the line is another agent's from midnight on")
    case .clipped:
      say(ru: "обрезано границами периода", en: "clipped to the period")
    case .overlapsSession:
      say(
        ru: "накладывается на другой вход: время считается один раз",
        en: "overlaps another queue's or device's session: time counts once")
    case .overlapsPause:
      say(
        ru: "накладывается на другую паузу: время считается один раз",
        en: "overlaps another pause: time counts once")
    case .overlapsCall:
      say(
        ru: "накладывается на другой звонок: время считается один раз",
        en: "overlaps another call: time counts once")
    case .outsideWorked:
      say(
        ru: "вне рабочего времени пауза не считается",
        en: "a pause counts within worked time only")
    case .shiftsGoFirst:
      say(
        ru: "рабочее время известно по сменам: входы в него не идут",
        en: "worked time is known from shifts: log-ons do not add to it")
    case .talkOfTest:
      say(ru: "проверочный звонок нигде не считается", en: "a test call counts nowhere")
    case .notConnected:
      say(
        ru: "разговор меньше \(contact) с: время занято, дозвоном не считается",
        en: "talk under \(contact) s: busy, and not connected")
    case .callOfDayBefore:
      say(
        ru: "звонок начался до периода: считается только время",
        en: "the call began before the period: only its time counts")
    case .withoutShift:
      say(ru: "в этот день смены не было", en: "no shift of his on that day")
    }
  }

  /// No row of a table of time.
  var noTimeFound: String { say(ru: "Такого времени нет.", en: "No such time.") }
}
