/// Which way a journey went, seen from the shop.
package enum Direction: Int, Hashable, Sendable, CaseIterable {
  case inbound = 0
  case outbound = 1
  case `internal` = 2

  /// The word in CSV files.
  package var word: String {
    switch self {
    case .inbound: "inbound"
    case .outbound: "outbound"
    case .internal: "internal"
    }
  }
}

/// What an inbound journey came to; the split of inbound sums to inbound.
///
/// Source: docs/metrics.md#outcomes.
package enum Outcome: Int, Hashable, Sendable, CaseIterable {
  /// Outbound and internal journeys have no outcome.
  case none = 0
  case test = 1
  case ivrServed = 2
  case closed = 3
  case closedAnswered = 4
  case ivrLeft = 5
  case answered = 6
  case missed = 7
  case unknown = 8

  /// Whether the journey was offered to people in open hours.
  package var isOffered: Bool { self == .answered || self == .missed || self == .unknown }

  /// The word in CSV files.
  package var word: String {
    switch self {
    case .none: ""
    case .test: "test"
    case .ivrServed: "ivr_served"
    case .closed: "closed"
    case .closedAnswered: "closed_answered"
    case .ivrLeft: "ivr_left"
    case .answered: "answered"
    case .missed: "missed"
    case .unknown: "unknown"
    }
  }
}

/// Why an offered journey was missed: the first of these that applies.
package enum MissedReason: Int, Hashable, Sendable, CaseIterable {
  case callbackRequested = 1
  case voicemail
  case keyExit
  case lineBusy
  case full
  case empty
  case timeout
  case abandonShort
  case abandonLong
  case technical

  /// The word in CSV files.
  package var word: String {
    switch self {
    case .callbackRequested: "callback_requested"
    case .voicemail: "voicemail"
    case .keyExit: "key_exit"
    case .lineBusy: "line_busy"
    case .full: "full"
    case .empty: "empty"
    case .timeout: "timeout"
    case .abandonShort: "abandon_short"
    case .abandonLong: "abandon_long"
    case .technical: "technical"
    }
  }
}

/// Who answered or was rung: an agent of agents.csv, or a device that no row maps.
package enum AgentRef: Hashable, Comparable, Sendable {
  case mapped(AgentIndex)
  case unmapped(NameID)
  /// A centre that answers for the shop, by the config's `calls.outsourced`.
  case outsourced
}

/// What came of offering a call to an agent.
package enum OfferResult: Int, Hashable, Sendable {
  /// Bridged with the caller.
  case answered
  /// Rang at least as long as counts, and ran out or was refused while the caller waited.
  case missed
  /// Everybody rang at once and nobody came; the team's miss.
  case teamMissed
  /// Another agent took the call.
  case answeredElsewhere
  /// The caller hung up while it rang.
  case callerLeft
  /// Refused at once, or the line was busy.
  case busy
  /// Rang too briefly to be picked up.
  case shortRing
}

/// How an agent's ring ended, as the switch tells it.
package enum RingEnd: Int, Hashable, Sendable {
  case answered
  /// By itself, while the caller waited on.
  case ranOut
  case cancelled
  case busy
  case refused
}

/// Why an offer is in no rate and in no column.
package enum OfferApart: Int, Hashable, Sendable {
  case test
  /// The call came in closed hours.
  case closedHours
  /// The log lost the visit's start or end: the part that is lost may hold the same agent's answer.
  case lostVisit
  /// The caller was handed over to the agent: handled, never offered.
  case transfer
}

/// A call put to one agent, within one visit of a queue or one direct ring.
package struct AgentOffer: Hashable, Sendable {
  package var agent: AgentRef
  package var result: OfferResult
  /// From the agent's own first ring to the bridge; `nil` unless answered and known.
  package var pickup: Seconds?
  /// The queue; none where the agent's own line rang.
  package var queue: NameID = .none
  /// How the ring ended that decided the result.
  package var ringEnd: RingEnd = .ranOut
  /// How long that ring lasted; `nil` where the source does not say.
  package var ringMilliseconds: Int?
  /// How often the agent rang in the visit.
  package var rings = 1
  /// `nil` where the offer counts.
  package var apart: OfferApart?
}

/// A stretch of talk between the customer and one agent.
package struct TalkInterval: Hashable, Sendable {
  package var agent: AgentRef
  package var start: Instant
  package var length: Seconds
  /// Whether the customer was handed over to this agent by another.
  package var isTransferredIn: Bool
  /// Whether this agent handed the customer on.
  package var isTransferredOut: Bool
  /// Whether a part of it may be another agent's: a consultation went on to the end of the call, and
  /// the source does not tell when the customer was handed over.
  package var isUpperBound = false
}

/// How a visit of a queue ended.
package enum VisitEnd: Int, Hashable, Sendable {
  case connected
  case abandoned
  case timeout
  case keyExit
  case empty
  case withdrawn
  case unknown
  /// Turned away at the door: the queue was full.
  case full
  /// Left by key to be called back.
  case callbackRequested
}

/// A caller's stay in one queue.
package struct QueueVisit: Hashable, Sendable {
  package var queue: NameID
  package var entered: Instant
  package var end: VisitEnd
  /// From entering to the bridge, or to leaving.
  package var wait: Seconds
}

/// A station of a caller's way to a person: a queue, or phones that were dialled together.
package struct Hop: Hashable, Sendable {
  /// None for phones that were dialled without a queue.
  package var queue: NameID
  package var entered: Instant
  /// When a person was bridged here; `nil` where nobody was.
  package var bridged: Instant?
}

/// One customer's journey over all legs and queues: the unit of everything that is reported.
package struct CustomerCall: Hashable, Sendable {
  /// Identity within the store: that of its first leg.
  package var id: Int
  package var start: Instant
  package var end: Instant
  package var direction: Direction
  package var outcome: Outcome
  package var missed: MissedReason?
  /// The customer; unknown where anonymous.
  package var customer: Party
  /// Our number that was dialled; unknown where the export does not tell.
  package var number: Party
  /// The queues visited, in order.
  package var visits: [QueueVisit]
  /// Those that count.
  package var offers: [AgentOffer]
  /// Those that do not; each says why.
  package var offersApart: [AgentOffer] = []
  /// Visits or dials in which everybody rang together and nobody came.
  package var teamMisses: Int
  package var talks: [TalkInterval]
  /// First queue entry (else first ring) → bridge, or → the caller's end; `nil` where nobody was
  /// rung and no queue entered.
  package var wait: Seconds?
  /// Seconds of talk with the customer, all agents.
  package var talk: Seconds
  /// Outbound: who called.
  package var caller: AgentRef?
  /// A machine's call (a notification robot): never a callback.
  package var isRobot: Bool
  /// The stations of an inbound journey, in order, up to the one that answered.
  package var hops: [Hop] = []
  /// Missed, and an outside number of nobody's had picked up for less than a contact: a mailbox
  /// probably, a person maybe.
  package var isMaybeAnswered = false

  /// At which station a person answered, from 1; `nil` where nobody did.
  package var answeredHop: Int? { hops.firstIndex { $0.bridged != nil }.map { $0 + 1 } }
}
