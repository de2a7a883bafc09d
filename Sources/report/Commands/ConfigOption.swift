import ArgumentParser
import Foundation
import Ingest

/// `--config`, which every command takes.
struct ConfigOption: ParsableArguments {
  @Option(
    name: .customLong("config"),
    help: "The config; default ./ringtally.yaml, then /etc/ringtally/ringtally.yaml.")
  var path: String?

  /// The named config, or the first of the two usual places.
  func load() throws -> Config {
    guard let file = ConfigOption.find(path) else {
      throw failure(
        "expected a config: neither ./ringtally.yaml nor /etc/ringtally/ringtally.yaml is there. Write one by docs/config.md, or name it by --config.",
        ExitStatus.usage)
    }
    return try Config.load(file)
  }

  /// The named config, or one in a usual place; `nil` where there is none.
  func loadIfThere() throws -> Config? {
    try ConfigOption.find(path).map { try Config.load($0) }
  }

  private static func find(_ path: String?) -> String? {
    path
      ?? ["ringtally.yaml", "/etc/ringtally/ringtally.yaml"].first {
        FileManager.default.fileExists(atPath: $0)
      }
  }
}

extension Config {
  /// The tables that the config names, their numbers read as dialled from the shop's region.
  func directories() throws(ConfigError) -> Directories {
    var phones = PhoneParser(region: region)
    return try directories { text in
      let bytes = Array(text.utf8)
      return bytes.count > 6 ? phones.parse(bytes.span)?.digits : nil
    }
  }
}
