extension BridgeStep {
  /// The words in Russian.
  var russian: String {
    switch self {
    case .rowsRead: "Прочитано строк"
    case .rejected: "Отклонено: строка с ошибкой"
    case .deduplicated: "Повторы тех же строк"
    case .superseded: "Старые версии тех же строк"
    case .otherDays: "Строки других дней в тех же файлах"
    case .accepted: "Принято строк"
    case .events: "События очередей за период"
    case .legs: "Участки звонков за период"
    case .joined: "Участки, объединённые в тот же звонок"
    case .journeys: "Звонки: путь звонившего целиком"
    case .outbound: "Исходящие"
    case .internal: "Внутренние"
    case .inbound: "Входящие"
    case .test: "Проверочные"
    case .ivrServed: "Обслужил автоответчик"
    case .closed: "В нерабочее время"
    case .ivrLeft: "Ушли из меню"
    case .offered: "Поступило к операторам"
    case .missed: "Пропущенные"
    case .unknown: "Исход неизвестен"
    case .maybeAnswered: "Из пропущенных: внешний номер ответил коротко, возможно автоответчик"
    case .answered: "Принятые"
    case .naiveAnsweredRows: "Для сравнения: строки ANSWERED"
    case .queueShowCompleted: "Для сравнения: queue show, C — завершено"
    case .queueShowAbandoned: "Для сравнения: queue show, A — брошено"
    }
  }
}
