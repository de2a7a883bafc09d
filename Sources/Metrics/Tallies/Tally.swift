import Ingest

/// Mergeable counts of one key and day: a commutative monoid under `merge`.
///
/// A tally holds integers only. Which ones is told by key paths, so that merging, encoding and
/// comparing can't forget one.
package protocol Tally: Hashable, Sendable {
  /// The name under which the store keeps this kind.
  static var kind: String { get }
  /// Raised when fields are added, removed or change their meaning: stored days are then computed
  /// again.
  static var version: Int { get }
  static var counts: [any WritableKeyPath<Self, Int> & Sendable] { get }
  static var histograms: [any WritableKeyPath<Self, Histogram> & Sendable] { get }
  static var sets: [any WritableKeyPath<Self, Set<Int>> & Sendable] { get }
  static var intervals: [any WritableKeyPath<Self, IntervalSet> & Sendable] { get }
  /// The empty tally, neutral under `merge`.
  init()
}

extension Tally {
  package static var counts: [any WritableKeyPath<Self, Int> & Sendable] { [] }
  package static var histograms: [any WritableKeyPath<Self, Histogram> & Sendable] { [] }
  package static var sets: [any WritableKeyPath<Self, Set<Int>> & Sendable] { [] }
  package static var intervals: [any WritableKeyPath<Self, IntervalSet> & Sendable] { [] }

  /// Adds another tally of the same key.
  package mutating func merge(_ other: Self) {
    for path in Self.counts { self[keyPath: path] += other[keyPath: path] }
    for path in Self.histograms { self[keyPath: path].merge(other[keyPath: path]) }
    for path in Self.sets { self[keyPath: path].formUnion(other[keyPath: path]) }
    for path in Self.intervals { self[keyPath: path].merge(other[keyPath: path]) }
  }

  /// The sum of two tallies.
  package func merging(_ other: Self) -> Self {
    var sum = self
    sum.merge(other)
    return sum
  }

  /// The tally as bytes: variable-length integers in the order of the key paths, maps, sets and
  /// stretches in ascending order.
  ///
  /// Equal tallies have equal bytes.
  package var encoded: [UInt8] {
    var writer = TallyWriter()
    for path in Self.counts { writer.write(self[keyPath: path]) }
    for path in Self.histograms {
      let entries = self[keyPath: path].sorted
      writer.write(entries.count)
      for entry in entries {
        writer.write(entry.value)
        writer.write(entry.count)
      }
    }
    for path in Self.sets {
      let members = self[keyPath: path].sorted()
      writer.write(members.count)
      for member in members { writer.write(member) }
    }
    for path in Self.intervals {
      let stretches = self[keyPath: path].stretches
      writer.write(stretches.count)
      var last = 0
      for stretch in stretches {
        writer.write(stretch.start.epoch - last)
        writer.write(stretch.end - stretch.start)
        last = stretch.end.epoch
      }
    }
    return writer.bytes
  }

  /// Reads what `encoded` wrote; `nil` for anything else.
  package init?(encoded bytes: [UInt8]) {
    self.init()
    var reader = TallyReader(bytes: bytes)
    for path in Self.counts {
      guard let value = reader.read() else { return nil }
      self[keyPath: path] = value
    }
    for path in Self.histograms {
      guard let entries = reader.read(), entries >= 0 else { return nil }
      for _ in 0..<entries {
        guard let value = reader.read(), let count = reader.read() else { return nil }
        self[keyPath: path].record(value, count: count)
      }
    }
    for path in Self.sets {
      guard let members = reader.read(), members >= 0 else { return nil }
      for _ in 0..<members {
        guard let member = reader.read() else { return nil }
        self[keyPath: path].insert(member)
      }
    }
    for path in Self.intervals {
      guard let stretches = reader.read(), stretches >= 0 else { return nil }
      var last = 0
      for index in 0..<stretches {
        // Beyond 2^40 s no moment lies; sums of two stay far from overflow.
        guard let gap = reader.read(), let length = reader.read(), gap > 0 || index == 0,
          length > 0, gap.magnitude < 1 << 40, length < 1 << 40
        else { return nil }
        let start = Instant(epoch: last + gap)
        self[keyPath: path].insert(from: start, to: start + length)
        last = start.epoch + length
      }
    }
    guard reader.isAtEnd else { return nil }
  }
}

/// Integers as LEB128 of their zigzag form.
struct TallyWriter {
  var bytes: [UInt8] = []

  mutating func write(_ value: Int) {
    var rest = UInt(bitPattern: (value << 1) ^ (value >> 63))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

/// The inverse of ``TallyWriter``.
struct TallyReader {
  let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func read() -> Int? {
    var value: UInt = 0
    var shift: UInt = 0
    while position < bytes.count, shift < 70 {
      let byte = bytes[position]
      position += 1
      value |= UInt(byte & 0x7f) << shift
      if byte < 0x80 { return Int(bitPattern: value >> 1) ^ -Int(bitPattern: value & 1) }
      shift += 7
    }
    return nil
  }
}
