import Crypto
import Ingest
import Metrics

extension Config {
  /// A part of the config that numbers depend on.
  package enum Part: String, CaseIterable, Sendable {
    case calls, hours, queues, trunks, agents, numbers, orders, motivation, all
  }

  /// SHA-256, in lower-case hex, of a part's effective values and of its tables' contents.
  ///
  /// Defaults are values like others, and neither comments nor the order of keys, lists, sources
  /// or versions change it. `numbers` and `calls` have the region in them, `hours` and `queues`
  /// the time zone, `agents` the shifts and `agent_time.login_cap`, `motivation` the currency.
  package func effectiveHash(of part: Part) -> String {
    let values = effective.filter { Config.belongs($0.key, to: part) }
      .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    // Lengths keep two values from reading as one.
    let text = values.map { "\($0.key.utf8.count):\($0.key)=\($0.value.utf8.count):\($0.value)\n" }
    return Config.sha256(Array(text.joined().utf8))
  }

  static func sha256(_ bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }
      .joined()
  }

  private static func belongs(_ key: String, to part: Part) -> Bool {
    switch part {
    case .calls:
      key.hasPrefix("calls.")
        || ["blacklist", "feature_codes", "ivr_served", "region"].contains(key)
    case .hours: ["hours", "timezone"].contains(key)
    case .queues: key.hasPrefix("queues.") || key == "timezone" || key == "hours"
    case .trunks: key == "trunks"
    case .agents:
      ["contents of agents", "contents of shifts", "agent_time.login_cap"].contains(key)
    case .numbers: ["contents of numbers", "region"].contains(key)
    case .orders:
      key.hasPrefix("orders.")
        || (key.hasPrefix("sources.")
          && [".statuses.", ".automatic.", ".columns.", ".times"].contains { key.contains($0) })
    case .motivation: key.hasPrefix("motivation.") || key == "currency"
    case .all: true
    }
  }
}
