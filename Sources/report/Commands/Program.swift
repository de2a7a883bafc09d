import ArgumentParser

/// The program: calls and parcels of a shop, counted as they really were.
@main
struct Program: AsyncParsableCommand {
  static let version = "0.1.0"
  /// How reports name their maker.
  static let generator = "ringtally \(version)"

  static let configuration = CommandConfiguration(
    commandName: "ringtally",
    abstract: "Call analytics and KPIs for shops that sell by phone and web.",
    version: version,
    subcommands: [RunCommand.self, CheckCommand.self, FormatsCommand.self])
}

/// Exit codes beside 0.
enum ExitStatus {
  /// Done, but data was refused past the configured share, or a source is stale.
  static let refused = ExitCode(1)
  /// Usage or config.
  static let usage = ExitCode(64)
  /// Refused because of the data: a damaged or newer store, a file of another format.
  static let data = ExitCode(65)
  /// A fault of the program.
  static let software = ExitCode(70)
  /// Input or output.
  static let io = ExitCode(74)
  /// Another run or another program holds the database.
  static let locked = ExitCode(75)
}
