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
