/// What cells are turned into while a source is read: names, systems and telephone numbers.
///
/// One for the whole run, so that equal text gets equal ids in every source.
package struct Identities {
  /// Devices, contexts, applications, extensions, queues, members.
  package var names: NameTable
  /// Systems of `uniqueid` prefixes.
  package var systems: NameTable
  /// Reads numbers as dialled from the shop's region.
  package var phones: PhoneParser

  /// Starts from tables that were stored, or from empty ones.
  package init(names: NameTable = NameTable(), systems: NameTable = NameTable(), region: String) {
    self.names = names
    self.systems = systems
    phones = PhoneParser(region: region)
  }

  /// Who a cell names.
  package mutating func party(_ cell: Span<UInt8>) -> Party {
    guard !cell.isEmpty else { return .unknown }
    // An extension has six digits or fewer; nothing that short is a subscriber's number.
    if cell.count > 6, let number = phones.parse(cell) { return Party(number: number) }
    if Identities.isAnonymous(cell) { return .unknown }
    return Party(name: names.intern(cell))
  }

  private static let anonymousWords: [[UInt8]] = [
    "anonymous", "unknown", "restricted", "unavailable", "private", "withheld", "<unknown>", "null",
  ].map { Array($0.utf8) }

  private static func isAnonymous(_ cell: Span<UInt8>) -> Bool {
    guard cell.count >= 4, cell.count <= 11, cell[0] > 57 else { return false }
    return anonymousWords.contains { word in
      guard word.count == cell.count else { return false }
      for i in cell.indices where cell[i] | 0x20 != word[i] | 0x20 { return false }
      return true
    }
  }
}
