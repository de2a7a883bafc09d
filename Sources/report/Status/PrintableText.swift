extension String {
  /// Without control characters: names of files are somebody's input.
  var printable: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "\u{FFFD}" : $0 }))
  }

  /// A word of an export: short, without control characters, and without anything like a phone
  /// number.
  var printableWord: String {
    let short = printable.unicodeScalars.prefix(60)
    let isDigit: (Unicode.Scalar) -> Bool = { ("0"..."9").contains($0) }
    guard short.count(where: isDigit) >= 7 else { return String(String.UnicodeScalarView(short)) }
    return String(String.UnicodeScalarView(short.map { isDigit($0) ? "•" : $0 }))
  }
}
