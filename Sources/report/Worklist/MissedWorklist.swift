import Foundation
import Ingest
import Metrics

/// `worklist/missed.csv`: whom to call back this morning, by what is at stake.
///
/// Source of all rules: docs/metrics.md#the-list-of-missed-calls.
@MainActor
struct MissedWorklist {
  /// The folder's name in the reports.
  static let folder = "worklist"
  /// The file's name without `.csv`.
  static let name = "missed"
  /// Episodes that began earlier than so many days before "now" are not listed.
  static let days = 7
  static let columns = [
    "rank", "customer", "first_missed_at", "kind", "section", "number", "caller_attempts",
    "our_attempts", "open_orders", "parcel_waiting", "stake", "age_open_s", "deadline_at", "reason",
  ]

  let night: Night

  /// Writes the list, or takes it away where the config wants no whole numbers.
  func publish() throws {
    let exchange = FolderExchange(root: night.reports + "/" + Self.folder)
    let file = Self.name + ".csv"
    guard night.config.privacy.worklistShowsNumbers else { return try exchange.withdraw(file) }
    try exchange.makePrivate()
    try exchange.publish(file: file, bytes: table().bytes(night.config.csv), isPrivate: true)
  }

  private func table() throws -> CSVTable {
    var table = CSVTable(name: Self.name, columns: Self.columns)
    for (index, customer) in try waiting().enumerated() {
      table.rows.append(row(customer, rank: index + 1))
    }
    return table
  }

  /// All customers to call, the most urgent first.
  private func waiting() throws -> [WaitingCustomer] {
    try night.store.read { transaction in
      let map = try transaction.customerBook().map
      var customers: [Party: WaitingCustomer] = [:]
      for episode in try episodes(transaction, map) {
        if customers[episode.first.customer] == nil {
          customers[episode.first.customer] = WaitingCustomer(episode)
        } else {
          customers[episode.first.customer]?.add(episode)
        }
      }
      guard !customers.isEmpty else { return [] }
      try transaction.orderTimelines(before: night.asOfInstant) { order in
        customers[map.customer(of: order.customer)]?.add(order, currency: night.config.currency)
      }
      return customers.values.sorted { $0.precedes($1) }
    }
  }

  /// The episodes of the last days that nobody made good, not even after their time, by the start
  /// of their first calls.
  private func episodes(_ transaction: Transaction, _ map: CustomerMap) throws -> [Episode] {
    let config = night.config
    let first = night.asOf - Self.days
    let from = config.timezone.start(of: first)
    var fold = EpisodeFold(config, asOf: night.asOfInstant)
    var open: [Episode] = []
    func keep(_ episodes: [Episode]) {
      open += episodes.filter { episode in
        guard episode.first.start >= from, episode.first.customer.isNumber else { return false }
        switch episode.outcome {
        case .pending, .untouched, .triedNotReached: return true
        case .unreachable, .reached, .recoveredAfterAttempt, .selfRecovered: return false
        }
      }
    }
    /// The last contact with each customer.
    var contacts: [Party: Instant] = [:]
    var today: Day?
    try transaction.journeys(
      from: config.timezone.start(of: first - EpisodeComputation.lookBack), to: night.asOfInstant,
      customers: map
    ) { row in
      if row.day != today {
        today = row.day
        keep(fold.take())
      }
      fold.record(row)
      if row.start >= from, row.customer.isNumber,
        row.isHumanContact(from: config.calls.contactFrom)
      {
        contacts[row.customer] = row.start
      }
    }
    keep(fold.finish())
    return open.filter { episode in
      contacts[episode.first.customer].map { $0 < episode.first.end } ?? true
    }.sorted { ($0.first.start, $0.first.id) < ($1.first.start, $1.first.id) }
  }

  private func row(_ customer: WaitingCustomer, rank: Int) -> [CSVTable.Cell] {
    let config = night.config
    let zone = config.timezone
    let first = customer.episode.first
    let deadline = config.hours.instant(
      afterOpenSeconds: config.calls.callbackWithin, from: first.end, zone: zone)
    return [
      .count(rank), .verbatim(PhoneNumber(digits: Int64(first.phone.raw)).grouped),
      .verbatim(zone.iso8601(first.start)), .text(customer.episode.kind.word),
      .text(SectionKey.of(first.number, on: first.day, in: night.directories.numbers)),
      first.number.isNumber ? .count(first.number.raw) : .empty,
      .count(customer.callerAttempts), .count(customer.ourAttempts), .count(customer.openOrders),
      .count(customer.parcels), .decimal(Money.plain(customer.stake)),
      .count(config.hours.openSeconds(from: first.end, to: night.asOfInstant, zone: zone)),
      deadline.map { .verbatim(zone.iso8601($0)) } ?? .empty, .text(reason(customer)),
    ]
  }

  /// The first that applies, in the order of the ranks.
  private func reason(_ customer: WaitingCustomer) -> String {
    let say = Sentences(language: night.config.language == .ru ? .ru : .en)
    if let since = customer.parcelSince {
      let day = night.config.timezone.day(of: since)
      return say.parcelWaits(days: night.asOf.number - day.number)
    }
    if customer.openOrders > 0 { return say.openOrders(customer.openOrders) }
    if customer.callerAttempts > 1 { return say.calledInVain(customer.callerAttempts) }
    if customer.ourAttempts > 0 { return say.notReachedYet }
    return customer.episode.kind == .closed ? say.calledInClosedHours : say.nobodyCalledBack
  }
}
