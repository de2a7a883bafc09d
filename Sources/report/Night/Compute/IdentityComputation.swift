import Ingest
import Metrics

/// Tells customers apart, and marks the days whose journeys are seen in another light by it.
@MainActor
struct IdentityComputation {
  let config: Config
  let agents: AgentDirectory
  let store: EventStore
  let asOf: Day

  init(night: Night) {
    config = night.config
    agents = night.directories.agents
    store = night.store
    asOf = night.asOf
  }

  /// Builds the book of customers from all orders known before "now", and stores what is new in it.
  ///
  /// The days concerned stay marked until all that is counted by customer has been computed.
  /// - Parameter computed: Days that are computed anew anyway.
  func run(_ computed: [Day]) throws {
    let now = config.timezone.start(of: asOf)
    try store.transaction { transaction in
      var book = CustomerBook(map: CustomerMap(try transaction.customerListings(before: now)))
      try transaction.orderTimelines(before: now) {
        book.record($0, agents: agents, zone: config.timezone)
      }
      let earlier = try transaction.customerBook()
      guard book != earlier else { return }
      let (rows, stored) = (book.stored, earlier.stored)
      try transaction.replaceNumbers(
        gone: stored.keys.filter { rows[$0] == nil },
        rows.values.filter { stored[$0.number] != $0 })
      let known = Set(try transaction.tallyDays(kind: CallTally.kind))
      guard !known.isSubset(of: computed) else { return }
      let changes = book.changes(since: earlier)
      let joined = Dictionary(
        uniqueKeysWithValues: changes.joined.map { ($0, Instant(epoch: 0)) })
      let identities = try transaction.journeyDays(of: joined)
      let ordered = try transaction.journeyDays(of: changes.ordered)
      try transaction.markChanged(.identities, identities.sorted())
      try transaction.markChanged(.customers, identities.union(ordered).sorted())
    }
  }
}

extension Transaction {
  /// The customers as they were told apart the last time.
  func customerBook() throws -> CustomerBook { CustomerBook(stored: try storedNumbers()) }
}
