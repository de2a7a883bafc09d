import TestSupport
import Testing

@testable import Ingest

/// A stream that fails once its bytes are used up.
private struct FailingStream: ByteStream {
  var inner: MemoryStream
  var path: String { "failing" }

  mutating func read(into buffer: inout [UInt8], upTo limit: Int) throws(SourceError) -> Int {
    let count = inner.read(into: &buffer, upTo: limit)
    if count == 0 { throw .cannotRead(path: path, code: 5) }
    return count
  }
}

@Suite("Reading ahead") struct ReadAheadTests {
  @Test(arguments: [0, 1, 255, 300_000, 2_000_000])
  func `the bytes are the stream's, in its order`(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    var ahead = ReadAhead(MemoryStream(bytes, pieceSize: 70_000))
    var found: [UInt8] = []
    while try ahead.read(into: &found, upTo: 100_000) > 0 {}
    #expect(found == bytes)
    #expect(try ahead.read(into: &found, upTo: 1) == 0)
  }

  @Test func `an error comes after everything before it`() throws {
    let bytes = [UInt8](repeating: 7, count: 600_000)
    var ahead = ReadAhead(FailingStream(inner: MemoryStream(bytes)))
    var found: [UInt8] = []
    #expect(throws: SourceError.cannotRead(path: "failing", code: 5)) {
      while try ahead.read(into: &found, upTo: 1 << 16) > 0 {}
    }
    #expect(found == bytes)
  }

  @Test func `nobody has to read to the end`() throws {
    for _ in 0..<50 {
      var ahead = ReadAhead(MemoryStream([UInt8](repeating: 1, count: 5_000_000)))
      var found: [UInt8] = []
      _ = try ahead.read(into: &found, upTo: 10)
    }
  }
}

@Suite("Searching eight bytes at a time") struct ByteWordTests {
  @Test(arguments: 0..<40)
  func `finds what a loop finds`(seed: Int) {
    var random = SeededNumbers(seed: seed)
    // Neighbours of the bytes looked for, and the high half, are where the trick could slip.
    let letters: [UInt8] = [33, 34, 35, 9, 10, 11, 0, 1, 128, 162, 138, 255]
    let bytes = (0..<200).map { _ in letters[Int(random.below(12))] }
    for start in 0...200 {
      let found = ByteWord.first(
        ByteWord.repeating(34), or: ByteWord.repeating(10), in: bytes.span, from: start)
      #expect(found == bytes[start...].firstIndex { $0 == 34 || $0 == 10 } ?? 200)
    }
  }
}

@Suite("Work on several cores") struct CoresTests {
  @Test(arguments: [0, 1, 5, 1000, 5000])
  func `results come in the order of the items`(items: Int) {
    var workers = [10, 20, 30]
    let shares = Cores.share(items, among: &workers, least: 3) { worker, range in
      worker += range.count
      return Array(range)
    }
    #expect(shares.flatMap(\.self) == Array(0..<items))
    #expect(workers.reduce(0, +) == 60 + items)
  }
}
