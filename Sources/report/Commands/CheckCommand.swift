import ArgumentParser

/// `ringtally check`: what is wrong with a config.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check a config and the tables it names.")

  @Argument(help: "The config.")
  var config: String

  func run() throws {
    try ExitStatus.guarding {
      let config = try Config.load(config)
      _ = try config.directories()
      for source in config.sources {
        print("\(source.name): \(source.format.rawValue), \(try source.files().count) files")
      }
    }
  }
}
