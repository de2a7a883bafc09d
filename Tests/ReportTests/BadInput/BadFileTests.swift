import Foundation
import Testing

/// The built program with files and folders that can't be used: 74, and what was read before is
/// kept, what was published before stays whole.
@Suite("Bad files, by the program") struct BadFileTests {
  /// A second source beside the good one; sources are read in the order of the config.
  static let config = (
    part: "agents: agents.csv",
    other:
      "  - { name: more, format: asterisk-cdr, files: [more/Master.csv.gz] }\nagents: agents.csv"
  )

  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// A shell's line that makes `more/Master.csv.gz`.
    var make: String
    var said: String
  }

  static let cases = [
    Case(
      testDescription: "a file that is missing", make: "true",
      said:
        "source more: expected the file more/Master.csv.gz to be there. Correct `files`, or let the export write it.\n"
    ),
    Case(
      testDescription: "a folder where a file is expected", make: "mkdir more/Master.csv.gz",
      said:
        "source more: expected a file at more/Master.csv.gz, found a folder. Name the file, or its files by a pattern such as more/Master.csv.gz/*.\n"
    ),
    Case(
      testDescription: "a file that may not be read",
      make: "cp pbx/Master.csv more/Master.csv.gz; chmod 000 more/Master.csv.gz",
      said:
        "more/Master.csv.gz: cannot open: Permission denied. Give the user that runs ringtally the right to read it.\n"
    ),
    Case(
      testDescription: "a pipe", make: "mkfifo more/Master.csv.gz",
      said:
        "more/Master.csv.gz: not a regular file. Name a file, or a pattern that matches only files.\n"
    ),
    Case(
      testDescription: "a gzip file that is cut off",
      make: "gzip -nc pbx/Master.csv | head -c 200 >more/Master.csv.gz",
      said:
        "more/Master.csv.gz: the gzip stream ends early, at compressed byte 200. The copy is incomplete: fetch the file again.\n"
    ),
    Case(
      testDescription: "a gzip bomb",
      make: "{ cat pbx/Master.csv; head -c 300000000 /dev/zero; } | gzip -nc >more/Master.csv.gz",
      said:
        "If the file is what you expect, unpack it with \"gunzip\" first.\n"),
  ]

  @Test(arguments: cases)
  func `a bad file ends the run with 74, and files before it are kept`(_ c: Case) throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    try shop.configure(Self.config.part, Self.config.other)
    try shop.shell("mkdir more; \(c.make)")
    let ended = try shop.night(.ofFiles)
    #expect(ended.status == 74)
    #expect(ended.said.hasSuffix(c.said), "\(ended.said)")
    #expect(ended.said.split(separator: "\n").count == 1)
    #expect(ended.peak < 256)
    #expect(try shop.accepted() == 3)
    #expect(try shop.accepted("more") ?? 0 == 0)
    #expect(try shop.published() == [])
    // Once the file is right the next run needs nothing else.
    try shop.shell("rm -rf more")
    try shop.write(
      "more/Master.csv.gz", SmallShop.calls(hour: 10).joined(separator: "\n") + "\n")
    let next = try shop.night()
    #expect(next.status == 0)
    #expect(next.said == "")
    #expect(try shop.accepted("more") == 3)
    #expect(try shop.published() == SmallShop.periods)
  }

  @Test func `check tells of a missing file too`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    try FileManager.default.removeItem(atPath: shop.path("pbx/Master.csv"))
    let ended = try shop.ringtally(["check", "ringtally.yaml"])
    #expect(ended.status == 74)
    #expect(
      ended.said
        == "source pbx: expected the file pbx/Master.csv to be there. Correct `files`, or let the export write it.\n"
    )
  }

  @Test func `a file of another format ends with 65 and leaves nothing of itself`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    try shop.configure(
      "agents: agents.csv",
      "  - { name: more, format: section-visits, files: [pbx/Master.csv] }\nagents: agents.csv")
    let ended = try shop.night()
    #expect(ended.status == 65)
    #expect(
      ended.said
        == "pbx/Master.csv:1: expected the columns day, section and visits. Name them so in the first line.\n"
    )
    #expect(try shop.accepted() == 3)
    #expect(try shop.accepted("more") ?? 0 == 0)
  }

  @Test func `a reports' folder that can't be written ends with 74 and stays as it was`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    #expect(try shop.night().status == 0)
    let before = try shop.published()
    // Three more calls an hour later, so that there is something to publish.
    try shop.write(
      "pbx/Master.csv",
      SmallShop.master + SmallShop.calls(hour: 10).joined(separator: "\n") + "\n")
    try shop.shell("chmod 555 reports")
    let ended = try shop.night(.ofFiles)
    #expect(ended.status == 74)
    // The name is of whatever was to be written beside the published folders.
    #expect(ended.said.hasPrefix("reports/."))
    #expect(
      ended.said.hasSuffix(
        ": expected to be able to write here: Permission denied. Check the disk's space and the folder's owner, then run again.\n"
      ))
    #expect(ended.said.split(separator: "\n").count == 1)
    #expect(try shop.published() == before)
    try shop.shell("chmod 755 reports")
    let next = try shop.night()
    #expect(next.status == 0)
    #expect(try shop.published() == before)
  }

  @Test func `a reports' folder that can't be made ends with 74`() throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    try shop.write("taken", "a file")
    let ended = try shop.ringtally([
      "run", "--config", "ringtally.yaml", "--as-of", "2026-09-02", "--reports", "taken/reports",
    ])
    #expect(ended.status == 74)
    #expect(
      ended.said
        == "taken/reports: expected to be able to write here: Not a directory. Check the disk's space and the folder's owner, then run again.\n"
    )
  }

  // MARK: - A disk without room

  /// Whether this process may mount a file system of a few pages.
  static let canMount: Bool = {
    guard geteuid() == 0, let shop = try? SmallShop() else { return false }
    defer { shop.remove() }
    do {
      try shop.shell("mkdir m; mount -t tmpfs -o size=64k tmpfs m; umount m")
      return true
    } catch {
      return false
    }
  }()

  @Test(
    .enabled(if: canMount, "only root can make a full disk"),
    arguments: [
      (
        folder: "reports",
        said:
          "No space left on device. Check the disk's space and the folder's owner, then run again.\n"
      ),
      (
        folder: "var",
        said:
          "database or disk is full. Check the disk's space and the owner of the file and its folder, then run again.\n"
      ),
    ])
  func `a full disk ends with 74, and there is nothing half once it has room`(
    _ folder: String, _ said: String
  ) throws {
    let shop = try SmallShop()
    defer { shop.remove() }
    try shop.shell("mkdir \(folder); mount -t tmpfs -o size=32k tmpfs \(folder)")
    defer { try? shop.shell("umount \(folder)") }
    let ended = try shop.night()
    #expect(ended.status == 74)
    #expect(ended.said.hasSuffix(said), "\(ended.said)")
    #expect(ended.said.hasPrefix(folder), "\(ended.said)")
    #expect(ended.said.split(separator: "\n").count == 1)
    try shop.shell("mount -o remount,size=64m \(folder)")
    let next = try shop.night()
    #expect(next.status == 0)
    #expect(next.said == "")
    #expect(try shop.accepted() == 3)
    #expect(try shop.published() == SmallShop.periods)
  }
}
