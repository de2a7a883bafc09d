/// Headings and words of `ringtally explain`.
enum ExplainWord: CaseIterable, Sendable {
  case started, call, outcome, counted, what, queue, ring, rings, talk, counts, why
  case offer, outbound, teamMiss, ownLine, yes, no, notAsked
  case direction, kind, agent, orders, wait, role, firstMissed, callerAttempts, ourAttempts
  case latencyOpen, latency, deadline, reachedBy, time, part, ids, joinedBy, leg, customer, number
  case section, rule, applies
  case ended, seconds, device, reason, shift, session, logoff, pause

  init(_ kind: AgentFact.Kind) {
    self =
      switch kind {
      case .offer: .offer
      case .talk: .talk
      case .outbound: .outbound
      case .teamMiss: .teamMiss
      }
  }

  init(_ kind: AgentTimePart.Kind) {
    self =
      switch kind {
      case .shift: .shift
      case .session: .session
      case .logoff: .logoff
      case .pause: .pause
      case .talk: .talk
      case .outbound: .outbound
      }
  }

  init(_ isSo: Bool) { self = isSo ? .yes : .no }

  /// The words in a report's language.
  func text(in language: ReportLanguage) -> String {
    switch language {
    case .ru: russian
    case .en: english
    }
  }

  private var russian: String {
    switch self {
    case .started: "начало"
    case .call: "звонок"
    case .outcome: "исход"
    case .counted: "учтён"
    case .what: "что"
    case .queue: "очередь"
    case .ring: "гудки, с"
    case .rings: "вызовов"
    case .talk: "разговор"
    case .counts: "где учтено"
    case .why: "почему"
    case .offer: "поступил"
    case .outbound: "исходящий"
    case .teamMiss: "вся смена"
    case .ownLine: "своя линия"
    case .yes: "да"
    case .no: "нет"
    case .notAsked: "не проверялось"
    case .direction: "направление"
    case .kind: "вид"
    case .agent: "сотрудник"
    case .orders: "заказы"
    case .wait: "ожидание, с"
    case .role: "роль в эпизоде"
    case .firstMissed: "первый пропущенный"
    case .callerAttempts: "звонил"
    case .ourAttempts: "звонили мы"
    case .latencyOpen: "через, раб. с"
    case .latency: "через, с"
    case .deadline: "срок"
    case .reachedBy: "дозвонился"
    case .time: "время"
    case .part: "запись"
    case .ids: "uniqueid, linkedid"
    case .joinedBy: "чем связана"
    case .leg: "участок"
    case .customer: "клиент"
    case .number: "наш номер"
    case .section: "раздел"
    case .rule: "правило"
    case .applies: "подходит"
    case .ended: "конец"
    case .seconds: "секунд"
    case .device: "аппарат"
    case .reason: "причина паузы"
    case .shift: "смена"
    case .session: "вход"
    case .logoff: "выход"
    case .pause: "пауза"
    }
  }

  private var english: String {
    switch self {
    case .started: "started"
    case .call: "call"
    case .outcome: "outcome"
    case .counted: "counted"
    case .what: "what"
    case .queue: "queue"
    case .ring: "ring, s"
    case .rings: "rings"
    case .talk: "talk"
    case .counts: "counts in"
    case .why: "why"
    case .offer: "offer"
    case .outbound: "outbound"
    case .teamMiss: "team"
    case .ownLine: "own line"
    case .yes: "yes"
    case .no: "no"
    case .notAsked: "not asked"
    case .direction: "direction"
    case .kind: "kind"
    case .agent: "agent"
    case .orders: "orders"
    case .wait: "wait, s"
    case .role: "role in the episode"
    case .firstMissed: "first missed"
    case .callerAttempts: "called us"
    case .ourAttempts: "we called"
    case .latencyOpen: "after, open s"
    case .latency: "after, s"
    case .deadline: "deadline"
    case .reachedBy: "reached by"
    case .time: "time"
    case .part: "part"
    case .ids: "uniqueid, linkedid"
    case .joinedBy: "joined by"
    case .leg: "leg"
    case .customer: "customer"
    case .number: "our number"
    case .section: "section"
    case .rule: "rule"
    case .applies: "applies"
    case .ended: "ended"
    case .seconds: "seconds"
    case .device: "device"
    case .reason: "pause reason"
    case .shift: "shift"
    case .session: "session"
    case .logoff: "log-off"
    case .pause: "pause"
    }
  }
}

extension OutcomeWord {
  /// The words for an outcome as calls.csv writes it; the text itself where it is none.
  static func text(csv: String, in language: ReportLanguage) -> String {
    let word: OutcomeWord? =
      switch csv {
      case "missed_abandon_short": .shortAbandon
      case "missed_abandon_long": .longAbandon
      default:
        OutcomeWord(rawValue: csv.hasPrefix("missed_") ? String(csv.dropFirst(7)) : csv)
      }
    return word?.text(in: language) ?? csv
  }
}
