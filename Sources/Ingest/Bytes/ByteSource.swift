import Crypto
import Glibc

/// The content of a file, read in large pieces; gzip is unpacked on the way.
///
/// Gzip is recognised by its first two bytes and never by its name; several members in a row, as
/// `cat a.gz b.gz` makes them, are one content. Memory does not grow with the file.
package struct ByteSource: ~Copyable, ByteStream {
  /// What is computed of the content in passing.
  package enum Digest: Sendable {
    case none
    case sha256
  }

  /// The path as given.
  package let path: String
  /// Whether the file is compressed.
  package let isGzip: Bool
  /// The bytes of content delivered so far.
  package private(set) var contentBytes = 0
  /// The SHA-256 of the whole content in lower-case hex, unpacked where the file is gzip, so that a
  /// rotated log keeps its identity when it is compressed; `nil` before the end or if not asked for.
  package private(set) var sha256: String?

  private let file: OpenFile
  private let limits: IngestLimits
  private let chunk: Int
  private var hasher: SHA256?
  /// Content in `input` that was hashed and is delivered once more.
  private var hashedAhead = 0
  private let inflater: GzipInflater?
  /// Bytes of the file that were read and not yet used: gzip's, or a plain file's first ones.
  private var input: [UInt8] = []
  private var inputStart = 0
  /// Bytes of the file taken out of `input`.
  private var fileOffset = 0
  private var betweenMembers = false
  private var isAtEnd = false
  private var failure: SourceError?

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: A regular file, or a pipe under /dev such as /dev/stdin.
  ///   - digest: Whether ``sha256`` is wanted.
  ///   - limits: Bounds what gzip may unpack to.
  ///   - chunk: Bytes of compressed data read at once, ≥ 1.
  /// - Throws: ``SourceError`` where the file cannot be opened or its first bytes not be read.
  package init(
    path: String, digest: Digest = .none, limits: IngestLimits = .standard, chunk: Int = 256 << 10
  ) throws(SourceError) {
    let file = try OpenFile.open(path: path)
    var head: [UInt8] = []
    head.reserveCapacity(chunk)
    while head.count < 2, try file.read(into: &head, upTo: chunk) > 0 {}
    isGzip = head.count >= 2 && head[0] == 0x1F && head[1] == 0x8B
    inflater = isGzip ? GzipInflater() : nil
    self.file = file
    self.path = path
    self.limits = limits
    self.chunk = chunk
    hasher = digest == .sha256 ? SHA256() : nil
    if isGzip && inflater == nil { failure = .cannotRead(path: path, code: ENOMEM) }
    input = head
  }

  package mutating func read(
    into buffer: inout [UInt8], upTo limit: Int
  ) throws(SourceError) -> Int {
    precondition(limit > 0, "a read of nothing would look like the end")
    if let failure { throw failure }
    guard !isAtEnd else { return 0 }
    let start = buffer.count
    let count = isGzip ? try unpack(into: &buffer, upTo: limit) : try copy(&buffer, upTo: limit)
    let known = min(hashedAhead, count)
    hashedAhead -= known
    hash(buffer, from: start + known)
    contentBytes += count
    if count == 0 {
      isAtEnd = true
      sha256 = hasher?.finalize().map(hexPair).joined()
      hasher = nil
    }
    return count
  }

  /// Takes up a plain file that was read before, if it still begins with the same content.
  ///
  /// What follows is delivered from `checkpoint` on, and ``sha256`` is still that of the whole.
  /// - Parameters:
  ///   - checkpoint: Where to begin, ≤ `consumed`.
  ///   - consumed: How many bytes were read before.
  ///   - sha256: The digest of those.
  /// - Returns: False where the content differs or can't be taken up; the source is then used up.
  package mutating func resume(
    at checkpoint: Int, consumed: Int, sha256: String
  ) throws(SourceError) -> Bool {
    guard !isGzip, hasher != nil, contentBytes == 0, checkpoint <= consumed else { return false }
    var overlap: [UInt8] = []
    while contentBytes < consumed {
      let part = contentBytes < checkpoint ? checkpoint : consumed
      if contentBytes < checkpoint { overlap.removeAll(keepingCapacity: true) }
      guard try read(into: &overlap, upTo: min(chunk, part - contentBytes)) > 0 else {
        return false
      }
      if contentBytes == checkpoint { overlap.removeAll(keepingCapacity: true) }
    }
    guard hasher?.finalize().map(hexPair).joined() == sha256 else { return false }
    input = overlap + input.dropFirst(inputStart)
    inputStart = 0
    hashedAhead = overlap.count
    contentBytes = checkpoint
    return true
  }

  /// The SHA-256 of a plain file's first bytes in lower-case hex.
  package static func sha256(
    ofFirst count: Int, path: String
  ) throws(SourceError) -> String {
    var source = try ByteSource(path: path, digest: .sha256)
    var piece: [UInt8] = []
    while source.contentBytes < count {
      piece.removeAll(keepingCapacity: true)
      let wanted = min(source.chunk, count - source.contentBytes)
      guard try source.read(into: &piece, upTo: wanted) > 0 else { break }
    }
    return source.hasher?.finalize().map(hexPair).joined() ?? source.sha256 ?? ""
  }

  private mutating func hash(_ buffer: [UInt8], from start: Int) {
    guard hasher != nil, start < buffer.count else { return }
    unsafe buffer.withUnsafeBytes { bytes in
      unsafe hasher?.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[start...]))
    }
  }

  private mutating func copy(
    _ buffer: inout [UInt8], upTo limit: Int
  ) throws(SourceError) -> Int {
    guard inputStart < input.count else {
      if !input.isEmpty { input = [] }
      return try file.read(into: &buffer, upTo: limit)
    }
    let count = min(limit, input.count - inputStart)
    buffer.append(contentsOf: input[inputStart..<inputStart + count])
    inputStart += count
    return count
  }

  /// Appends unpacked bytes until there are some and either the room or the input is used up.
  private mutating func unpack(
    into buffer: inout [UInt8], upTo limit: Int
  ) throws(SourceError) -> Int {
    var appended = 0
    while appended < limit {
      if inputStart == input.count {
        if appended > 0 { return appended }
        input.removeAll(keepingCapacity: true)
        inputStart = 0
        guard try file.read(into: &input, upTo: chunk) > 0 else {
          guard betweenMembers else { throw fail(.truncated) }
          return 0
        }
      }
      if betweenMembers {
        // Tapes and some devices pad with zeros; gzip(1) skips them as well.
        while inputStart < input.count, input[inputStart] == 0 { advance(1) }
        guard inputStart < input.count else { continue }
        guard input[inputStart] == 0x1F else {
          return try deliver(appended, then: .trailingBytes)
        }
        inflater?.reset()
        betweenMembers = false
      }
      let before = buffer.count
      var step: (consumed: Int, outcome: GzipInflater.Outcome) = (0, .damaged)
      buffer.append(addingCapacity: limit - appended) { output in
        guard
          let taken = inflater?.step(
            input: input.span.extracting(inputStart...), output: &output)
        else { return }
        step = taken
      }
      appended += buffer.count - before
      advance(step.consumed)
      switch step.outcome {
      case .more: break
      case .memberEnd: betweenMembers = true
      case .damaged: return try deliver(appended, then: .damaged)
      }
      let unpacked = contentBytes + appended
      if unpacked > limits.inflateAllowance, unpacked / limits.inflateRatio > fileOffset {
        let error = SourceError.inflateRatio(
          path: path, offset: fileOffset, limit: limits.inflateRatio)
        failure = error
        if appended == 0 { throw error }
        return appended
      }
    }
    return appended
  }

  private mutating func advance(_ count: Int) {
    inputStart += count
    fileOffset += count
  }

  /// What was unpacked before the damage is delivered first; the next read throws.
  private mutating func deliver(
    _ appended: Int, then fault: SourceError.GzipFault
  ) throws(SourceError) -> Int {
    let error = fail(fault)
    if appended == 0 { throw error }
    return appended
  }

  private mutating func fail(_ fault: SourceError.GzipFault) -> SourceError {
    let error = SourceError.corruptGzip(path: path, offset: fileOffset, fault: fault)
    failure = error
    return error
  }
}

/// A byte as two lower-case hex digits.
private func hexPair(_ byte: UInt8) -> String {
  String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
}
