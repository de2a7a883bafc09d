package import Ingest
package import Metrics

/// What the admin has written down about the shop, checked, with every default filled in.
package struct Config: Sendable {
  /// The language of a report.
  package enum Language: String, CaseIterable, Sendable { case ru, en }

  /// A queue with hours, a zone or a name of its own.
  package struct Queue: Hashable, Sendable {
    /// As the switch calls it.
    package var id: String
    /// As reports call it.
    package var name: String
    package var zone: Zone
    package var hours: OpenHours
  }

  /// The key `calls`.
  package struct Calls: Hashable, Sendable {
    package var serviceLevelWithin: Seconds
    package var shortAbandon: Seconds
    package var formula: ServiceLevelFormula
    package var ringCountsFrom: Seconds
    package var contactFrom: Seconds
    /// Open seconds.
    package var callbackWithin: Seconds
    package var repeatWithin: Seconds
    package var resolutionAfter: Seconds
    package var qualifiedTalk: Seconds
    package var qualifiedFirstIn: Seconds
    /// Minor units; `nil` where it is not known.
    package var agentMinuteCost: Int?
    /// As written; not yet normalised.
    package var testNumbers: [String]
    /// Numbers as written, and prefixes of channels, of a centre that answers for the shop.
    package var outsourced: [String]
    package var callbackRequests: CallbackRequests
  }

  /// The key `calls.callback_requests`.
  package struct CallbackRequests: Hashable, Sendable {
    package var keys: [String]
    package var contexts: [String]
    package var events: [String]
  }

  /// The key `staffing`.
  package struct Staffing: Hashable, Sendable {
    /// The share of calls, in percent, that is to be answered within `within`.
    package var percent: Int
    package var within: Seconds
    package var occupancyCap: DecimalFraction
    package var shrinkage: DecimalFraction
  }

  /// The key `privacy`.
  package struct Privacy: Hashable, Sendable {
    package var worklistShowsNumbers: Bool
    package var keepDays: Int
  }

  /// The key `limits`.
  package struct Limits: Hashable, Sendable {
    /// The share of refused rows over which a run ends with exit code 1.
    package var rejects: DecimalFraction
    package var staleAfter: Seconds
  }

  /// A table that the config names, with its content.
  package struct Table: Hashable, Sendable {
    /// As the config writes it, for messages.
    package var name: String
    package var bytes: [UInt8]
  }

  /// The file as it was named.
  package var file: String
  /// What relative paths start from.
  package var folder: String
  package var shop: String
  package var timezone: Zone
  package var language: Language
  /// ISO 4217.
  package var currency: String
  /// ISO 3166: where numbers without a country belong to.
  package var region: String
  /// A path that needs no folder any more.
  package var database: String
  /// A path that needs no folder any more.
  package var reports: String
  package var sources: [Source]
  package var agents: Table
  package var numbers: Table?
  package var shifts: Table?
  /// Prefixes of channels that lead outside.
  package var trunks: [String]
  package var featureCodes: [String]
  /// As written; not yet normalised.
  package var blacklist: [String]
  package var ivrServed: [String]
  package var hours: OpenHours
  /// By the switch's name.
  package var queues: [String: Queue]
  package var calls: Calls
  package var orders: Orders
  package var staffing: Staffing
  package var agentTime: AgentTime
  /// By first day, then by teams.
  package var motivation: [Scorecard]
  package var csv: CSVStyle
  package var privacy: Privacy
  package var limits: Limits
  /// Each key's value in its one spelling, defaults included.
  let effective: [String: String]

  /// The open hours of a queue, the shop's where it has none of its own.
  package func hours(ofQueue queue: String) -> OpenHours { queues[queue]?.hours ?? hours }

  /// The zone of a queue's hours, the reports' where it has none of its own.
  package func zone(ofQueue queue: String) -> Zone { queues[queue]?.zone ?? timezone }

  /// A path of the config as seen from where the program runs.
  static func resolve(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") || folder.isEmpty ? path : folder + "/" + path
  }
}
