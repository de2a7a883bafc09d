import CPhoneNumber

/// A valid telephone number.
package struct PhoneNumber: Hashable, Sendable { package var digits: Int64 }

/// Reads numbers.
package struct PhoneParser {
  private let region: String
  private var memo: [String: Int64] = [:]
  package init(region: String) { self.region = region }
  package mutating func parse(_ bytes: Span<UInt8>) -> PhoneNumber? {
    var text = ""
    for i in bytes.indices { text.unicodeScalars.append(Unicode.Scalar(bytes[i])) }
    if let d = memo[text] { return d == 0 ? nil : PhoneNumber(digits: d) }
    let d = unsafe phone_number_parse(text, Int32(text.utf8.count), region)
    memo[text] = d
    return d == 0 ? nil : PhoneNumber(digits: d)
  }
}
