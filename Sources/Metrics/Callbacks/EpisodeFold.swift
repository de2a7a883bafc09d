package import Ingest

/// Journeys in order of their start → missed episodes.
///
/// An episode begins with a missed or closed call and ends with the first human contact that starts
/// after it, or after `within` open seconds. Only open episodes are held, so memory is bounded by
/// how many customers wait at once, if ``take()`` is called now and then.
/// Source: docs/metrics.md#customers.
package struct EpisodeFold: Sendable {
  private struct Waiting: Sendable {
    var episode: Episode
    var deadline: Instant
  }

  private let hours: OpenHours
  private let zone: Zone
  private let within: Seconds
  private let contact: Seconds
  private let asOf: Instant

  /// The one open episode of a customer.
  private var waiting: [Party: Waiting] = [:]
  /// Journeys of the latest moment: what happens at once is judged at once.
  private var moment: [JourneyRow] = []
  private var finished: [Episode] = []
  private let keepsSteps: Bool
  /// What each call was in its episode, in order; empty unless kept.
  package private(set) var steps: [EpisodeStep] = []

  /// When the earliest episode that may still change began; `nil` where none is open.
  ///
  /// - Complexity: Linear in the customers who wait.
  package var earliestOpen: Instant? {
    (waiting.values.map(\.episode.first.start) + moment.map(\.start)).min()
  }

  /// Makes a fold that has seen nothing.
  ///
  /// - Parameters:
  ///   - hours: When the shop has people on the phone.
  ///   - zone: Whose wall clock the hours mean.
  ///   - within: Open seconds after which an episode ends without contact.
  ///   - contactFrom: Seconds of talk from which a call of ours is a contact.
  ///   - asOf: When the data ends: an episode whose time is not over by then is pending.
  ///   - keepsSteps: Whether to keep what each call was: as many as calls, so for few customers.
  package init(
    hours: OpenHours, zone: Zone, within: Seconds, contactFrom: Seconds, asOf: Instant,
    keepsSteps: Bool = false
  ) {
    self.keepsSteps = keepsSteps
    self.hours = hours
    self.zone = zone
    self.within = within
    contact = contactFrom
    self.asOf = asOf
  }

  /// Takes a journey in, which starts no earlier than all before it.
  package mutating func record(_ row: JourneyRow) {
    if let last = moment.last, last.start != row.start { judge() }
    moment.append(row)
  }

  /// Hands over the episodes that ended since the last time, by the start of their first calls.
  package mutating func take() -> [Episode] {
    if let now = moment.last?.start {
      for (customer, open) in waiting where open.deadline <= now {
        close(open)
        waiting[customer] = nil
      }
    }
    defer { finished = [] }
    return finished.sorted(by: EpisodeFold.precedes)
  }

  /// Hands over all that is left, as of the end of the data.
  package mutating func finish() -> [Episode] {
    judge()
    for open in waiting.values { close(open) }
    waiting = [:]
    return take()
  }

  private static func precedes(_ a: Episode, _ b: Episode) -> Bool {
    (a.first.start, a.first.id) < (b.first.start, b.first.id)
  }

  /// Judges all journeys of one moment.
  private mutating func judge() {
    let rows = moment
    moment.removeAll(keepingCapacity: true)
    guard rows.count > 1 else {
      if let row = rows.first { judge(CollectionOfOne(row), of: row.customer) }
      return
    }
    var customers: [Party] = []
    for row in rows where !customers.contains(row.customer) { customers.append(row.customer) }
    for customer in customers { judge(rows.filter { $0.customer == customer }, of: customer) }
  }

  /// Judges what happened with one customer at one moment: first what ends or prolongs the open
  /// episode, then what begins one.
  private mutating func judge(_ rows: some Collection<JourneyRow>, of customer: Party) {
    if let row = rows.first, let open = waiting[customer] {
      if row.start < open.deadline {
        follow(rows, of: customer)
      } else {
        close(open)
        waiting[customer] = nil
      }
    }
    for row in rows where row.outcome == .missed || row.outcome == .closed {
      guard row.direction == .inbound else { continue }
      if !customer.isNumber {
        finished.append(Episode(first: row, outcome: .unreachable))
      } else if waiting[customer] != nil {
        waiting[customer]?.episode.callerAttempts += 1
        note(row, .again)
      } else {
        // Without any opening ahead the time for calling back never ends.
        let deadline =
          hours.instant(afterOpenSeconds: within, from: row.end, zone: zone)
          ?? Instant(epoch: .max)
        waiting[customer] = Waiting(
          episode: Episode(first: row, outcome: .pending), deadline: deadline)
        note(row, .begins)
        follow(rows, of: customer)
      }
    }
  }

  /// Applies contacts and attempts of one moment to the customer's open episode.
  private mutating func follow(_ rows: some Collection<JourneyRow>, of customer: Party) {
    guard var open = waiting[customer], let now = rows.first?.start, open.episode.first.end <= now,
      now < open.deadline
    else { return }
    let ours = rows.filter { $0.direction == .outbound && !$0.isRobot }
    let contacts = rows.filter { $0.isHumanContact(from: contact) }
    let reaching = contacts.first { $0.direction == .outbound }
    if reaching != nil || contacts.isEmpty, !ours.isEmpty {
      open.episode.ourAttempts += ours.count
      for row in ours where !contacts.contains(row) { note(row, .attempt) }
      if open.episode.latency == nil {
        let since = open.episode.first.end
        open.episode.latency = now - since
        open.episode.latencyOpen = hours.openSeconds(from: since, to: now, zone: zone)
      }
    }
    for row in contacts { note(row, row.direction == .outbound ? .reached : .gotThrough) }
    if let reaching {
      open.episode.outcome = .reached
      open.episode.agent = reaching.agents.split(separator: " ").first.map(String.init)
    } else if !contacts.isEmpty {
      open.episode.outcome =
        open.episode.ourAttempts > 0 ? .recoveredAfterAttempt : .selfRecovered
    }
    if contacts.isEmpty {
      waiting[customer] = open
    } else {
      finished.append(open.episode)
      waiting[customer] = nil
    }
  }

  private mutating func note(_ row: JourneyRow, _ role: EpisodeStep.Role) {
    if keepsSteps { steps.append(EpisodeStep(call: row.id, role: role)) }
  }

  /// Ends an episode that no contact ended.
  private mutating func close(_ open: Waiting) {
    var episode = open.episode
    if open.deadline > asOf {
      episode.outcome = .pending
    } else {
      episode.outcome = episode.ourAttempts > 0 ? .triedNotReached : .untouched
    }
    finished.append(episode)
  }
}
