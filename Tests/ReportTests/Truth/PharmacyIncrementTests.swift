import Foundation
import Testing

/// Files that grow night after night come to what one run over all of them comes to.
///
/// It is the law of tallies (docs/decisions.md) seen from outside: only days that changed are
/// computed, only periods concerned are published.
@Suite("Nights that read what is new come to what one run over everything does")
struct PharmacyIncrementTests {
  /// What the first night finds.
  struct FirstNight: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// The share of each log's bytes.
    var logs: Double
    /// How many of the order files.
    var orderFiles: Int
    /// How many published files the second night has to change at least.
    var changes: Int
    var exitCode: Int32
  }

  /// A copy of the shop's exports as the first night finds them.
  private static func growingShop(_ first: FirstNight) throws -> URL {
    let shop = FileManager.default.temporaryDirectory
      .appending(path: "ringtally-shop-\(UUID().uuidString)")
    let fixtures = PharmacyNight.root.appending(path: "fixtures/pharmacy")
    try FileManager.default.createDirectory(at: shop, withIntermediateDirectories: true)
    for name in ["ringtally.yaml", "agents.csv", "numbers.csv", "shifts.csv", "visits"] {
      try FileManager.default.copyItem(
        at: fixtures.appending(path: name), to: shop.appending(path: name))
    }
    try grow(shop, share: first.logs, orderFiles: first.orderFiles)
    return shop
  }

  /// Writes the logs anew, up to a share of their bytes, and the first of the order files.
  private static func grow(_ shop: URL, share: Double, orderFiles: Int) throws {
    for folder in ["pbx", "crm"] {
      let from = PharmacyNight.root.appending(path: "fixtures/pharmacy/\(folder)")
      let to = shop.appending(path: folder)
      try FileManager.default.createDirectory(at: to, withIntermediateDirectories: true)
      let files = try FileManager.default.contentsOfDirectory(atPath: from.path).sorted()
      for file in folder == "crm" ? Array(files.prefix(orderFiles)) : files {
        let whole = try PharmacyNight.unpacked(from.appending(path: file))
        let size = folder == "crm" ? whole.count : Int(Double(whole.count) * share)
        // Wherever that cuts: the switch may be writing the last line.
        try whole.prefix(size).write(
          to: to.appending(path: file.replacing(".gz", with: "")))
      }
    }
  }

  static let firstNights = [
    // Its newest orders are two months old: the admin is told, and all is published.
    FirstNight(
      testDescription: "logs cut, orders of two months", logs: 0.6, orderFiles: 2, changes: 50,
      exitCode: 1),
    // November's file tells how the parcels of earlier months ended: only cohorts change, in reports
    // of which no file is read anew.
    FirstNight(
      testDescription: "all but November's orders", logs: 1, orderFiles: 4, changes: 3, exitCode: 0),
  ]

  @Test(arguments: firstNights)
  func `two nights over growing files publish what one over the whole files does`(
    _ first: FirstNight
  ) throws {
    let shop = try Self.growingShop(first)
    defer { try? FileManager.default.removeItem(at: shop) }
    let config = shop.appending(path: "ringtally.yaml")
    let nights = try PharmacyNight(config: config)
    defer { nights.remove() }
    try nights.run(endingWith: [first.exitCode])
    let before = try nights.files()
    try Self.grow(shop, share: 1, orderFiles: .max)
    try nights.run()
    let whole = try PharmacyNight(config: config)
    defer { whole.remove() }
    try whole.run()
    let expected = try whole.files()
    let found = try nights.files()
    let different = Set(expected.keys).union(found.keys).filter { expected[$0] != found[$0] }
    #expect(different.sorted() == [])
    // The first night must not have known it all.
    #expect(before.filter { expected[$0.key] != $0.value }.count >= first.changes)
  }
}
