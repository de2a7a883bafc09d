import Ingest

/// What decides a call's outcome, in words.
extension Sentences {
  /// How the direction was told.
  func why(_ direction: Direction) -> String {
    switch direction {
    case .inbound:
      say(
        ru: "первый участок пришёл снаружи, набран наш номер, или звонок знает только очередь",
        en: "the first leg came from outside, our number was dialled, or only the queue knows it")
    case .outbound:
      say(
        ru: "первый участок начат внутри, один из них ведёт наружу",
        en: "the first leg began inside, and one of them leads outside")
    case .internal:
      say(ru: "ни один участок не ведёт наружу", en: "no leg comes from or leads outside")
    }
  }

  /// When an outcome applies.
  func rule(_ outcome: Outcome, rules: CallRules) -> String {
    switch outcome {
    case .none: ""
    case .test:
      say(
        ru: "номер из calls.test_numbers или blacklist",
        en: "the number is in calls.test_numbers or blacklist")
    case .ivrServed:
      say(
        ru: "ответил ivr_served, не было ни очереди, ни гудков у людей",
        en: "ivr_served answered, no queue was entered and nobody was rung")
    case .closed: say(ru: "начался в нерабочее время", en: "began in closed hours")
    case .closedAnswered:
      say(
        ru: "начался в нерабочее время, но человек ответил",
        en: "began in closed hours, and a person answered all the same")
    case .ivrLeft:
      say(
        ru: "положил трубку в меню: ни очереди, ни гудков",
        en: "hung up in the menu: no queue, no ring")
    case .answered:
      say(
        ru: "человек поговорил; чужой внешний номер — не меньше \(rules.contactFrom) с",
        en: "a person talked; an outside number of nobody's for at least \(rules.contactFrom) s")
    case .unknown:
      say(
        ru: "журнал потерял конец последнего ожидания, никто не ответил",
        en: "the log lost the last visit's end, and nobody answered")
    case .missed: say(ru: "всё остальное: никто не ответил", en: "all else: nobody answered")
    }
  }

  /// When a reason of a missed call applies.
  func rule(_ reason: MissedReason, rules: CallRules) -> String {
    switch reason {
    case .callbackRequested: say(ru: "просил перезвонить", en: "asked to be called back")
    case .voicemail:
      say(ru: "записано голосовое сообщение", en: "a voicemail application recorded")
    case .keyExit:
      say(ru: "вышел из последней очереди по клавише", en: "left the last queue by a key")
    case .lineBusy:
      say(ru: "очереди не было, все участки заняты", en: "no queue, and every leg was busy")
    case .full: say(ru: "очередь была заполнена", en: "the queue was full")
    case .empty:
      say(ru: "в последней очереди никого не было", en: "the last queue had nobody logged in")
    case .timeout: say(ru: "последняя очередь сдалась", en: "the last queue gave up")
    case .technical:
      say(
        ru: "ни очереди, ни гудков, последний участок не удался",
        en: "no queue, no ring, and the last leg failed")
    case .abandonShort:
      say(
        ru: "ушёл сам, ждал до \(rules.shortAbandon) с",
        en: "left, after waiting up to \(rules.shortAbandon) s")
    case .abandonLong:
      say(
        ru: "ушёл сам, ждал дольше \(rules.shortAbandon) с",
        en: "left, after waiting longer than \(rules.shortAbandon) s")
    }
  }

  /// The first part of a call.
  var beginsTheCall: String { say(ru: "начинает звонок", en: "begins the call") }

  /// A part that only a later one ties to those before.
  var joinedLater: String { say(ru: "связана более поздней", en: "by a later part") }
}
