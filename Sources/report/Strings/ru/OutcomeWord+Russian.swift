extension OutcomeWord {
  /// The words in Russian.
  var russian: String {
    switch self {
    case .answered: "принятый"
    case .missed: "пропущенный"
    case .unknown: "исход неизвестен"
    case .closed: "в нерабочее время"
    case .closedAnswered: "принят в нерабочее время"
    case .ivrServed: "обслужил автоответчик"
    case .ivrLeft: "ушёл из меню"
    case .test: "проверочный"
    case .callbackRequested: "заказан перезвон"
    case .voicemail: "оставил голосовое сообщение"
    case .keyExit: "вышел по клавише"
    case .lineBusy: "линия занята"
    case .full: "очередь заполнена"
    case .empty: "нет операторов в очереди"
    case .timeout: "истекло время ожидания"
    case .shortAbandon: "сбросил сразу"
    case .longAbandon: "не дождался ответа"
    case .technical: "технический сбой"
    case .inbound: "входящий"
    case .outbound: "исходящий"
    case .internal: "внутренний"
    }
  }
}
