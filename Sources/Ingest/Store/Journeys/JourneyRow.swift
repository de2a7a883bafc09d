/// A journey as it is kept for what needs more than its own day: callbacks, orders, calls.csv.
package struct JourneyRow: Hashable, Sendable {
  package var start: Instant
  package var id: Int
  package var day: Day
  package var end: Instant
  package var direction: Direction
  package var outcome: Outcome
  package var missed: MissedReason?
  /// The customer: by himself his number, with a ``CustomerMap`` the lowest of his numbers.
  package var customer: Party
  /// The customer's number in this journey.
  package let phone: Party
  /// What a ``CustomerMap`` knows of that number.
  package var standing: CustomerMap.Standing = .alone
  package var number: Party
  /// The first queue.
  package var queue: NameID
  /// -1 where nobody was waited for.
  package var wait: Seconds
  package var talk: Seconds
  package var isRobot: Bool
  /// Keys of the agents who talked, or who called, in order, separated by blanks.
  package var agents: String

  /// The row of a journey.
  package init(_ call: CustomerCall, day: Day, agents: String) {
    start = call.start
    id = call.id
    self.day = day
    end = call.end
    direction = call.direction
    outcome = call.outcome
    missed = call.missed
    customer = call.customer
    phone = call.customer
    number = call.number
    queue = call.visits.first?.queue ?? .none
    wait = call.wait ?? -1
    talk = call.talk
    isRobot = call.isRobot
    self.agents = agents
  }

  /// Whether a person talked with the customer: an answered call, or ours with at least `contact`
  /// seconds of talk.
  package func isHumanContact(from contact: Seconds) -> Bool {
    switch direction {
    case .inbound: outcome == .answered || outcome == .closedAnswered
    case .outbound: !isRobot && talk >= contact
    case .internal: false
    }
  }
}
