extension Sentences {
  /// The way from rows to answered calls, in one line.
  func fromRows(rows: Int, legs: Int, journeys: Int, offered: Int, answered: Int) -> String {
    let (rows, legs) = (format.integer(rows), format.integer(legs))
    let (calls, offered) = (format.integer(journeys), format.integer(offered))
    let answered = format.integer(answered)
    return say(
      ru: "Строк прочитано \(rows) → участков \(legs) → звонков \(calls) → поступило \(offered) → "
        + "принято \(answered).",
      en: "\(rows) rows read → \(legs) legs → \(calls) calls → \(offered) offered → "
        + "\(answered) answered.")
  }

  /// What a count of ANSWERED rows would say.
  func naiveAnsweredRows(_ count: Int) -> String {
    let rows = format.integer(count)
    return say(
      ru: "Счёт строк ANSWERED дал бы \(rows).", en: "A count of ANSWERED rows would say \(rows).")
  }

  /// What `queue show` would say of all queues together.
  func queueShow(completed: Int, abandoned: Int) -> String {
    let (ended, left) = (format.integer(completed), format.integer(abandoned))
    return say(
      ru: "Счётчики queue show по всем очередям: C:\(ended), A:\(left).",
      en: "The counters of queue show, all queues: C:\(ended), A:\(left).")
  }

  /// Why ANSWERED rows are no answered calls.
  var whyRowsDiffer: String {
    say(
      ru: "Строка CDR — участок, а не звонок. ANSWERED пишется и тогда, когда трубку сняли меню, "
        + "музыка или голосовая почта; перевод даёт две такие строки; исходящие и внутренние тоже "
        + "здесь.",
      en:
        "A CDR row is a leg, not a call. ANSWERED is written for a menu, music or voicemail, too; "
        + "a transfer makes two such rows; outbound and internal ones are among them.")
  }

  /// Why `C:` is not the answered calls.
  var whyCompletedDiffers: String {
    say(
      ru:
        "C — разговоры, которые закончились: по дню конца, а не начала звонка, вместе с ночными и "
        + "проверочными, без тех, чей конец в журнал не попал, и без звонков мимо очередей. Принятые "
        + "у нас — звонки рабочего времени по дню начала.",
      en:
        "C counts talks that ended: by the day of their end and not of the call’s start, after-hours "
        + "and test calls included, without those whose end is not in the log and without calls that "
        + "met no queue. Answered, here, are calls of open hours by the day of their start.")
  }

  /// Why `A:` is not the abandoned calls.
  var whyAbandonedDiffers: String {
    say(
      ru:
        "A — не только повесившие трубку: сюда же идут истёкшее ожидание, очередь без операторов и "
        + "снятые из очереди; звонок, прошедший две очереди, может попасть в обе. Вышедших по "
        + "клавише нет ни в C, ни в A.",
      en: "A counts more than callers who hung up: time-outs, queues with nobody logged in and "
        + "withdrawn calls, too; a call that passes two queues may be in both. Callers who left by a "
        + "key are in neither.")
  }

  /// Why the numbers on the screen of the switch may be others again.
  var whyCountersRestart: String {
    say(
      ru: "Счётчики на экране АТС идут с её запуска или с queue reset stats; здесь они посчитаны "
        + "заново по строкам queue_log за период.",
      en:
        "The counters on the switch’s screen run since it was started or since queue reset stats; "
        + "here they are counted again from the queue log’s lines of the period.")
  }

  /// The caption of the table of counts by queue.
  var countsByQueue: String {
    say(ru: "Наш счёт и queue show", en: "Our counts and queue show’s")
  }

  /// The caption of the table of all formulas.
  func serviceLevels(within threshold: String) -> String {
    say(
      ru: "Уровень сервиса за \(threshold)", en: "Service level within \(threshold)")
  }

  /// Marks the formula that the config names.
  func configured(_ formula: String) -> String {
    say(ru: "\(formula) · выбрана", en: "\(formula) · configured")
  }

  /// Queues that the page leaves to the file.
  func queuesInFile(_ count: Int, name: String) -> String {
    let count = format.integer(count)
    return say(
      ru: "По отдельным очередям (\(count)): \(name).csv.", en: "By queue (\(count)): \(name).csv.")
  }
}
