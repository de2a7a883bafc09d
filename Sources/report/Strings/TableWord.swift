/// A cell of a table that is the program's word, not data; the raw value is the CSV's.
enum TableWord: String, CaseIterable, Sendable {
  case all, team, open, locked, payment, cod, prepaid
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
    case .general: "general numbers"
    case .retired: "retired numbers"
    case .unmapped: "numbers without a section"
    case .noRegion: "no region"
    }
  }
}
