import Ingest
import TestSupport
import Testing

@Suite("CSV scanner") struct CSVScannerTests {
  /// Text → the texts of each record's fields.
  func cut(_ text: String) throws -> [[String]] { try scan(Array(text.utf8)).map(\.texts) }

  @Test func `a doubled quote is one quote`() throws {
    #expect(
      try cut("\"\"\"Shop \"\"Ural\"\"\"\" <201>\",b\n") == [["\"Shop \"Ural\"\" <201>", "b"]])
  }

  @Test func `unescaped quotes around a name lose no field`() throws {
    // The reading of a PBX that forgets to double: the quotes inside stay as they are.
    let records = try scan(Array("a,\"\"Ivan\" <1>\",b\nc,d,e\n".utf8))
    #expect(records.count == 2)
    #expect(records[0].texts.count == 3)
    #expect(records[0].texts[0] == "a")
    #expect(records[0].texts[1].contains("Ivan"))
    #expect(records[0].texts[1].contains("<1>"))
    #expect(records[0].texts[2] == "b")
    #expect(records[1].texts == ["c", "d", "e"])
  }

  @Test func `text after a closing quote belongs to the field`() throws {
    let records = try cut("\"User 9\" <113>,b\nc,d\n")
    #expect(records.last == ["c", "d"])
    #expect(records.map(\.count) == [2, 2])
    #expect(records.first == ["\"User 9\" <113>", "b"])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `lines end in LF, CRLF or CR`(_ end: String) throws {
    #expect(
      try cut("a,\"b\"\(end)c,d\(end)\"e\",f\(end)") == [["a", "b"], ["c", "d"], ["e", "f"]])
  }

  @Test func `a line end within quotes belongs to the field`() throws {
    let records = try scan(Array("a,\"b\nc\",d\ne,f,g\n".utf8))
    #expect(records.map(\.texts) == [["a", "b\nc", "d"], ["e", "f", "g"]])
    #expect(records.map(\.line) == [1, 3])
    #expect(records.map(\.byte) == [0, 10])
  }

  @Test func `a stray quote costs one line`() throws {
    let records = try cut("a,b\nc,\"d\ne,f\ng,h\n")
    #expect(records.count == 4)
    #expect(records.first == ["a", "b"])
    #expect(Array(records.suffix(2)) == [["e", "f"], ["g", "h"]])
  }

  @Test func `a record that turns out to have the wrong shape is cut at its first line`() throws {
    var stream = MemoryStream(Array("a,\"b\nc,d\ne\",f\ng,h\n".utf8))
    var scanner = CSVScanner()
    guard case .record = try scanner.next(from: &stream) else {
      Issue.record("expected a record")
      return
    }
    let spannedLines = scanner.spansLines
    #expect(spannedLines)
    try scanner.cutAtFirstLine(from: &stream)
    let first = scanner.fields.indices.map { scanner.text($0) }
    let spansLines = scanner.spansLines
    #expect(first == ["a", "b"])
    #expect(!spansLines)
    guard case .record = try scanner.next(from: &stream) else {
      Issue.record("expected a second record")
      return
    }
    let line = scanner.line
    let second = scanner.fields.indices.map { scanner.text($0) }
    #expect(line == 2)
    #expect(second == ["c", "d"])
  }

  @Test func `a NUL is a letter`() throws {
    let records = try scan(Array("a\0b,c\n".utf8))
    #expect(records.count == 1)
    #expect(records.first?.bytes == [97, 0, 98, 44, 99])
    #expect(records.first?.texts == ["a\0b", "c"])
  }

  @Test func `bytes that are not UTF-8 are replaced in text and kept in the record`() throws {
    let records = try scan([97, 0xff, 98, 44, 99, 10])
    #expect(records.first?.texts == ["a\u{fffd}b", "c"])
    #expect(records.first?.bytes == [97, 0xff, 98, 44, 99])
  }

  @Test func `only a last line without its end is unfinished`() throws {
    #expect(try scan(Array("a,b\nc,d".utf8)).map(\.isUnfinished) == [false, true])
    #expect(try scan(Array("a,b\nc,d\n".utf8)).map(\.isUnfinished) == [false, false])
  }

  @Test func `blank lines are no records and are counted as lines`() throws {
    let records = try scan(Array("\n\na,b\n\r\nc,d\n".utf8))
    #expect(records.map(\.texts) == [["a", "b"], ["c", "d"]])
    #expect(records.map(\.line) == [3, 5])
  }

  @Test func `empty fields are fields`() throws {
    #expect(try cut(",,\n\"\",\"\"\n") == [["", "", ""], ["", ""]])
  }

  @Test func `without a quote character quotes are letters`() throws {
    let records = try scan(
      Array("1|\"a|b\n2|c\"|d\n".utf8), quote: 0, delimiter: UInt8(ascii: "|"))
    #expect(records.map(\.texts) == [["1", "\"a", "b"], ["2", "c\"", "d"]])
  }

  @Test(arguments: ["", "\""])
  func `a line of three megabytes is passed over and the next row survives`(
    _ opening: String
  ) throws {
    let long = opening + String(repeating: "x", count: 3 << 20)
    var stream = MemoryStream(Array("a,b\n\(long)\nc,d\n".utf8), pieceSize: 1 << 16)
    var scanner = CSVScanner(pieceSize: 1 << 16)
    var found: [[String]] = []
    var tooLong: [Int] = []
    var largest = 0
    records: while true {
      switch try scanner.next(from: &stream) {
      case .end: break records
      case .tooLong: tooLong.append(scanner.line)
      case .record: found.append(scanner.fields.indices.map { scanner.text($0) })
      }
      largest = max(largest, scanner.buffer.count)
    }
    #expect(found == [["a", "b"], ["c", "d"]])
    #expect(tooLong == [2])
    // The limit of a record and a few pieces, not the line.
    #expect(largest <= (1 << 20) + 4 * (1 << 16))
  }
}

@Suite("CSV scanner, any bytes") struct CSVScannerPropertyTests {
  /// Bytes that mean something to the scanner, and two that do not.
  static func bytes(seed: Int) -> [UInt8] {
    var numbers = SeededNumbers(seed: seed)
    let alphabet = Array("\"\",,\n\nab\r\0".utf8)
    let count = Int.random(in: 0...120, using: &numbers)
    return (0..<count).map { _ in alphabet.randomElement(using: &numbers) ?? 97 }
  }

  @Test func `any size of pieces gives the same records`() throws {
    for seed in 1...400 {
      let bytes = Self.bytes(seed: seed)
      let whole = try scan(bytes)
      for piece in [1, 2, 3, 7, 50] {
        let pieces = try scan(bytes, piece: piece)
        #expect(pieces == whole, "seed \(seed), pieces of \(piece)")
      }
    }
  }

  @Test func `records follow one another and between them lie line ends only`() throws {
    for seed in 1...400 {
      let bytes = Self.bytes(seed: seed)
      var position = 0
      for record in try scan(bytes) {
        #expect(record.byte >= position, "seed \(seed), line \(record.line)")
        // Blank lines are passed over.
        #expect(
          bytes[position..<record.byte].allSatisfy { $0 == 10 || $0 == 13 },
          "seed \(seed), line \(record.line)")
        let end = record.byte + record.bytes.count
        #expect(
          end <= record.endByte && record.endByte <= bytes.count,
          "seed \(seed), line \(record.line)")
        #expect(
          Array(bytes[record.byte..<end]) == record.bytes, "seed \(seed), line \(record.line)")
        #expect(
          bytes[end..<record.endByte].allSatisfy { $0 == 10 || $0 == 13 },
          "seed \(seed), line \(record.line)")
        #expect(record.endByte - end <= 2, "seed \(seed), line \(record.line)")
        position = record.endByte
      }
      #expect(bytes[position...].allSatisfy { $0 == 10 || $0 == 13 }, "seed \(seed): the rest")
    }
  }

  @Test func `the line of a record is one more than the line ends before it`() throws {
    for seed in 1...400 {
      let bytes = Self.bytes(seed: seed)
      // With a LF anywhere a CR ends no line.
      let lineEnd: UInt8 = bytes.contains(10) ? 10 : 13
      for record in try scan(bytes) {
        let before = bytes[..<record.byte].count { $0 == lineEnd }
        #expect(record.line == before + 1, "seed \(seed)")
      }
    }
  }
}
