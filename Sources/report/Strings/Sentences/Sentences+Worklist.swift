/// Why a customer stands in the list of missed calls, in a few words with ordinary spaces.
extension Sentences {
  /// A parcel lies at the point.
  func parcelWaits(days: Int) -> String {
    let count = "\(days) \(nouns.days.form(for: days, in: language))"
    return say(ru: "посылка ждёт \(count)", en: "parcel waits for \(count)")
  }

  /// Orders without an end.
  func openOrders(_ count: Int) -> String {
    guard count > 1 else { return say(ru: "открытый заказ", en: "open order") }
    return say(ru: "открытых заказов: \(count)", en: "\(count) open orders")
  }

  /// The customer called several times.
  func calledInVain(_ count: Int) -> String {
    let times = CountedNoun(one: "раз", few: "раза", many: "раз").form(for: count, in: .ru)
    return say(ru: "звонили нам \(count) \(times)", en: "called \(count) times")
  }

  /// We called, to no avail.
  var notReachedYet: String { say(ru: "не дозвонились", en: "not reached yet") }

  /// The call came in closed hours.
  var calledInClosedHours: String {
    say(ru: "звонок в нерабочее время", en: "called in closed hours")
  }

  /// A missed call, and nothing else.
  var nobodyCalledBack: String { say(ru: "никто не перезвонил", en: "nobody called back") }
}
