/// A cell of a table that is the program's word, not data; the raw value is the CSV's.
enum TableWord: String, CaseIterable, Sendable {
  case all, team, open, locked, payment, cod, prepaid, centre, shifts, logins, better, worse
  case outsourced
  case phones = "(phones)"
  case noEvidence = "no_evidence"
  case forgottenLogoff = "forgotten_logoff"
  case logoffWithoutLogin = "logoff_without_login"
  case forgottenPause = "forgotten_pause"
  case workWithoutShift = "work_without_shift"
  case general = "(general)"
  case retired = "(retired)"
  case unmapped = "(unmapped)"
  case noRegion = "(no region)"

  /// The words in a report's language.
  func text(in language: ReportLanguage) -> String {
    switch language {
    case .ru: russian
    case .en: english
    }
  }

  private var russian: String {
    switch self {
    case .all: "всего"
    case .team: "вся смена"
    case .open: "открыт"
    case .locked: "закрыт"
    case .payment: "оплата"
    case .cod: "при получении"
    case .prepaid: "предоплата"
    case .centre: "центр"
    case .shifts: "смены"
    case .logins: "входы"
    case .better: "лучше"
    case .worse: "хуже"
    case .noEvidence: "изменение не доказано"
    case .forgottenLogoff: "забытый выход"
    case .logoffWithoutLogin: "выход без входа"
    case .forgottenPause: "забытая пауза"
    case .workWithoutShift: "работа без смены"
    case .outsourced: "внешний колл-центр"
    case .phones: "телефоны напрямую"
    case .general: "общие номера"
    case .retired: "отключённые номера"
    case .unmapped: "номера без раздела"
    case .noRegion: "регион неизвестен"
    }
  }

  private var english: String {
    switch self {
    case .all: "all"
    case .team: "whole team"
    case .open: "open"
    case .locked: "locked"
    case .payment: "payment"
    case .cod: "on delivery"
    case .prepaid: "prepaid"
    case .centre: "centre"
    case .shifts: "shifts"
    case .logins: "log-ons"
    case .better: "better"
    case .worse: "worse"
    case .noEvidence: "no evidence of change"
    case .forgottenLogoff: "forgotten log-off"
    case .logoffWithoutLogin: "log-off without a log-on"
    case .forgottenPause: "forgotten pause"
    case .workWithoutShift: "work without a shift"
    case .outsourced: "outsourced centre"
    case .phones: "phones directly"
    case .general: "general numbers"
    case .retired: "retired numbers"
    case .unmapped: "numbers without a section"
    case .noRegion: "no region"
    }
  }
}
