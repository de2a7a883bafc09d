/// A visit of a queue while it is read from the log.
struct VisitReading {
  /// An agent's phone ringing once.
  struct Attempt {
    enum End {
      case connected
      case ranOut
      case cancelled
      case refused
    }
    var agent: NameID
    /// `nil` where the log does not say how long it rang.
    var ring: Seconds?
    var until: Instant
    var end: End
    var milliseconds: Int
  }

  var queue: NameID
  /// The caller, as ENTERQUEUE names him.
  var caller: Party = .unknown
  var entered: Instant
  var hasEntry: Bool
  var attempts: [Attempt] = []
  var connectedAt: Instant?
  var agent: NameID = .none
  var end: QueueEventKind?
  var endedAt: Instant?
  var wait: Seconds = -1
  var talk: Seconds = -1
  /// The key by which the caller left; none where the log has none.
  var key: NameID = .none

  /// Pairs a caller's events into visits, in order of time: a caller may enter one queue twice.
  static func read(_ events: [QueueEvent]) -> [VisitReading] {
    var visits: [VisitReading] = []
    for event in events {
      if event.kind == .enterQueue {
        visits.append(
          VisitReading(
            queue: event.queue, caller: event.party, entered: event.at, hasEntry: true))
        continue
      }
      // Older releases tell twice of a caller who hung up during the announcement to the agent.
      if event.kind == .abandon, visits.last(where: { $0.queue == event.queue })?.end == .abandon {
        continue
      }
      if event.kind.turnsAway {
        var visit = VisitReading(queue: event.queue, entered: event.at, hasEntry: true)
        visit.take(event)
        visits.append(visit)
        continue
      }
      let index: Int
      if let open = visits.lastIndex(where: { $0.queue == event.queue && $0.end == nil }) {
        index = open
      } else {
        // The start was cut off: what the event says about the past gives it, where it says it.
        let past = max(event.wait, 0) + max(event.talk, 0)
        visits.append(
          VisitReading(queue: event.queue, entered: event.at - past, hasEntry: false))
        index = visits.count - 1
      }
      visits[index].take(event)
    }
    return visits
  }

  private mutating func take(_ event: QueueEvent) {
    switch event.kind {
    case .connect:
      connectedAt = event.at
      agent = event.agent
      if event.wait >= 0 { wait = event.wait }
      attempts.append(
        Attempt(
          agent: event.agent,
          ring: event.ringMilliseconds >= 0 ? event.ringMilliseconds / 1000 : nil,
          until: event.at, end: .connected, milliseconds: event.ringMilliseconds))
    case .ringNoAnswer, .ringCanceled:
      attempts.append(
        Attempt(
          agent: event.agent, ring: max(0, event.ringMilliseconds) / 1000, until: event.at,
          end: event.kind == .ringNoAnswer ? .ranOut : .cancelled,
          milliseconds: max(0, event.ringMilliseconds)))
    case .agentDump:
      attempts.append(
        Attempt(agent: event.agent, ring: nil, until: event.at, end: .refused, milliseconds: -1))
    default:
      end = event.kind
      endedAt = event.at
      if event.wait >= 0, connectedAt == nil || wait < 0 { wait = event.wait }
      if event.talk >= 0 { talk = event.talk }
      if event.kind == .exitWithKey { key = event.party.name ?? .none }
      if connectedAt == nil, event.kind.endsTalk {
        // The CONNECT was cut off: talk and wait place it.
        let bridged = event.at - max(event.talk, 0)
        connectedAt = bridged
        agent = event.agent
        attempts.append(
          Attempt(agent: agent, ring: nil, until: bridged, end: .connected, milliseconds: -1))
      }
    }
  }

  /// Takes back an answer that was none, a mailbox's: the caller left it.
  mutating func withdrawAnswer() {
    connectedAt = nil
    end = .abandon
    for i in attempts.indices where attempts[i].end == .connected { attempts[i].end = .cancelled }
  }

  /// How it ended, for a queue's row.
  var visitEnd: VisitEnd {
    if connectedAt != nil { return .connected }
    guard hasEntry else { return .unknown }
    return switch end {
    case .abandon: .abandoned
    case .exitWithTimeout: .timeout
    case .exitWithKey: .keyExit
    case .exitEmpty, .joinEmpty, .joinUnavailable: .empty
    case .full: .full
    case .withdraw: .withdrawn
    default: .unknown
    }
  }

  /// Seconds from entering to the bridge or to leaving, by the log's own count where it has one.
  var waited: Seconds {
    if wait >= 0 { return wait }
    return max(0, (connectedAt ?? endedAt ?? entered) - entered)
  }
}

extension QueueEventKind {
  /// Whether the event ends a talk with an agent.
  var endsTalk: Bool {
    switch self {
    case .completeCaller, .completeAgent, .blindTransfer, .attendedTransfer, .transfer: true
    default: false
    }
  }

  /// Whether the agent handed the caller on.
  var isTransfer: Bool {
    self == .blindTransfer || self == .attendedTransfer || self == .transfer
  }
}
