import Foundation
import Ingest

/// A shop with three calls on one day, in a folder of its own, and the built program run in it.
struct SmallShop {
  /// How a run of the program ended.
  struct Ended {
    var status: Int32
    /// Without the folder's own path.
    var said: String
    var printed: String
    /// The most memory that was resident, in MiB.
    var peak: Int
  }

  /// What a run may do.
  enum Rights {
    case all
    /// Without the superuser's right to pass over files' permissions.
    case ofFiles
  }

  let folder: URL

  static let agents = "id,name,team,line,from,to\nanna,Anna,calls,201,2026-01-01,\n"
  static let config = """
    timezone: Asia/Yekaterinburg
    database: var/ringtally.sqlite
    reports: reports
    sources:
      - { name: pbx, format: asterisk-cdr, files: [pbx/Master.csv] }
    agents: agents.csv
    trunks: ["PJSIP/provider-"]

    """
  /// The calls of 1 September 2026 at 09:01, 09:02 and 09:03 in Yekaterinburg.
  static let calls = calls(hour: 9)

  /// Calls in the first, second and third minute of an hour.
  ///
  /// - Parameter midnight: The day's first moment as Unix seconds.
  static func calls(
    hour: Int, day: String = "2026-09-01", midnight: Int = 1_788_202_800
  ) -> [String] {
    (1...3).map { minute in
      call(
        at: "\(day) \(hour < 10 ? "0" : "")\(hour):0\(minute)",
        epoch: midnight + 3600 * hour + 60 * minute, minute)
    }
  }

  private static func call(at day: String, epoch: Int, _ minute: Int) -> String {
    let id = "\(epoch).\(minute)"
    return
      #""","79120000000","600","from-trunk","""Анна"" <79120000000>","PJSIP/provider-0000000\#(minute)","PJSIP/201-0000001\#(minute)","Dial","PJSIP/201","\#(day):00","\#(day):05","\#(day):20",20,15,"ANSWERED","DOCUMENTATION","\#(id)","","","\#(id)",\#(minute)"#
  }
  static let master = calls.joined(separator: "\n") + "\n"

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "ringtally-\(UUID().uuidString)").resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write("ringtally.yaml", Self.config)
    try write("agents.csv", Self.agents)
    try write("pbx/Master.csv", Self.master)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.path + "/" + name }

  func write(_ name: String, _ text: String) throws { try write(name, Data(text.utf8)) }

  func write(_ name: String, _ bytes: Data) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: file)
  }

  /// Replaces a part of the config.
  func configure(_ part: String, _ other: String) throws {
    precondition(Self.config.contains(part), "the config has no \(part)")
    try write("ringtally.yaml", Self.config.replacing(part, with: other))
  }

  /// Runs a shell's line in the folder, for what only tools can make.
  func shell(_ line: String) throws {
    let ended = try start(URL(filePath: "/bin/sh"), ["-euc", line])
    guard ended.status == 0 else {
      throw PharmacyNight.RunError(description: "\(line): \(ended.said)")
    }
  }

  /// `ringtally run`, on the morning after the calls.
  func night(asOf: String = "2026-09-02", _ rights: Rights = .all) throws -> Ended {
    try ringtally(["run", "--config", "ringtally.yaml", "--as-of", asOf], rights)
  }

  /// Runs the program in the folder.
  func ringtally(_ arguments: [String], _ rights: Rights = .all) throws -> Ended {
    let program = try PharmacyNight.program()
    guard rights == .ofFiles, geteuid() == 0 else { return try start(program, arguments) }
    return try start(
      URL(filePath: "/usr/bin/setpriv"),
      ["--bounding-set", "-dac_override,-dac_read_search", program.path] + arguments)
  }

  private func start(_ program: URL, _ arguments: [String]) throws -> Ended {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let logs = ["stderr", "stdout"].map {
      FileManager.default.temporaryDirectory.appending(path: "ringtally-\(UUID().uuidString).\($0)")
    }
    defer { for log in logs { try? FileManager.default.removeItem(at: log) } }
    for log in logs { _ = FileManager.default.createFile(atPath: log.path, contents: nil) }
    process.standardError = try FileHandle(forWritingTo: logs[0])
    process.standardOutput = try FileHandle(forWritingTo: logs[1])
    try process.run()
    // The kernel's high-water mark of this very program: getrusage's would count ours, by the fork.
    var peak = 0
    while process.isRunning {
      peak = max(peak, Self.peakMemory(of: process.processIdentifier))
      usleep(2000)
    }
    process.waitUntilExit()
    func text(_ log: URL) throws -> String {
      String(decoding: try Data(contentsOf: log), as: UTF8.self)
        .replacing(folder.path + "/", with: "")
    }
    return Ended(
      status: process.terminationReason == .exit ? process.terminationStatus : -1,
      said: try text(logs[0]), printed: try text(logs[1]), peak: peak)
  }

  /// MiB; 0 once the process has gone.
  private static func peakMemory(of process: Int32) -> Int {
    guard let status = FileManager.default.contents(atPath: "/proc/\(process)/status"),
      let line = String(decoding: status, as: UTF8.self).split(separator: "\n")
        .first(where: { $0.hasPrefix("VmHWM:") })
    else { return 0 }
    return Int(line.filter(\.isNumber)).map { $0 >> 10 } ?? 0
  }

  // MARK: - What a run left

  /// Rows that were accepted of a source; `nil` where no database has it.
  func accepted(_ source: String = "pbx") throws -> Int? {
    guard FileManager.default.fileExists(atPath: path("var/ringtally.sqlite")) else { return nil }
    let store = try EventStore(path: path("var/ringtally.sqlite"), reportZone: .utc)
    return try store.read { try $0.sourceSummaries() }.first { $0.name == source }?.accepted
  }

  /// Everything in the reports' folder, also what should not be there.
  func published() throws -> [String] {
    guard FileManager.default.fileExists(atPath: path("reports")) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: path("reports")).sorted()
  }

  /// The first three calls' day, week and month, and the list of whom to call back.
  static let periods = ["2026-09", "2026-09-01", "2026-W36", "index.html", "latest", "worklist"]
}
