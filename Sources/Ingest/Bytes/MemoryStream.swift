/// Bytes that are already in memory, handed out in pieces of a chosen size.
package struct MemoryStream: ByteStream {
  package let path: String
  private let bytes: [UInt8]
  private let pieceSize: Int
  private var position = 0

  /// Makes a stream of `bytes` that never hands out more than `pieceSize` at once.
  package init(_ bytes: [UInt8], path: String = "memory", pieceSize: Int = .max) {
    self.bytes = bytes
    self.path = path
    self.pieceSize = pieceSize
  }

  package mutating func read(into buffer: inout [UInt8], upTo limit: Int) -> Int {
    let n = min(limit, pieceSize, bytes.count - position)
    buffer.append(contentsOf: bytes[position..<position + n])
    position += n
    return n
  }
}
