import Foundation
import GRDB
import Ingest
import Testing

/// The built program with a database that it can't or must not use.
@Suite("Bad database, by the program") struct BadStoreTests {
  static let remedy =
    "Restore it from a backup, or set another \"database\" and run again over all files.\n"

  func sql(_ shop: SmallShop, _ statements: String) throws {
    try DatabaseQueue(path: shop.path("var/ringtally.sqlite")).write { db in
      try db.execute(sql: statements)
    }
  }

  @Test func `a file that is no database is left alone: 65`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    let text = String(repeating: "This is a diary. ", count: 500)
    try shop.write("var/ringtally.sqlite", text)
    let ended = try shop.night()
    #expect(ended.status == 65)
    #expect(
      ended.said
        == "var/ringtally.sqlite: expected a ringtally database: file is not a database. \(Self.remedy)"
    )
    #expect(try String(contentsOfFile: shop.path("var/ringtally.sqlite"), encoding: .utf8) == text)
    #expect(try shop.published() == [])
  }

  @Test func `another program's database is left alone: 65`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    try FileManager.default.createDirectory(
      atPath: shop.path("var"), withIntermediateDirectories: true)
    try sql(shop, "CREATE TABLE diary(day TEXT)")
    let ended = try shop.night()
    #expect(ended.status == 65)
    #expect(
      ended.said
        == "var/ringtally.sqlite: expected a ringtally database: found the tables of another program. \(Self.remedy)"
    )
    let tables = try DatabaseQueue(path: shop.path("var/ringtally.sqlite")).read { db in
      try String.fetchAll(db, sql: "SELECT name FROM sqlite_master")
    }
    #expect(tables == ["diary"])
  }

  @Test func `a database with damaged pages ends with 65, and reports stay as they were`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    #expect(try shop.night().status == 0)
    let before = try shop.published()
    var bytes = try Data(contentsOf: shop.folder.appending(path: "var/ringtally.sqlite"))
    try #require(bytes.count > 8192)
    // All pages but the first, which holds the schema.
    for index in 4096..<bytes.count { bytes[index] = 0xA5 }
    try shop.write("var/ringtally.sqlite", bytes)
    let ended = try shop.night()
    #expect(ended.status == 65)
    #expect(
      ended.said
        == "var/ringtally.sqlite: expected a ringtally database: database disk image is malformed. \(Self.remedy)"
    )
    #expect(try shop.published() == before)
  }

  @Test func `a database of a newer release is left alone: 65`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    #expect(try shop.night().status == 0)
    try sql(shop, "INSERT INTO grdb_migrations(identifier) VALUES ('9999')")
    let ended = try shop.night()
    #expect(ended.status == 65)
    #expect(
      ended.said
        == "var/ringtally.sqlite: expected a database of this release or an older one, found a newer one. Install the newer ringtally, or set another \"database\".\n"
    )
  }

  @Test func `a source whose settings changed is told: 65`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    #expect(try shop.night().status == 0)
    try shop.configure("files: [pbx/Master.csv]", "files: [pbx/Master.csv], timezone: utc")
    let ended = try shop.night()
    #expect(ended.status == 65)
    #expect(ended.said.hasPrefix("source \"pbx\": its format, zone, encoding or columns changed"))
  }

  @Test func `a database that another program writes to ends with 75`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    #expect(try shop.night().status == 0)
    try shop.write(
      "pbx/Master.csv",
      SmallShop.master + SmallShop.calls(hour: 10).joined(separator: "\n") + "\n")
    let store = try EventStore(path: shop.path("var/ringtally.sqlite"), reportZone: .utc)
    let ended = try store.transaction { transaction in
      try transaction.setState("test", "holds the lock")
      return try shop.night()
    }
    #expect(ended.status == 75)
    #expect(
      ended.said
        == "var/ringtally.sqlite: expected the database to be free, another program has it open for writing. Close that program, or wait for it to end, and run again.\n"
    )
    #expect(try shop.night().status == 0)
  }

  @Test func `another run that holds the lock ends with 75`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    #expect(try shop.night().status == 0)
    let file = open(shop.path("var/ringtally.sqlite.lock"), O_RDWR | O_CLOEXEC)
    defer { close(file) }
    try #require(file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0)
    let ended = try shop.night()
    #expect(ended.status == 75)
    #expect(
      ended.said
        == "var/ringtally.sqlite: another run holds the lock. Wait for it to end, or say by --wait 10m how long to wait for it.\n"
    )
  }

  @Test func `a database in a folder that can't be written ends with 74`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    try shop.shell("mkdir var; chmod 555 var")
    let ended = try shop.night(.ofFiles)
    #expect(ended.status == 74)
    #expect(
      ended.said
        == "var/ringtally.sqlite.lock: expected to be able to write here: Permission denied. Check the disk's space and the folder's owner, then run again.\n"
    )
  }

  @Test func `a database that can't be written ends with 74`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    #expect(try shop.night().status == 0)
    try shop.write(
      "pbx/Master.csv",
      SmallShop.master + SmallShop.calls(hour: 10).joined(separator: "\n") + "\n")
    try shop.shell("chmod 444 var/ringtally.sqlite")
    let ended = try shop.night(.ofFiles)
    #expect(ended.status == 74)
    #expect(
      ended.said
        == "var/ringtally.sqlite: expected to be able to read and write the database: attempt to write a readonly database. Check the disk's space and the owner of the file and its folder, then run again.\n"
    )
  }
}
