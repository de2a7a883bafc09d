import Foundation

/// A stream that another thread reads, unpacks and digests some pieces ahead.
package struct ReadAhead<Source: ByteStream & SendableMetatype & ~Copyable>: ~Copyable, ByteStream {
  private let reader: Reader<Source>
  private var piece: [UInt8] = []
  private var used = 0

  package let path: String

  /// Begins to read.
  package init(_ source: consuming Source) {
    path = source.path
    let reader = Reader(source)
    self.reader = reader
    Thread.detachNewThread { reader.run() }
  }

  deinit { reader.abandon() }

  package mutating func read(
    into buffer: inout [UInt8], upTo limit: Int
  ) throws(SourceError) -> Int {
    if used == piece.count {
      piece = try reader.next(instead: piece)
      used = 0
    }
    let count = min(limit, piece.count - used)
    buffer.append(contentsOf: piece[used..<used + count])
    used += count
    return count
  }

  /// The stream underneath, once it is at its end.
  package var source: Source {
    _read { yield reader.source }
  }
}

/// The thread's side: full pieces go to the consumer, used ones come back.
///
/// Whoever holds the lock owns the lists; the source belongs to the thread until it has ended.
private final class Reader<Source: ByteStream & SendableMetatype & ~Copyable>: @unchecked Sendable {
  private(set) var source: Source
  private let lock = NSCondition()
  private var full: [[UInt8]] = []
  private var empty: [[UInt8]] = Array(repeating: [], count: 3)
  private var failure: SourceError?
  private var hasEnded = false
  private var isAbandoned = false

  private static var pieceBytes: Int { 256 << 10 }

  init(_ source: consuming Source) { self.source = source }

  /// Reads to the end, or until nobody wants more.
  func run() {
    while var piece = room() {
      do throws(SourceError) {
        let count = try source.read(into: &piece, upTo: Self.pieceBytes)
        hand(piece, isLast: count == 0, nil)
        if count == 0 { return }
      } catch {
        return hand([], isLast: true, error)
      }
    }
  }

  /// A used piece, emptied; `nil` once nobody wants more.
  private func room() -> [UInt8]? {
    lock.lock()
    defer { lock.unlock() }
    while empty.isEmpty, !isAbandoned { lock.wait() }
    guard !isAbandoned, var piece = empty.popLast() else { return nil }
    piece.removeAll(keepingCapacity: true)
    return piece
  }

  private func hand(_ piece: [UInt8], isLast: Bool, _ error: SourceError?) {
    lock.lock()
    defer { lock.unlock() }
    if isLast { hasEnded = true } else { full.append(piece) }
    failure = error
    lock.signal()
  }

  /// The next piece for a used one; an empty one at the end.
  /// - Throws: What reading met, after everything before it.
  func next(instead used: [UInt8]) throws(SourceError) -> [UInt8] {
    lock.lock()
    defer { lock.unlock() }
    empty.append(used)
    lock.signal()
    while full.isEmpty, !hasEnded { lock.wait() }
    if !full.isEmpty { return full.removeFirst() }
    if let failure { throw failure }
    return []
  }

  func abandon() {
    lock.lock()
    isAbandoned = true
    lock.signal()
    lock.unlock()
  }
}
