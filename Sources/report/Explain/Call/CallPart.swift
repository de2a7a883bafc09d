import Ingest

/// A leg or a queue event of a call, and what ties it to the others.
struct CallPart: Encodable {
  var at: String
  /// `leg`, or the event's name.
  var part: String
  /// uniqueid and linkedid, or the event's callid and peer.
  var ids: [String]
  /// The id that an earlier part carries too; absent for the first, and where only a later part
  /// ties it.
  var joinedBy: String?
  var text: String

  /// The parts in order of time.
  @MainActor
  static func parts(
    legs: [CallLeg], events: [QueueEvent], number: Party, _ explainer: Explainer
  ) -> [CallPart] {
    struct Fact {
      var at: Instant
      /// Events before legs that begin in the same second, as they are read.
      var rank: Int
      var ids: [CallID]
      var part: String
      var text: String
    }
    let describe = PartText(explainer: explainer, number: number)
    var facts = events.map { event in
      Fact(
        at: event.at, rank: 0,
        ids: event.kind == .connect ? [event.call, event.peer] : [event.call],
        part: event.kind.word, text: describe(event))
    }
    facts += legs.map { leg in
      Fact(
        at: leg.start, rank: 1, ids: [leg.uniqueID, leg.linkedID], part: "leg",
        text: describe(leg))
    }
    var seen: Set<CallID> = []
    return facts.enumerated()
      .sorted {
        ($0.element.at, $0.element.rank, $0.offset) < ($1.element.at, $1.element.rank, $1.offset)
      }
      .map { _, fact in
        var ids = fact.ids.filter { $0 != .none }
        if ids.count == 2, ids[0] == ids[1] { ids.removeLast() }
        let shared = ids.first { seen.contains($0) }
        seen.formUnion(ids)
        return CallPart(
          at: explainer.zone.iso8601(fact.at), part: fact.part,
          ids: ids.map { explainer.id($0.raw) }, joinedBy: shared.map { explainer.id($0.raw) },
          text: fact.text)
      }
  }
}

/// Parts in a line each, in the exports' own words; customers' numbers are masked.
@MainActor
private struct PartText {
  let explainer: Explainer
  /// Our number, which is no secret.
  let number: Party

  func callAsFunction(_ leg: CallLeg) -> String {
    var words = [party(leg.caller) + " → " + party(leg.dialled)]
    let channels = [leg.channel, leg.destination].filter { $0 != .none }.map(channel)
    words.append(channels.joined(separator: " → "))
    let queue = name(leg.queue)
    words.append(queue.isEmpty ? name(leg.application) : name(leg.application) + " " + queue)
    words.append("\(leg.disposition.word), \(leg.duration) s, billsec \(leg.billed)")
    return words.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  func callAsFunction(_ event: QueueEvent) -> String {
    var words = [name(event.queue), name(event.agent)]
    if event.party != .unknown { words.append(party(event.party)) }
    if event.wait >= 0 { words.append("wait \(event.wait) s") }
    if event.ringMilliseconds >= 0 { words.append("ring \(event.ringMilliseconds) ms") }
    if event.talk >= 0 { words.append("talk \(event.talk) s") }
    return words.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  private func name(_ id: NameID) -> String { explainer.names.text(id).printableWord }

  private func party(_ party: Party) -> String {
    if let id = party.name { return name(id) }
    guard party.isNumber else { return "–" }
    let isOurs = party == number || explainer.rules.numbers.contains(Int64(party.raw))
    return isOurs ? explainer.ours(party) : explainer.masked(party)
  }

  /// A device's name may hold the number that it was dialled with.
  private func channel(_ channel: Channel) -> String {
    let hex = String(channel.raw & 0xffff_ffff, radix: 16)
    let suffix =
      (channel.raw >> 32) & 3 == 3 ? "" : "-" + String(repeating: "0", count: 8 - hex.count) + hex
    return name(channel.device) + suffix + (channel.half == 0 ? "" : ";\(channel.half)")
  }
}

extension Disposition {
  /// As Asterisk writes it.
  fileprivate var word: String {
    switch self {
    case .noAnswer: "NO ANSWER"
    case .answered: "ANSWERED"
    case .busy: "BUSY"
    case .failed: "FAILED"
    case .congestion: "CONGESTION"
    case .cancelled: "CANCELLED"
    case .unknown: "?"
    }
  }
}
