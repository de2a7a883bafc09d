import Ingest

/// Guesses which column of an export of orders holds what, and what its statuses mean.
enum OrderColumnGuess {
  /// Field → the export's heading; `nil` where number, status or time is not to be found.
  static func columns(_ headings: [String]) -> [String: String]? {
    var left = headings
    var columns: [String: String] = [:]
    for (field, words) in fields {
      for word in words {
        guard let index = left.firstIndex(where: { plain($0) == word }) else { continue }
        columns[field] = left.remove(at: index)
        break
      }
    }
    return ["order", "status", "at"].allSatisfy { columns[$0] != nil } ? columns : nil
  }

  /// The canonical status of an export's word; `nil` where a person has to say it.
  static func status(_ word: String) -> OrderStatus? {
    let word = plain(word)
    return statuses.first { $0.beginnings.contains { word.contains($0) } }?.status
  }

  /// Date patterns, the usual ones first.
  static let patterns = [
    "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy H:mm:ss",
    "dd.MM.yyyy HH:mm", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss Z",
    "dd/MM/yyyy HH:mm:ss", "MM/dd/yyyy HH:mm:ss", "M/d/yyyy h:mm a", "dd.MM.yyyy", "yyyy-MM-dd",
  ].compactMap { TimestampPattern($0) }

  /// In lower case, `ё` as `е`, words parted by single blanks.
  private static func plain(_ text: String) -> String {
    let letters = text.lowercased().map { character -> Character in
      switch character {
      case "ё": "е"
      case "_", "-": " "
      default: character
      }
    }
    return String(letters).split(separator: " ").joined(separator: " ")
  }

  private static let fields: [(String, [String])] = [
    (
      "order",
      [
        "номер заказа", "№ заказа", "номер", "заказ", "order", "order id", "order number",
        "order no", "number", "id",
      ]
    ),
    ("status", ["статус заказа", "статус", "состояние", "status", "order status", "state"]),
    (
      "at",
      [
        "дата изменения", "дата статуса", "изменен", "время изменения", "дата и время", "changed",
        "changed at", "updated", "updated at", "status date", "at", "дата", "date", "time",
      ]
    ),
    ("phone", ["телефон", "телефон клиента", "телефон покупателя", "phone", "mobile", "тел"]),
    ("amount", ["сумма", "сумма заказа", "итого", "стоимость", "amount", "total", "sum"]),
    ("agent", ["менеджер", "оператор", "ответственный", "manager", "agent", "operator"]),
    (
      "carrier",
      ["служба доставки", "способ доставки", "доставка", "перевозчик", "carrier", "delivery"]
    ),
    ("tracking", ["трек номер", "трек", "рпо", "tracking", "tracking number", "track"]),
    ("payment", ["способ оплаты", "тип оплаты", "оплата", "payment", "payment method"]),
    ("promised", ["обещано", "дата доставки", "promised", "delivery date"]),
    ("source", ["источник", "канал", "source", "channel"]),
    ("customer", ["код клиента", "клиент", "покупатель", "customer id", "customer", "client"]),
    ("paid", ["оплачено", "paid"]),
    ("currency", ["валюта", "currency"]),
  ]

  /// The more special words first: «частичный выкуп» is no «выкуп», «отменён» no «менять».
  private static let statuses: [(status: OrderStatus, beginnings: [String])] = [
    (.partial, ["частич", "partial", "in part"]),
    (.returning, ["возвращается", "едет обратно", "returning"]),
    (.returned, ["возврат", "возвращен", "отказ", "returned", "refus"]),
    (.cancelled, ["отмен", "аннулир", "cancel"]),
    (.lost, ["утрач", "утер", "потер", "lost"]),
    (.redeemed, ["выкуп", "вруч", "получен", "выдан", "redeem", "delivered", "bought"]),
    (.arrived, ["прибы", "в пункте", "готов к выдаче", "arrived", "ready for pickup"]),
    (.shipped, ["отправлен", "в пути", "shipped", "sent", "in transit"]),
    (.handedOver, ["собран", "упакован", "укомплект", "передан", "packed", "handed"]),
    (.confirmed, ["подтвержд", "согласован", "confirm"]),
    (.inWork, ["в работе", "обрабат", "в обработке", "in work", "processing"]),
    (.created, ["новый", "нов", "создан", "оформлен", "принят", "new", "created"]),
  ]
}
