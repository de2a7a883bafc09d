import Foundation
import Glibc
import Ingest

/// Rows of a CSV file by day, in an unlinked file of the disk: each day's rows are made once, and
/// the files of a day, a week and a month take their range of them.
///
/// Memory does not grow with the rows; the file is gone when the process ends, however it ends.
final class RowSpool {
  /// The heading that every file of these rows begins with.
  let heading: [UInt8]

  private let file: Int32
  private let path: String
  private(set) var length = 0
  /// Where a day's rows lie; days are appended in ascending order.
  private var ranges: [(day: Day, range: Range<Int>)] = []

  /// Makes an empty spool.
  /// - Parameters:
  ///   - folder: Any folder of the disk that the reports go to.
  ///   - name: The table's name.
  ///   - heading: The first bytes of every file of these rows.
  init(folder: String, name: String, heading: [UInt8]) throws {
    self.heading = heading
    path = folder + "/.rows-" + name
    // Not every file system has O_TMPFILE; a name that is taken away at once is as good.
    unlink(path)
    file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw PublishError(path: path, code: errno) }
    unlink(path)
  }

  deinit { close(file) }

  /// Appends rows of `day`, which is no earlier than all days before.
  func append(_ rows: [UInt8], day: Day) throws {
    guard !rows.isEmpty else { return }
    try writeAll(rows.span, to: file, path: path)
    if let last = ranges.last, last.day == day {
      ranges[ranges.count - 1].range = last.range.lowerBound..<length + rows.count
    } else {
      ranges.append((day, length..<length + rows.count))
    }
    length += rows.count
  }

  /// Where the rows of the days lie, one after another.
  func range(of days: ClosedRange<Int>) -> Range<Int> {
    let inside = ranges.filter { days.contains($0.day.number) }.map(\.range)
    guard let first = inside.first, let last = inside.last else { return 0..<0 }
    return first.lowerBound..<last.upperBound
  }

  /// Hands over the bytes of a range piece by piece.
  func read(_ range: Range<Int>, body: ([UInt8]) throws -> Void) throws {
    var piece: [UInt8] = []
    var position = range.lowerBound
    while position < range.upperBound {
      let wanted = min(1 << 18, range.upperBound - position)
      piece = Array(repeating: 0, count: wanted)
      let n = piece.withUnsafeMutableBytes { pread(file, $0.baseAddress, wanted, position) }
      if n < 0, errno == EINTR { continue }
      guard n > 0 else { throw PublishError(path: path, code: n < 0 ? errno : EIO) }
      try body(n == wanted ? piece : Array(piece[..<n]))
      position += n
    }
  }
}

/// What a published file holds.
enum FileContent {
  case bytes([UInt8])
  /// The spool's heading, then a range of its rows.
  case rows(RowSpool, Range<Int>)

  /// How many bytes there are.
  var count: Int {
    switch self {
    case .bytes(let bytes): bytes.count
    case .rows(let spool, let range): spool.heading.count + range.count
    }
  }

  /// Hands over all bytes, piece by piece.
  func read(_ body: ([UInt8]) throws -> Void) throws {
    switch self {
    case .bytes(let bytes): try body(bytes)
    case .rows(let spool, let range):
      try body(spool.heading)
      try spool.read(range, body: body)
    }
  }
}

/// Writes all of `bytes` at the file's place.
func writeAll(_ bytes: Span<UInt8>, to file: Int32, path: String) throws {
  try bytes.withUnsafeBytes { bytes in
    var done = 0
    while done < bytes.count {
      let n = Glibc.write(file, bytes.baseAddress?.advanced(by: done), bytes.count - done)
      if n < 0, errno == EINTR { continue }
      guard n > 0 else { throw PublishError(path: path, code: errno) }
      done += n
    }
  }
}
