extension Sentences {
  /// Customers: how many called how often, and whether that settled the matter.
  /// - Parameters:
  ///   - again: The share of calls that were the second about one matter.
  ///   - resolution: First-contact resolution; `nil` where no call is old enough.
  func customers(calls: Int, callers: Int, again: String, resolution: String?) -> String {
    let count = format.count(calls, nouns.calls)
    let people = format.count(callers, nouns.customers)
    let settled = resolution.map {
      say(ru: " С первого раза решено: \($0).", en: " Settled by the first contact: \($0).")
    }
    return say(
      ru: "Звонило \(people), всего \(count). Повторно или после нашего пропуска: \(again).",
      en: "\(people) called, \(count) in all. Repeated, or after our miss: \(again).")
      + (settled ?? "")
  }

  /// Calls of customers of whom the order system has several numbers.
  func joinedNumbers(calls: Int) -> String {
    let count = format.count(calls, nouns.calls)
    return say(
      ru: "От покупателей, у которых по данным заказов несколько номеров: \(count). "
        + "Их номера считаются одним покупателем.",
      en: "From customers of whom orders know several numbers: \(count). "
        + "Their numbers count as one customer.")
  }

  /// Calls from numbers that several customers of the order system share.
  func sharedNumbers(calls: Int) -> String {
    let count = format.count(calls, nouns.calls)
    return say(
      ru: "С номеров, записанных в заказах за несколькими покупателями: \(count). "
        + "Такие номера ни с кем не объединены.",
      en: "From numbers that orders have under several customers: \(count). "
        + "Such numbers are joined to nobody.")
  }

  /// That the table of regions is cut.
  func moreRegions(_ shown: Int) -> String {
    say(
      ru: "Показано регионов: \(format.integer(shown)), все — в regions.csv.",
      en: "The first \(format.integer(shown)) regions; all are in regions.csv.")
  }
}
