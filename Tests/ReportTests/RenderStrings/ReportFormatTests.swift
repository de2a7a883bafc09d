import Testing

@testable import report

@Suite("Numbers and dates in words") struct ReportFormatTests {
  let ru = ReportFormat(language: .ru)
  let en = ReportFormat(language: .en)

  @Test(arguments: [
    (0, "0", "0"), (999, "999", "999"), (1000, "1\u{202F}000", "1,000"),
    (1_234_567, "1\u{202F}234\u{202F}567", "1,234,567"), (-4321, "−4\u{202F}321", "−4,321"),
  ])
  func `integers are grouped`(value: Int, russian: String, english: String) {
    #expect(ru.integer(value) == russian)
    #expect(en.integer(value) == english)
  }

  @Test func `undefined is a dash, never 0`() {
    #expect(ru.integer(nil) == "–")
    #expect(ru.decimal(nil) == "–")
    #expect(ru.percent(nil) == "–")
    #expect(ru.percent(0, of: 0) == "–")
    #expect(ru.percent(.nan) == "–")
    #expect(ru.duration(seconds: nil) == "–")
    #expect(ru.money(minor: nil, currency: "RUB") == "–")
    #expect(ru.points(nil) == "–")
    #expect(ru.percentRange(0.1, nil) == "–")
  }

  @Test func `shares are rounded once, halves up, from their counts`() {
    #expect(ru.percent(12_345, of: 1000) == "1\u{202F}234,5\u{202F}%")
    #expect(en.percent(12_345, of: 1000) == "1,234.5\u{202F}%")
    #expect(en.percent(1, of: 3) == "33.3\u{202F}%")
    #expect(en.percent(2, of: 3) == "66.7\u{202F}%")
    // 1/16 is 6.25 %: the half goes up. 1/1 and 0/1 are exact.
    #expect(en.percent(1, of: 16) == "6.3\u{202F}%")
    #expect(en.percent(1, of: 1, digits: 0) == "100\u{202F}%")
    #expect(en.percent(0, of: 7) == "0.0\u{202F}%")
    #expect(en.percent(0.6522) == "65.2\u{202F}%")
  }

  @Test func `differences carry a sign unless they round to zero`() {
    #expect(ru.points(0.032) == "+3,2\u{A0}п.\u{A0}п.")
    #expect(en.points(-0.0125, digits: 2) == "−1.25\u{A0}pp")
    #expect(en.points(0.0001) == "0.0\u{A0}pp")
    #expect(en.points(-0.0001) == "0.0\u{A0}pp")
    #expect(ru.pointsInterval(-0.012, 0.034) == "от −1,2 до +3,4\u{A0}п.\u{A0}п.")
    #expect(en.signed(12) == "+12")
    #expect(en.signed(0) == "0")
  }

  @Test(arguments: [
    (0, "0\u{A0}с"), (59, "59\u{A0}с"), (60, "1\u{A0}мин"), (185, "3\u{A0}мин\u{A0}05\u{A0}с"),
    (3600, "1\u{A0}ч"), (7800, "2\u{A0}ч\u{A0}10\u{A0}мин"), (100_800, "1\u{A0}д\u{A0}04\u{A0}ч"),
    (-30, "−30\u{A0}с"),
  ])
  func `durations have two units at most`(seconds: Int, text: String) {
    #expect(ru.duration(seconds: seconds) == text)
  }

  @Test func `money has two digits and its sign behind`() {
    #expect(ru.money(minor: 2_000_000, currency: "RUB") == "20\u{202F}000,00\u{A0}₽")
    #expect(en.money(minor: -5, currency: "XAF") == "−0.05\u{A0}XAF")
  }

  @Test func `dates are written as each language does`() {
    let day = ReportDate(year: 2026, month: 11, day: 21)
    #expect(ru.date(day) == "21\u{A0}ноября\u{A0}2026")
    #expect(en.day(day, weekday: 5) == "21\u{A0}November\u{A0}2026, Saturday")
    #expect(
      ru.dates(
        from: ReportDate(year: 2026, month: 11, day: 30),
        through: ReportDate(year: 2026, month: 12, day: 6))
        == "30\u{A0}ноября – 6\u{A0}декабря\u{A0}2026")
    #expect(
      en.dates(
        from: ReportDate(year: 2026, month: 11, day: 16),
        through: ReportDate(year: 2026, month: 11, day: 22))
        == "16\u{2060}–\u{2060}22\u{A0}November\u{A0}2026")
    #expect(ru.dates(from: day, through: day) == ru.date(day))
    #expect(ru.month(5, year: 2026) == "Май 2026")
    #expect(ru.monthInText(5, year: 2026) == "май 2026")
    #expect(ru.shortMonth(9, year: 2026) == "сен\u{A0}26")
    #expect(en.week(47, year: 2026) == "Week 47, 2026")
  }

  @Test(arguments: [
    (0, "звонков"), (1, "звонок"), (2, "звонка"), (4, "звонка"), (5, "звонков"), (11, "звонков"),
    (12, "звонков"), (14, "звонков"), (21, "звонок"), (22, "звонка"), (25, "звонков"),
    (101, "звонок"), (111, "звонков"), (112, "звонков"), (1002, "звонка"), (1012, "звонков"),
  ])
  func `Russian nouns agree with their count`(count: Int, noun: String) {
    #expect(ReportLanguage.ru.phrases.nouns.calls.form(for: count, in: .ru) == noun)
  }

  @Test func `English nouns are plural but for one`() {
    let forms = [0, 1, 2, 21].map { ReportLanguage.en.phrases.nouns.calls.form(for: $0, in: .en) }
    #expect(forms == ["calls", "call", "calls", "calls"])
  }

  @Test func `sentences agree in number`() {
    let sentences = ReportLanguage.ru.sentences
    #expect(
      sentences.returnMissed(1) == "Перезвонить: 1\u{A0}покупатель ждёт после пропущенного звонка")
    #expect(
      sentences.returnMissed(23)
        == "Перезвонить: 23\u{A0}покупателя ждут после пропущенного звонка")
    #expect(
      ReportLanguage.en.sentences.calls(offered: 1, answered: 1, missed: 0, answerRate: "100 %")
        == "1\u{A0}call offered: 1 answered, 0 missed. Answer rate 100 %.")
  }
}
