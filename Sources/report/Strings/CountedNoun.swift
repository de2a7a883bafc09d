/// A noun in the forms that follow a number: 1 звонок, 2 звонка, 5 звонков.
struct CountedNoun: Sendable {
  /// After 1, 21, 101 in Russian; after 1 in English.
  var one: String
  /// After 2–4, 22–24; in English the plural.
  var few: String
  /// After 0, 5–20, 25–30; in English the plural.
  var many: String

  /// A Russian noun.
  init(one: String, few: String, many: String) {
    self.one = one
    self.few = few
    self.many = many
  }

  /// An English noun.
  init(one: String, other: String) {
    self.init(one: one, few: other, many: other)
  }

  /// The form that follows `count`.
  ///
  /// Source: Unicode CLDR, plural rules for `ru` and `en`, whole numbers.
  func form(for count: Int, in language: ReportLanguage) -> String {
    let magnitude = count.magnitude
    switch language {
    case .en:
      return magnitude == 1 ? one : many
    case .ru:
      let lastTwo = magnitude % 100
      guard !(11...14).contains(lastTwo) else { return many }
      switch magnitude % 10 {
      case 1: return one
      case 2, 3, 4: return few
      default: return many
      }
    }
  }
}
