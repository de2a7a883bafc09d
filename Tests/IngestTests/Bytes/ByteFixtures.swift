import Foundation
import Ingest

/// Bytes in memory that arrive in pieces of at most `chunk`.
struct MemorySource: ByteStream, ~Copyable {
  let path = "memory"
  let bytes: [UInt8]
  let chunk: Int
  /// Thrown instead of the end.
  var failure: SourceError?
  private var position = 0

  init(_ bytes: [UInt8], chunk: Int, failure: SourceError? = nil) {
    self.bytes = bytes
    self.chunk = chunk
    self.failure = failure
  }

  mutating func read(into buffer: inout [UInt8], upTo limit: Int) throws(SourceError) -> Int {
    let count = min(limit, chunk, bytes.count - position)
    if count == 0, let failure { throw failure }
    buffer.append(contentsOf: bytes[position..<position + count])
    position += count
    return count
  }
}

/// Everything that a stream delivers, read in pieces of `limit`, and the error that ended it.
func drain<S: ByteStream & ~Copyable>(
  _ source: inout S, limit: Int = 4096
) -> (bytes: [UInt8], failure: SourceError?) {
  var bytes: [UInt8] = []
  do throws(SourceError) {
    while try source.read(into: &bytes, upTo: limit) > 0 {}
  } catch {
    return (bytes, error)
  }
  return (bytes, nil)
}

/// Runs `body` with the path of a file that holds `bytes`.
func withFile<R>(_ bytes: [UInt8], _ body: (String) throws -> R) throws -> R {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("ringtally-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appendingPathComponent("input")
  try Data(bytes).write(to: file)
  return try body(file.path)
}

/// What gzip(1) makes of `bytes`.
func gzipped(_ bytes: [UInt8]) throws -> [UInt8] {
  try withFile(bytes) { path in
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
    gzip.arguments = ["-9", "-n", path]
    try gzip.run()
    gzip.waitUntilExit()
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + ".gz")))
  }
}

/// A small generator whose sequence is the same on every machine (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
