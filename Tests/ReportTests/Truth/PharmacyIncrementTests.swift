import Foundation
import Testing

/// Files that grow night after night come to what one run over all of them comes to.
///
/// It is the law of tallies (docs/decisions.md) seen from outside: only days that changed are
/// computed, only periods concerned are published.
@Suite("Nights that read what is new come to what one run over everything does")
struct PharmacyIncrementTests {
  /// A copy of the shop's exports in which every log ends after a share of its lines, and the last
  /// months' orders are missing.
  private static func growingShop(share: Double) throws -> URL {
    let shop = FileManager.default.temporaryDirectory
      .appending(path: "ringtally-shop-\(UUID().uuidString)")
    let fixtures = PharmacyNight.root.appending(path: "fixtures/pharmacy")
    try FileManager.default.createDirectory(at: shop, withIntermediateDirectories: true)
    for name in ["ringtally.yaml", "agents.csv", "numbers.csv", "shifts.csv", "visits"] {
      try FileManager.default.copyItem(
        at: fixtures.appending(path: name), to: shop.appending(path: name))
    }
    try grow(shop, share: share)
    return shop
  }

  /// Writes the logs anew, up to a share of their lines; with all of them go all orders.
  private static func grow(_ shop: URL, share: Double) throws {
    for folder in ["pbx", "crm"] {
      let from = PharmacyNight.root.appending(path: "fixtures/pharmacy/\(folder)")
      let to = shop.appending(path: folder)
      try FileManager.default.createDirectory(at: to, withIntermediateDirectories: true)
      let files = try FileManager.default.contentsOfDirectory(atPath: from.path).sorted()
      for file in folder == "crm" && share < 1 ? Array(files.prefix(2)) : files {
        let whole = try unpacked(from.appending(path: file))
        let size = folder == "crm" ? whole.count : Int(Double(whole.count) * share)
        // Wherever that cuts: the switch may be writing the last line.
        try whole.prefix(size).write(
          to: to.appending(path: file.replacing(".gz", with: "")))
      }
    }
  }

  private static func unpacked(_ file: URL) throws -> Data {
    guard file.pathExtension == "gz" else { return try Data(contentsOf: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return data
  }

  @Test func `two nights over growing files publish what one over the whole files does`() throws {
    let shop = try Self.growingShop(share: 0.6)
    defer { try? FileManager.default.removeItem(at: shop) }
    let config = shop.appending(path: "ringtally.yaml")
    let nights = try PharmacyNight(config: config)
    defer { nights.remove() }
    // Its newest orders are two months old: the admin is told, and all is published.
    try nights.run(endingWith: [1])
    let before = try nights.files()
    try Self.grow(shop, share: 1)
    try nights.run()
    let whole = try PharmacyNight(config: config)
    defer { whole.remove() }
    try whole.run()
    let expected = try whole.files()
    let found = try nights.files()
    let different = Set(expected.keys).union(found.keys).filter { expected[$0] != found[$0] }
    #expect(different.sorted() == [])
    // The first night must not have known it all.
    #expect(before.filter { expected[$0.key] != $0.value }.count > 50)
  }
}
