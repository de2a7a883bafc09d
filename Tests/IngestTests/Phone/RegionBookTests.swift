import TestSupport
import Testing

@testable import Ingest

@Suite("Regions of numbers, and night there") struct RegionBookTests {
  private static func party(_ digits: Int) -> Party { Party(raw: digits) }

  private static func night(_ digits: Int, _ utc: Int, day: Int = 20_500) -> Bool? {
    var book = RegionBook()
    let place = book.place(of: party(digits))
    return book.isNight(at: Instant(epoch: day * 86_400 + utc), in: place)
  }

  @Test func `a region is named in both languages`() {
    var book = RegionBook()
    let city = book.place(of: Self.party(78_123_251_234))
    let place = book.places[city]
    #expect(place.russian == "г. Санкт-Петербург" && place.english == "St Petersburg")
    let country = book.place(of: Self.party(79_161_234_567))
    let mobile = book.places[country]
    #expect(mobile.russian == "Россия" && mobile.english == "Russia")
  }

  @Test func `night is from 22 to 8 on the clock of the number's place`() {
    // Yekaterinburg, UTC+5: 22:00 there is 17:00 UTC, 8:00 is 3:00.
    let ural = 73_433_000_001
    #expect(Self.night(ural, 17 * 3600 - 1) == false)
    #expect(Self.night(ural, 17 * 3600) == true)
    #expect(Self.night(ural, 3 * 3600 - 1) == true)
    #expect(Self.night(ural, 3 * 3600) == false)
  }

  @Test func `clocks there are put forward and back`() {
    // New York: 22:00 is 03:00 UTC in January and 02:00 UTC in July.
    let winter = Day.number(year: 2026, month: 1, day: 15)
    let summer = Day.number(year: 2026, month: 7, day: 15)
    #expect(Self.night(12_125_551_234, 2 * 3600 + 1800, day: winter) == false)
    #expect(Self.night(12_125_551_234, 2 * 3600 + 1800, day: summer) == true)
  }

  @Test func `of a Russian mobile number it is told only where all of +7 agrees`() {
    // UTC+2 to UTC+12: day in all of them from 06:00 to 10:00 UTC, night in all never.
    let mobile = 79_161_234_567
    #expect(Self.night(mobile, 6 * 3600) == false)
    #expect(Self.night(mobile, 10 * 3600 - 1) == false)
    #expect(Self.night(mobile, 6 * 3600 - 1) == nil)
    #expect(Self.night(mobile, 10 * 3600) == nil)
    #expect(Self.night(mobile, 20 * 3600) == nil)
  }

  @Test func `a book says the same whatever it was asked before`() {
    var random = SeededNumbers(seed: 5)
    let numbers = [79_161_234_567, 73_433_000_001, 78_123_251_234, 4_930_123_456, 79_990_000_000]
    var book = RegionBook()
    for _ in 0..<500 {
      let number = numbers.randomElement(using: &random) ?? 0
      let moment = Int.random(in: 0..<86_400, using: &random)
      let place = book.place(of: Self.party(number))
      #expect(
        book.isNight(at: Instant(epoch: 20_500 * 86_400 + moment), in: place)
          == Self.night(number, moment))
    }
  }

  /// Region and zones of thousands of numbers, by another port of the library.
  @Test(.enabled(if: Oracle.has("phonenumbers"), "make test installs phonenumbers"))
  func `regions and zones are those of the other library`() throws {
    let rows = try Oracle.run("number_regions.py", ["6000", "20261201"])
    try #require(rows.count == 6000)
    var book = RegionBook()
    var mobile = 0
    var wrong: [String] = []
    for row in rows {
      let digits = try #require(Int(row[0]))
      let phone = PhoneNumber(digits: Int64(digits))
      let index = book.place(of: Self.party(digits))
      let place = book.places[index]
      if digits / 1_000_000_000 == 79 { mobile += 1 }
      // Names of whole countries are ICU's here and the port's own there.
      let isRegion = row[2] == "1"
      if isRegion, phone.region(language: "en") ?? "" != row[1] || place.english != row[1] {
        wrong.append("\(row[0]): \(place.english), expected \(row[1])")
      }
      if phone.timeZones.joined(separator: "&") != row[3] {
        wrong.append("\(row[0]): \(phone.timeZones), expected \(row[3])")
      }
      let zones = place.zones.map(\.name)
      if !isRegion, digits / 1_000_000_000 == 79 {
        #expect(place.english == "Russia" && zones.contains("Asia/Kamchatka"))
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(10))")
    #expect(mobile > 1000)
  }
}
