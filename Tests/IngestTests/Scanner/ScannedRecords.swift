import Ingest

/// What a scanner finds in some bytes, copied out of its buffer.
struct ScannedRecord: Hashable {
  var texts: [String]
  var line: Int
  var byte: Int
  var endByte: Int
  var bytes: [UInt8]
  var isUnfinished = false
  var isTooLong = false
}

/// Cuts all of `bytes`, handed out in pieces.
func scan(
  _ bytes: [UInt8], piece: Int = .max, quote: UInt8 = UInt8(ascii: "\""),
  delimiter: UInt8 = UInt8(ascii: ","), limit: Int = 1 << 20, scannerPiece: Int = 1 << 18
) throws -> [ScannedRecord] {
  var stream = MemoryStream(bytes, pieceSize: piece)
  var scanner = CSVScanner(
    delimiter: delimiter, quote: quote, limit: limit, pieceSize: scannerPiece)
  var records: [ScannedRecord] = []
  while true {
    switch try scanner.next(from: &stream) {
    case .end: return records
    case .tooLong:
      records.append(
        ScannedRecord(
          texts: [], line: scanner.line, byte: scanner.byte, endByte: scanner.endByte, bytes: [],
          isTooLong: true))
    case .record:
      records.append(
        ScannedRecord(
          texts: scanner.fields.indices.map { scanner.text($0) }, line: scanner.line,
          byte: scanner.byte, endByte: scanner.endByte,
          bytes: Array(scanner.buffer[scanner.recordRange]), isUnfinished: scanner.isUnfinished))
    }
  }
}

/// A generator of the same numbers everywhere: SplitMix64.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
