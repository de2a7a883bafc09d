import Foundation
import Ingest
import Testing

@Suite("Byte source") struct ByteSourceTests {
  /// 200,000 bytes that compress to about a tenth, with lines of unequal length.
  static let log: [UInt8] = {
    var random = Seeded(state: 1)
    var text = ""
    while text.utf8.count < 200_000 {
      text += "1706369600|\(random.next() % 9999)|support|SIP/20\(random.next() % 9)|CONNECT|12\n"
    }
    return Array(text.utf8)
  }()

  @Test func `a plain file is delivered as it is`() throws {
    try withFile(Self.log) { path in
      var source = try ByteSource(path: path)
      let (bytes, failure) = drain(&source, limit: 10_000)
      #expect(bytes == Self.log)
      #expect(failure == nil)
      let isGzip = source.isGzip
      #expect(!isGzip)
    }
  }

  @Test(arguments: [[], [0x1F], [0x41]] as [[UInt8]])
  func `files too short to be gzip are plain`(content: [UInt8]) throws {
    try withFile(content) { path in
      var source = try ByteSource(path: path)
      #expect(drain(&source).bytes == content)
    }
  }

  @Test(arguments: [1, 7, 4096], [1, 13, 65_536])
  func `gzip gives its content however it is split`(chunk: Int, limit: Int) throws {
    let content = Array(Self.log.prefix(20_000))
    try withFile(try gzipped(content)) { path in
      var source = try ByteSource(path: path, chunk: chunk)
      let (bytes, failure) = drain(&source, limit: limit)
      #expect(bytes == content)
      #expect(failure == nil)
      let isGzip = source.isGzip
      #expect(isGzip)
    }
  }

  @Test(arguments: [1, 3, 65_536])
  func `members in a row, an empty one and zero padding are one content`(chunk: Int) throws {
    let parts = [Array("first\n".utf8), [], Array("second\n".utf8)]
    var file: [UInt8] = []
    for part in parts { file += try gzipped(part) }
    file += [0, 0, 0, 0]
    try withFile(file) { path in
      var source = try ByteSource(path: path, chunk: chunk)
      let (bytes, failure) = drain(&source)
      #expect(String(decoding: bytes, as: UTF8.self) == "first\nsecond\n")
      #expect(failure == nil)
    }
  }

  @Test(arguments: [1, 65_536])
  func `a truncated gzip delivers what is there and then fails`(chunk: Int) throws {
    let whole = try gzipped(Self.log)
    let file = Array(whole.prefix(whole.count / 2))
    try withFile(file) { path in
      var source = try ByteSource(path: path, chunk: chunk)
      let (bytes, failure) = drain(&source)
      #expect(bytes.count > Self.log.count / 4)
      #expect(bytes == Array(Self.log.prefix(bytes.count)))
      #expect(failure == .corruptGzip(path: path, offset: file.count, fault: .truncated))
      let again = drain(&source)
      #expect(again.bytes.isEmpty)
      #expect(again.failure == failure)
    }
  }

  @Test func `a wrong checksum is damage although all bytes came out`() throws {
    var file = try gzipped(Self.log)
    file[file.count - 8] ^= 1  // the CRC-32 is the first of the trailer's two words
    try withFile(file) { path in
      var source = try ByteSource(path: path)
      let (bytes, failure) = drain(&source)
      #expect(bytes == Self.log)
      guard case .corruptGzip(_, _, .damaged) = failure else {
        Issue.record("expected damage, found \(String(describing: failure))")
        return
      }
    }
  }

  @Test func `other bytes after the last member are an error`() throws {
    try withFile(try gzipped(Array("row\n".utf8)) + Array("tail".utf8)) { path in
      var source = try ByteSource(path: path)
      let (bytes, failure) = drain(&source)
      #expect(String(decoding: bytes, as: UTF8.self) == "row\n")
      guard case .corruptGzip(_, _, .trailingBytes) = failure else {
        Issue.record("expected trailing bytes, found \(String(describing: failure))")
        return
      }
    }
  }

  @Test func `content beyond the allowance and the ratio is refused`() throws {
    // 4 MiB of zeros compress about 1,000 times.
    let bomb = try gzipped([UInt8](repeating: 0, count: 4 << 20))
    try withFile(bomb) { path in
      var limits = IngestLimits.standard
      limits.inflateAllowance = 1 << 20
      var source = try ByteSource(path: path, limits: limits, chunk: 64)
      let (bytes, failure) = drain(&source, limit: 65_536)
      #expect((1 << 20..<1 << 21).contains(bytes.count))
      guard case .inflateRatio(path, _, limit: 200) = failure else {
        Issue.record("expected the ratio, found \(String(describing: failure))")
        return
      }
      var patient = try ByteSource(path: path)
      #expect(drain(&patient, limit: 65_536).bytes.count == 4 << 20)
    }
  }

  // printf 'abc' | sha256sum
  static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  @Test func `the digest is that of the content, packed or not`() throws {
    let content = Array("abc".utf8)
    for file in [content, try gzipped(content)] {
      try withFile(file) { path in
        var source = try ByteSource(path: path, digest: .sha256)
        let early = source.sha256
        #expect(early == nil)
        _ = drain(&source, limit: 2)
        let (digest, count) = (source.sha256, source.contentBytes)
        #expect(digest == Self.abc)
        #expect(count == 3)
      }
    }
  }

  @Test func `a missing file and a folder are told apart`() throws {
    let missing = #expect(throws: SourceError.self) { _ = try ByteSource(path: "/nowhere/cdr") }
    #expect(missing == .cannotOpen(path: "/nowhere/cdr", code: ENOENT))
    #expect(
      missing?.description
        == "/nowhere/cdr: cannot open: No such file or directory. Check the path in the config.")
    let folder = #expect(throws: SourceError.self) { _ = try ByteSource(path: "/tmp") }
    #expect(folder == .notAFile(path: "/tmp"))
  }

  @Test func `a pipe in a folder is refused and does not hang`() throws {
    try withFile([]) { path in
      let pipe = path + ".fifo"
      #expect(mkfifo(pipe, 0o600) == 0)
      let refused = #expect(throws: SourceError.self) { _ = try ByteSource(path: pipe) }
      #expect(refused == .notAFile(path: pipe))
    }
  }

  @Test func `a buffer with room is not reallocated`() throws {
    try withFile(try gzipped(Self.log)) { path in
      var source = try ByteSource(path: path)
      var buffer: [UInt8] = []
      buffer.reserveCapacity(65_536)
      let capacity = buffer.capacity
      var total = 0
      while true {
        let count = try source.read(into: &buffer, upTo: 65_536)
        if count == 0 { break }
        total += count
        #expect(buffer.capacity == capacity)
        buffer.removeAll(keepingCapacity: true)
      }
      #expect(total == Self.log.count)
    }
  }
}
