/// The config's rules for turning legs into journeys.
package struct CallRules: Sendable {
  /// Channel prefixes that lead outside.
  package var trunks: [String]
  /// Contexts or applications that served the caller without a person.
  package var ivrServed: Set<String>
  /// Own probes and the blacklist: E.164 digits.
  package var testNumbers: Set<Int>
  /// Account codes of machines that call customers.
  package var robotAccounts: Set<String>
  /// Numbers that machines call from.
  package var robotNumbers: Set<Int>
  /// An abandon up to this is short.
  package var shortAbandon: Seconds
  /// A ring shorter than this is nobody's miss.
  package var ringCountsFrom: Seconds
  /// An outside number that is no agent's has answered from this much talk on.
  package var contactFrom: Seconds
  /// Outside numbers of a centre that answers for the shop: E.164 digits.
  package var outsourcedNumbers: Set<Int>
  /// Prefixes of channels that lead to such a centre.
  package var outsourcedLines: [String]
  /// Keys by which a caller in a queue asks to be called back.
  package var callbackKeys: Set<String>
  /// Contexts in which a caller asks to be called back.
  package var callbackContexts: Set<String>
  /// Words that the dialplan writes into the queue log when a caller asks to be called back.
  package var callbackEvents: Set<String>
  /// Where numbers without a country belong to.
  package var region: String
  package var hours: OpenHours
  package var zone: Zone
  /// Hours and zone of queues that have their own.
  package var queueHours: [String: (hours: OpenHours, zone: Zone)]
  /// Whether no source tells call detail records, so that channel events stand in for them.
  package var channelsGiveLegs: Bool
  package var agents: AgentDirectory
  package var numbers: NumberDirectory

  /// Rules with the defaults of docs/config.md.
  package init(trunks: [String], zone: Zone) {
    self.trunks = trunks
    self.zone = zone
    ivrServed = []
    testNumbers = []
    robotAccounts = []
    robotNumbers = []
    shortAbandon = 5
    ringCountsFrom = 3
    contactFrom = 10
    outsourcedNumbers = []
    outsourcedLines = []
    callbackKeys = []
    callbackContexts = []
    callbackEvents = []
    region = "RU"
    hours = .always
    queueHours = [:]
    channelsGiveLegs = false
    agents = .empty
    numbers = .empty
  }
}
