import ArgumentParser
import Foundation
import Ingest

/// `ringtally detect`: what a file is, and how the config would name it.
struct DetectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detect",
    abstract: "Find out which format a file has, and write the config's lines for it.",
    discussion:
      "Looks at the first 256 KiB and stores nothing. A config is needed only for its time zone and region; without one times are shown in UTC. Ends with 65 where a file's format can't be told or read, 74 where a file can't be opened."
  )

  @OptionGroup var config: ConfigOption
  @Flag(help: "Print JSON: a list with an entry for each file.")
  var json = false
  @Argument(help: "The files.")
  var files: [String]

  func run() throws {
    try ExitStatus.guarding {
      let config = try config.loadIfThere()
      var detections: [Detection] = []
      var ending: ExitCode?
      for file in files {
        do {
          let detection = try Detection(
            path: file, zone: config?.timezone ?? .utc, region: config?.region ?? "RU")
          if detection.problem != nil { ending = ending ?? ExitStatus.data }
          detections.append(detection)
        } catch {
          let (message, code) = ExitStatus.ending(error, database: "the database")
          ending = failure(message, code)
        }
      }
      if json {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(detections), as: UTF8.self))
      } else {
        print(detections.map(\.text).joined(separator: "\n\n"))
      }
      if let ending { throw ending }
    }
  }
}
