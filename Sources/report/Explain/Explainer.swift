import Foundation
import Ingest
import Metrics

/// The last run's night, opened to be looked at: its "now", its rules, its facts.
@MainActor
struct Explainer {
  let night: Night
  let rules: CallRules
  let names: NameTable
  let systems: NameTable
  let keys: TallyKeys
  /// Days with calls, ascending.
  let days: [Day]
  /// Days whose facts are newer than the reports.
  private let changed: [Day]
  private let hasOtherRules: Bool

  var config: Config { night.config }
  var zone: Zone { config.timezone }
  var language: ReportLanguage { config.language == .ru ? .ru : .en }
  var say: Sentences { language.sentences }

  /// - Throws: ``ExplainError`` where nothing was ever computed.
  init(config: Config, database: String) throws {
    let store = try EventStore(reading: database, reportZone: config.timezone)
    let (asOf, rulesHash, tables, days, changed) = try store.read { transaction in
      (
        try transaction.state("computed_as_of").flatMap { Day($0) },
        try transaction.state("computed_config"), try transaction.names(),
        try transaction.tallyDays(kind: CallTally.kind), try transaction.changedDays(.calls)
      )
    }
    guard let asOf, !days.isEmpty else { throw ExplainError.nothingYet(database: database) }
    night = Night(
      config: config, directories: try config.directories(), store: store, asOf: asOf,
      reports: config.reports)
    rules = try night.callRules()
    (names, systems) = tables
    keys = TallyKeys(agents: rules.agents, names: names)
    self.days = days
    self.changed = changed.filter { $0 < asOf }
    hasOtherRules = rulesHash != night.rulesHash
  }

  /// The named period, or the newest month.
  /// - Throws: ``UnknownPeriod`` where no calls of it are known.
  func period(_ named: Period?) throws -> Period {
    let period = named ?? Period(.month, holding: days[days.count - 1])
    guard days.contains(where: { $0 >= period.first && $0 <= period.last }) else {
      throw UnknownPeriod(period: period, known: days[0]...days[days.count - 1])
    }
    return period
  }

  /// Why the figures of some days may not be those of the reports.
  func notes(_ period: Period?) -> [String] {
    let days = changed.filter { day in
      period.map { day >= $0.first && day <= $0.last } ?? true
    }
    return (days.isEmpty ? [] : [say.factsAreNewer(days: days.count)])
      + (hasOtherRules ? [say.rulesAreNewer] : [])
  }

  /// A moment for a table: local, to the second.
  func time(_ moment: Instant) -> String {
    Explainer.plain(zone.iso8601(moment))
  }

  /// A moment as JSON has it, for a table.
  static func plain(_ text: String) -> String {
    String(text.prefix(19).replacing("T", with: " "))
  }

  /// The key of an agent; a device's name holds no whole number.
  func shown(_ agent: AgentRef) -> String { shown(key: keys.key(agent)) }

  func shown(key: String) -> String { key.hasPrefix("?") ? key.printableWord : key }

  /// The id of a call as calls.csv has it.
  func id(_ raw: Int) -> String { CallID(raw: raw).text(systems: systems) }

  /// A customer's number, masked; empty where it was hidden.
  func masked(_ party: Party) -> String {
    party.isNumber ? PhoneNumber(digits: Int64(party.raw)).masked : ""
  }

  /// A number of the shop's own.
  func ours(_ party: Party) -> String { party.isNumber ? String(party.raw) : "" }

  /// `answered`, or `missed_<reason>`, as calls.csv has it.
  func word(_ outcome: Outcome, _ missed: MissedReason?) -> String {
    missed?.outcomeWord ?? outcome.word
  }
}
