import Testing

@testable import Ingest

/// Where Dial's argument says that a call went.
@Suite("Outside numbers in Dial's argument") struct DialTargetsTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var argument: String
    var number: String?
    var testDescription: String { argument }

    init(_ argument: String, _ number: String?) {
      self.argument = argument
      self.number = number
    }
  }

  static let cases = [
    Case("PJSIP/79161112233@provider,30", "79161112233"),
    Case("SIP/provider/79161112233,30,t", "79161112233"),
    Case("SIP/provider/+79161112233", "+79161112233"),
    Case("Local/89161112233@from-internal/n,20", "89161112233"),
    Case("PJSIP/provider/sip:+79161112233@10.0.0.1,30", "+79161112233"),
    Case("SIP/provider/79161112233|30", "79161112233"),
    Case("PJSIP/201&PJSIP/79161112233@provider,30", "79161112233"),
    // One number in two spellings is one number.
    Case("PJSIP/79161112233@a&PJSIP/89161112233@b,30", "89161112233"),
    Case("PJSIP/79161112233@provider&PJSIP/79169998877@provider,30", nil),
    Case("PJSIP/201&PJSIP/202,30,t", nil),
    Case("PJSIP/201,30,b(79161112233)", nil),
    Case("SIP/74951110001-out,30", nil),
    Case("", nil),
    // varchar(80): the 80th byte cuts the number.
    Case(String(repeating: "PJSIP/201&", count: 6) + "PJSIP/provider/79161", nil),
    Case(String(repeating: "PJSIP/201&", count: 6) + "SIP/provid/791611122", nil),
    Case(String(repeating: "PJSIP/201&", count: 6) + "SIP/provid/79161112", "79161112"),
  ]

  @Test(arguments: cases)
  func `one number is taken, and none that is not certain`(_ c: Case) {
    let bytes = Array(c.argument.utf8)
    let found = DialTargets.number(in: bytes.span, 0..<bytes.count)
    #expect(found.map { String(decoding: bytes[$0], as: UTF8.self) } == c.number)
  }

  @Test func `8, 7 and +7 before the same ten digits are one number`() {
    let bytes = Array("89161112233 +79161112233 9161112234 201".utf8)
    let same = [12..<24, 25..<35, 36..<39, nil].map {
      DialTargets.isSame(bytes.span, 0..<11, $0)
    }
    #expect(same == [true, false, false, false])
  }
}
