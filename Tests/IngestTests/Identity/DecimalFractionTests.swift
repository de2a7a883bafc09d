import Ingest
import Testing

@Suite("Decimal fractions") struct DecimalFractionTests {
  @Test(arguments: [
    ("0.80", 8, 10, "0.8"), ("30", 30, 1, "30"), ("-1.250", -125, 100, "-1.25"),
    ("0.00", 0, 1, "0"),
    ("123456789.123456789", 123_456_789_123_456_789, 1_000_000_000, "123456789.123456789"),
    ("0.05", 5, 100, "0.05"),
  ])
  func `a number is kept as it was written`(
    _ text: String, _ numerator: Int, _ denominator: Int, _ spelling: String
  ) {
    let value = DecimalFraction(text)
    #expect(value?.numerator == numerator)
    #expect(value?.denominator == denominator)
    #expect(value?.text == spelling)
  }

  @Test(arguments: ["", ".5", "5.", "1e3", "+1", "1,5", "--1", "1.2.3", "1234567890", "0x1", "٣"])
  func `what is no plain decimal is refused`(_ text: String) {
    #expect(DecimalFraction(text) == nil)
  }

  @Test func `hundredths are exact or refused`() {
    #expect(DecimalFraction("20000.00")?.hundredths == 2_000_000)
    #expect(DecimalFraction("0.5")?.hundredths == 50)
    #expect(DecimalFraction("0.005")?.hundredths == nil)
  }

  @Test func `order is by value`() throws {
    let values = try ["-1.5", "-0.25", "0", "0.3", "0.29999", "12"].map {
      try #require(DecimalFraction($0))
    }
    #expect(values.sorted().map(\.text) == ["-1.5", "-0.25", "0", "0.29999", "0.3", "12"])
  }
}
