import Metrics

/// What a customer's calls are to one another, in words.
extension Sentences {
  /// Why a call is of its kind.
  func why(_ kind: CallKind) -> String {
    switch kind {
    case .afterOurMiss:
      say(
        ru: "прошлый звонок недавно остался без ответа, и с тех пор с ним не говорили",
        en: "his last call was missed or closed recently, and nobody has talked with him since")
    case .afterOurTalk:
      say(ru: "недавно ему звонил человек", en: "a person of ours called him recently")
    case .afterRobot:
      say(ru: "недавно ему звонил робот", en: "a machine of ours called him recently")
    case .repeated: say(ru: "недавно уже звонил", en: "he called recently")
    case .returning: say(ru: "уже выкупал заказ", en: "he had bought an order before")
    case .known:
      say(
        ru: "звонил в последние \(CustomerTally.lookBack) дня",
        en: "he called within \(CustomerTally.lookBack) days")
    case .new: say(ru: "раньше не звонил", en: "he had not called")
    case .unknown:
      say(
        ru: "раньше не звонил, но данных меньше чем за \(CustomerTally.lookBack) дня",
        en: "he had not called, and the calls begin less than \(CustomerTally.lookBack) days before"
      )
    }
  }

  /// What a call is in an episode.
  func role(_ role: EpisodeStep.Role) -> String {
    switch role {
    case .begins: say(ru: "начинает эпизод", en: "begins the episode")
    case .again: say(ru: "снова не дозвонился", en: "in vain again")
    case .attempt: say(ru: "мы не дозвонились", en: "our attempt, to no avail")
    case .reached: say(ru: "мы дозвонились", en: "our call reached him")
    case .gotThrough: say(ru: "дозвонился сам", en: "he got through")
    }
  }

  /// Why an episode came out as it did.
  func why(_ outcome: EpisodeOutcome) -> String {
    switch outcome {
    case .unreachable: say(ru: "номер скрыт", en: "the number was hidden")
    case .reached: say(ru: "мы дозвонились", en: "our call reached him")
    case .recoveredAfterAttempt:
      say(ru: "дозвонился сам после нашей попытки", en: "he got through after an attempt of ours")
    case .selfRecovered:
      say(ru: "дозвонился сам до наших попыток", en: "he got through before any attempt of ours")
    case .pending: say(ru: "время ещё не вышло", en: "the time is not over")
    case .triedNotReached: say(ru: "звонили, но не дозвонились", en: "we called, to no avail")
    case .untouched: say(ru: "никто не перезвонил", en: "nobody called")
    }
  }

  /// Above the episodes.
  var episodes: String { say(ru: "Эпизоды пропущенных:", en: "Missed episodes:") }
}
