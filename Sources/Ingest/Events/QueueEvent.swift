/// What a line of Asterisk's queue_log tells.
///
/// Source: apps/app_queue.c and main/logger.c of Asterisk; `other` holds events that no table
/// names (a dialplan may write its own). A queue that can't be joined writes nothing by itself.
package enum QueueEventKind: Int, Hashable, Sendable, CaseIterable {
  case enterQueue = 1
  case connect
  case ringNoAnswer
  case ringCanceled
  case completeCaller
  case completeAgent
  case abandon
  case exitEmpty
  case exitWithTimeout
  case exitWithKey
  case withdraw
  case agentDump
  case sysCompat
  case blindTransfer
  case attendedTransfer
  case transfer
  case addMember
  case removeMember
  case pause
  case unpause
  case pauseAll
  case unpauseAll
  case penalty
  case ringInUse
  case agentLogin
  case agentLogoff
  case agentCallbackLogin
  case agentCallbackLogoff
  case outCall
  case configReload
  case queueStart
  case other
  /// Not Asterisk's own: a dialplan writes QUEUESTATUS where a queue turned the caller away.
  case full
  case joinEmpty
  case joinUnavailable

  /// The event's name in the log.
  package var word: String {
    switch self {
    case .enterQueue: "ENTERQUEUE"
    case .connect: "CONNECT"
    case .ringNoAnswer: "RINGNOANSWER"
    case .ringCanceled: "RINGCANCELED"
    case .completeCaller: "COMPLETECALLER"
    case .completeAgent: "COMPLETEAGENT"
    case .abandon: "ABANDON"
    case .exitEmpty: "EXITEMPTY"
    case .exitWithTimeout: "EXITWITHTIMEOUT"
    case .exitWithKey: "EXITWITHKEY"
    case .withdraw: "WITHDRAW"
    case .agentDump: "AGENTDUMP"
    case .sysCompat: "SYSCOMPAT"
    case .blindTransfer: "BLINDTRANSFER"
    case .attendedTransfer: "ATTENDEDTRANSFER"
    case .transfer: "TRANSFER"
    case .addMember: "ADDMEMBER"
    case .removeMember: "REMOVEMEMBER"
    case .pause: "PAUSE"
    case .unpause: "UNPAUSE"
    case .pauseAll: "PAUSEALL"
    case .unpauseAll: "UNPAUSEALL"
    case .penalty: "PENALTY"
    case .ringInUse: "RINGINUSE"
    case .agentLogin: "AGENTLOGIN"
    case .agentLogoff: "AGENTLOGOFF"
    case .agentCallbackLogin: "AGENTCALLBACKLOGIN"
    case .agentCallbackLogoff: "AGENTCALLBACKLOGOFF"
    case .outCall: "OUTCALL"
    case .configReload: "CONFIGRELOAD"
    case .queueStart: "QUEUESTART"
    case .other: ""
    case .full: "FULL"
    case .joinEmpty: "JOINEMPTY"
    case .joinUnavailable: "JOINUNAVAIL"
    }
  }

  /// Whether the queue turned the caller away at the door: a visit of its own, without an entry.
  package var turnsAway: Bool {
    self == .full || self == .joinEmpty || self == .joinUnavailable
  }

  /// Whether the event ends a caller's visit of a queue.
  package var endsVisit: Bool {
    switch self {
    case .completeCaller, .completeAgent, .abandon, .exitEmpty, .exitWithTimeout, .exitWithKey,
      .withdraw, .blindTransfer, .attendedTransfer, .transfer:
      true
    default: false
    }
  }
}

extension QueueEventKind {
  /// Whether the event tells of a member's coming, going or pausing.
  package var concernsPresence: Bool {
    switch self {
    case .addMember, .removeMember, .pause, .unpause, .pauseAll, .unpauseAll, .agentLogin,
      .agentLogoff, .agentCallbackLogin, .agentCallbackLogoff:
      true
    default: false
    }
  }
}

/// One line of a queue log.
package struct QueueEvent: Hashable, Sendable {
  /// When it was written.
  package var at: Instant
  /// What happened.
  package var kind: QueueEventKind
  /// The caller's channel; none for events of agents and of the system.
  package var call: CallID
  /// The queue, none where the log says NONE.
  package var queue: NameID
  /// The member, by name or interface; none where the log says NONE.
  package var agent: NameID
  /// The word of an event that no table names; the reason of PAUSE and PAUSEALL; PAUSED of an
  /// ADDMEMBER that begins with a pause; else none.
  package var word: NameID
  /// Seconds the caller had waited: CONNECT, COMPLETE*, transfers, ABANDON, EXIT*, WITHDRAW;
  /// seconds the agent had been logged on: AGENT*LOGOFF; -1 where the event has none.
  package var wait: Seconds
  /// Seconds of talk: COMPLETE*, transfers; -1 where the event has none.
  package var talk: Seconds
  /// How long the member rang, in milliseconds: RINGNOANSWER, RINGCANCELED, CONNECT; -1 unknown.
  package var ringMilliseconds: Int
  /// The caller (ENTERQUEUE), the extension transferred to (transfers) or the key (EXITWITHKEY).
  package var party: Party
  /// The member's channel (CONNECT).
  package var peer: CallID

  /// An event of nothing, to be filled in.
  package init() {
    at = Instant(epoch: 0)
    kind = .other
    call = .none
    queue = .none
    agent = .none
    word = .none
    wait = -1
    talk = -1
    ringMilliseconds = -1
    party = .unknown
    peer = .none
  }
}
