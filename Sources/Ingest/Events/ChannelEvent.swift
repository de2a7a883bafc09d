/// What a row of Asterisk's channel event log tells.
///
/// Source: main/cel.c of Asterisk 12 and later and its CEL Specification; `bridgeStart`, `bridgeEnd`
/// and `bridgeUpdate` are of older releases. `other` holds events that no table names (a dialplan
/// may write its own).
package enum ChannelEventKind: Int, Hashable, Sendable, CaseIterable {
  case channelStart = 1
  case answer
  case hangup
  case channelEnd
  case bridgeEnter
  case bridgeExit
  case applicationStart
  case applicationEnd
  case blindTransfer
  case attendedTransfer
  case pickup
  case forward
  case localOptimize
  case localOptimizeBegin
  case parkStart
  case parkEnd
  case linkedIDEnd
  case userDefined
  case streamBegin
  case streamEnd
  case digit
  case bridgeStart
  case bridgeEnd
  case bridgeUpdate
  case other

  /// The event's name in the log.
  package var word: String {
    switch self {
    case .channelStart: "CHAN_START"
    case .answer: "ANSWER"
    case .hangup: "HANGUP"
    case .channelEnd: "CHAN_END"
    case .bridgeEnter: "BRIDGE_ENTER"
    case .bridgeExit: "BRIDGE_EXIT"
    case .applicationStart: "APP_START"
    case .applicationEnd: "APP_END"
    case .blindTransfer: "BLINDTRANSFER"
    case .attendedTransfer: "ATTENDEDTRANSFER"
    case .pickup: "PICKUP"
    case .forward: "FORWARD"
    case .localOptimize: "LOCAL_OPTIMIZE"
    case .localOptimizeBegin: "LOCAL_OPTIMIZE_BEGIN"
    case .parkStart: "PARK_START"
    case .parkEnd: "PARK_END"
    case .linkedIDEnd: "LINKEDID_END"
    case .userDefined: "USER_DEFINED"
    case .streamBegin: "STREAM_BEGIN"
    case .streamEnd: "STREAM_END"
    case .digit: "DTMF"
    case .bridgeStart: "BRIDGE_START"
    case .bridgeEnd: "BRIDGE_END"
    case .bridgeUpdate: "BRIDGE_UPDATE"
    case .other: ""
    }
  }

  /// Whether a journey is read from it; the rest is stored and used by nobody yet.
  package var tellsJourney: Bool {
    switch self {
    case .channelStart, .answer, .hangup, .channelEnd, .bridgeEnter, .bridgeExit,
      .applicationStart, .blindTransfer, .attendedTransfer, .pickup, .localOptimize:
      true
    default: false
    }
  }
}

/// How a bridge connects its channels.
package enum BridgeKind: Int, Hashable, Sendable {
  /// The event is of no bridge.
  case none = 0
  /// Two parties: `simple_bridge`, `native_…`.
  case twoParty = 1
  /// Any number of parties: a conference, or a three-way call.
  case mixing = 2
  /// Channels that wait and do not hear each other: parking, ARI's queues.
  case holding = 3
}

/// One row of the channel event log.
package struct ChannelEvent: Hashable, Sendable {
  /// When it happened.
  package var at: Instant
  /// What happened.
  package var kind: ChannelEventKind
  /// The channel's id.
  package var call: CallID
  /// The first channel of the whole call, as the switch saw it then.
  package var linkedID: CallID
  /// The channel.
  package var channel: Channel
  /// The bridge that was entered or left.
  package var bridge: CallID
  package var bridgeKind: BridgeKind
  /// The other channel that the event is about: the transferred one, the one that picked up, the
  /// other half of a Local channel.
  package var peer: CallID
  /// Who is at the channel's end, by his number.
  package var caller: Party
  /// The extension that the channel is at.
  package var dialled: Party
  package var context: NameID
  package var application: NameID
  /// The queue, where the application is Queue.
  package var queue: NameID
  package var account: NameID
  /// Q.850 cause of a hang-up; -1 where the event has none.
  package var cause: Int
  /// The word of an event that no table names; else none.
  package var word: NameID

  /// An event of nothing, to be filled in.
  package init() {
    at = Instant(epoch: 0)
    kind = .other
    call = .none
    linkedID = .none
    channel = .none
    bridge = .none
    bridgeKind = .none
    peer = .none
    caller = .unknown
    dialled = .unknown
    context = .none
    application = .none
    queue = .none
    account = .none
    cause = -1
    word = .none
  }
}
