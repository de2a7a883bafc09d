/// What a record's bytes say about its encoding.
extension CSVScanner {
  /// Whether the current record holds a NUL byte.
  var containsNUL: Bool {
    byteIndex(
      of: 0, in: buffer, from: recordRange.lowerBound, upTo: recordRange.upperBound) != nil
  }

  /// Why a record with NUL bytes is refused.
  ///
  /// Text in two-byte letters has a NUL in many places and never two in a row; a disk that was
  /// full leaves runs of them, and a damaged line a single one.
  func nulReason(declared: TextEncoding?) -> Reject.Reason {
    var count = 0
    var previous: UInt8 = 1
    for byte in buffer[recordRange] {
      if byte == 0 {
        if previous == 0 { return .nulByte }
        count += 1
      }
      previous = byte
    }
    return count * 5 >= recordRange.count ? CSVScanner.notText(declared: declared) : .nulByte
  }

  /// Whether a field holds U+FFFD, which stands for bytes that were no text in their encoding.
  func isDamaged(_ index: Int) -> Bool {
    let range = fields[index].range
    guard range.count >= 3 else { return false }
    for i in range.dropLast(2)
    where buffer[i] == 0xEF && buffer[i + 1] == 0xBF && buffer[i + 2] == 0xBD {
      return true
    }
    return false
  }

  /// The reason to refuse bytes that are no text.
  static func notText(declared: TextEncoding?) -> Reject.Reason {
    .notText(encoding: declared?.rawValue ?? "the encoding that the file seems to have")
  }
}
