/// How a switch says that a leg ended.
package enum Disposition: Int, Hashable, Sendable, CaseIterable {
  case noAnswer = 0
  case answered = 1
  case busy = 2
  case failed = 3
  case congestion = 4
  case cancelled = 5
  case unknown = 6
}

/// One row of a call detail record: a channel and the channel that it was connected to, or not.
///
/// A call is several legs; nothing that is reported counts legs.
package struct CallLeg: Hashable, Sendable {
  /// When the leg began.
  package var start: Instant
  /// From start to end.
  package var duration: Seconds
  /// From start to answer; -1 where the source has no answer time.
  package var answerDelay: Seconds
  /// Seconds that the source counts as talk; a menu that picked up counts too.
  package var billed: Seconds
  /// How the source says that the leg ended.
  package var disposition: Disposition
  /// Identity of the first channel.
  package var uniqueID: CallID
  /// Identity of the first channel of the whole call, as the switch saw it when the leg ended.
  package var linkedID: CallID
  /// The switch's running number of the row; -1 where the layout has none.
  package var sequence: Int
  /// The channel that began the leg.
  package var channel: Channel
  /// The channel it was connected to, or rang; none for a leg that only met an application.
  package var destination: Channel
  /// Who called.
  package var caller: Party
  /// What was dialled.
  package var dialled: Party
  /// Our number as the trunk gave it, where the layout has a column for it.
  package var did: Party
  /// The dialplan context.
  package var context: NameID
  /// The last application (Dial, Queue, VoiceMail, …).
  package var application: NameID
  /// The account code.
  package var account: NameID
  /// The queue that the application was called for; none for other applications.
  package var queue: NameID
  /// The one outside number that Dial was called for, where it is not the dialled one.
  package var target: Party

  /// A leg of nothing, to be filled in.
  package init() {
    start = Instant(epoch: 0)
    duration = 0
    answerDelay = -1
    billed = 0
    disposition = .unknown
    uniqueID = .none
    linkedID = .none
    sequence = -1
    channel = .none
    destination = .none
    caller = .unknown
    dialled = .unknown
    did = .unknown
    context = .none
    application = .none
    account = .none
    queue = .none
    target = .unknown
  }

  /// When the leg ended.
  package var end: Instant { start + duration }

  /// When the leg was answered: the answer time, else end − billed seconds; `nil` if it was not.
  package var answer: Instant? {
    guard disposition == .answered else { return nil }
    return answerDelay >= 0 ? start + answerDelay : end - billed
  }

  /// The row's identity within its source.
  ///
  /// (uniqueid, channel, sequence) where a sequence exists, else (uniqueid, channel, dstchannel,
  /// start); rows without a uniqueid are told apart by `fallback`.
  package func key(fallback: UInt64) -> UInt64 {
    guard uniqueID != .none else { return fallback }
    let base = fingerprint(channel.raw, into: fingerprint(uniqueID.raw, into: 1))
    return sequence >= 0
      ? fingerprint(sequence, into: base)
      : fingerprint(start.epoch, into: fingerprint(destination.raw, into: base))
  }

  /// Whether two rows with the same key are the same row: their full keys, not just the hashes.
  package func isSameRow(as other: CallLeg) -> Bool {
    guard uniqueID != .none || other.uniqueID != .none else { return self == other }
    return uniqueID == other.uniqueID && channel == other.channel && sequence == other.sequence
      && (sequence >= 0 || destination == other.destination)
  }
}
