import ArgumentParser

/// The program: calls and parcels of a shop, counted as they really were.
@main
struct Program: ParsableCommand {
  static let version = "0.1.0"
  /// How reports name their maker.
  static let generator = "ringtally \(version)"

  static let configuration = CommandConfiguration(
    commandName: "ringtally",
    abstract: "Call analytics and KPIs for shops that sell by phone and web.",
    version: version,
    subcommands: [
      RunCommand.self, IngestCommand.self, ReportCommand.self, StatusCommand.self,
      CheckCommand.self, DetectCommand.self, FormatsCommand.self,
    ])
}
