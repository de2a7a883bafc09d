/// The keys and values of a flat JSON object, such as Asterisk writes beside an event.
///
/// An object that was cut off (a column of 512 characters) gives what it has up to there.
struct FlatJSON {
  /// The text's bytes.
  let text: [UInt8]
  private var entries: [(key: Range<Int>, value: Range<Int>)] = []

  init(_ text: [UInt8]) {
    self.text = text
    guard var place = text.firstIndex(of: UInt8(ascii: "{")) else { return }
    place += 1
    while let key = string(from: &place, after: ",") {
      skipBlanks(&place)
      guard place < text.count, text[place] == UInt8(ascii: ":") else { return }
      place += 1
      skipBlanks(&place)
      guard let value = string(from: &place, after: nil) ?? bare(from: &place) else { return }
      entries.append((key: key, value: value))
    }
  }

  /// The bytes of a value: a text's without its quotes; `nil` for a key that the object lacks.
  func value(_ key: String) -> [UInt8]? {
    entries.first { text[$0.key].elementsEqual(key.utf8) }.map { Array(text[$0.value]) }
  }

  private func skipBlanks(_ place: inout Int) {
    while place < text.count, text[place] == 32 || text[place] == 9 { place += 1 }
  }

  /// The content of a text in quotes that begins here, maybe after a separator.
  private func string(from place: inout Int, after separator: Unicode.Scalar?) -> Range<Int>? {
    skipBlanks(&place)
    if let separator, place < text.count, text[place] == UInt8(ascii: separator) { place += 1 }
    skipBlanks(&place)
    guard place < text.count, text[place] == UInt8(ascii: "\"") else { return nil }
    var end = place + 1
    while end < text.count, text[end] != UInt8(ascii: "\"") {
      end += text[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end < text.count else { return nil }
    defer { place = end + 1 }
    return place + 1..<end
  }

  /// A number or a word.
  private func bare(from place: inout Int) -> Range<Int>? {
    let start = place
    while place < text.count, text[place] != UInt8(ascii: ","), text[place] != UInt8(ascii: "}") {
      place += 1
    }
    return place < text.count && place > start ? start..<place : nil
  }
}
