/// Who was in a bridge with the caller, and when, as the channel event log tells it.
///
/// The two halves of a Local channel connect the bridges that they are in, until the switch takes
/// them out of the way. Holding bridges connect nobody.
struct BridgeTimeline {
  /// A channel's stay with the caller.
  struct Stretch: Hashable {
    var call: CallID
    var channel: Channel
    var start: Instant
    /// `nil` where the log ends before the stay does.
    var end: Instant?
  }

  /// In order of their starts.
  private(set) var stretches: [Stretch] = []
  /// Channels that handed the caller on.
  private(set) var transferring: Set<CallID> = []
  /// Channels whose ringing a colleague ended by picking up from another phone.
  private(set) var pickedUp: [Channel] = []

  /// Which bridge each channel is in now.
  private var bridges: [CallID: CallID] = [:]
  private var channels: [CallID: Channel] = [:]
  /// The stretch of each channel that is with the caller now.
  private var present: [CallID: Int] = [:]

  /// The work grows with the square of who is in bridges; a call has some tens of events, one with
  /// as many as this is a loop of the dialplan.
  private static let most = 2000

  /// Reads a journey's events; `nil` where they do not tell of the caller in any bridge, as with a
  /// switch whose cel.conf leaves those events out.
  /// - Parameters:
  ///   - events: In order of time, within a second in the log's own order.
  ///   - caller: The caller's channel.
  init?(_ events: [ChannelEvent], caller: CallID) {
    guard caller != .none, events.count <= BridgeTimeline.most,
      events.contains(where: { $0.kind == .bridgeEnter && $0.call == caller })
    else { return nil }
    for event in events {
      switch event.kind {
      case .bridgeEnter:
        bridges[event.call] = event.bridgeKind == .holding ? nil : event.bridge
        // A pickup gives the channel another device under the same id.
        channels[event.call] = event.channel
      case .bridgeExit:
        // Who has moved on into another bridge does not leave that one by leaving the first.
        guard event.bridge == .none || bridges[event.call] == event.bridge else { continue }
        bridges[event.call] = nil
      case .hangup, .channelEnd: bridges[event.call] = nil
      case .pickup:
        pickedUp.append(event.channel)
        continue
      case .blindTransfer, .attendedTransfer:
        transferring.insert(event.call)
        continue
      default: continue
      }
      note(others(of: caller), at: event.at)
    }
  }

  /// The devices' channels that hear the caller now.
  private func others(of caller: CallID) -> Set<CallID> {
    guard let own = bridges[caller] else { return [] }
    var connected: Set<CallID> = [own]
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (id, bridge) in bridges where connected.contains(bridge) {
        guard let channel = channels[id], channel.half != 0 else { continue }
        let other = channel.raw ^ (3 << 32)  // half 1 ↔ half 2
        for (twin, next) in bridges
        where channels[twin]?.raw == other && connected.insert(next).inserted {
          isGrowing = true
        }
      }
    }
    return Set(
      bridges.lazy.filter { id, bridge in
        id != caller && connected.contains(bridge) && channels[id]?.half == 0
      }.map(\.key))
  }

  private mutating func note(_ others: Set<CallID>, at moment: Instant) {
    for (id, index) in present where !others.contains(id) {
      stretches[index].end = moment
      present[id] = nil
    }
    for id in others.sorted() where present[id] == nil {
      present[id] = stretches.count
      stretches.append(Stretch(call: id, channel: channels[id] ?? .none, start: moment, end: nil))
    }
  }
}
