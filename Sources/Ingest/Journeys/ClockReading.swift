/// A source's clock, and the one that it is held against.
package struct ClockPair: Hashable, Comparable, Sendable {
  /// The source's id.
  package var source: Int
  /// The other source's id; `nil` for the switch's own clock, by the seconds in its uniqueids.
  package var reference: Int?

  package init(source: Int, reference: Int?) {
    self.source = source
    self.reference = reference
  }

  /// Orders by source, then by reference.
  package static func < (a: ClockPair, b: ClockPair) -> Bool {
    (a.source, a.reference ?? -1) < (b.source, b.reference ?? -1)
  }
}

/// Collects how far apart the sources' clocks are, by moments of a call that two of them tell.
///
/// One difference for each journey and pair: the start of a call's first leg or channel against the
/// second inside its id, and the queue log's end of a visit against the end of its leg.
package final class ClockReading {
  /// Seconds by which a source is ahead of its reference → how many journeys showed them.
  package typealias Differences = [ClockPair: [Seconds: Int]]

  private var differences: Differences = [:]
  /// Moments further apart are not the same moment, whatever the clocks.
  private static let most: Seconds = 12 * 3600

  package init() {}

  /// Takes what was collected since the last time.
  package func take() -> Differences {
    defer { differences = [:] }
    return differences
  }

  /// Compares the parts of a journey.
  func record(_ parts: JourneyAssembler.Parts) {
    let legs = zip(parts.legs, parts.sources.legs)
    if let (leg, source) = legs.min(by: { $0.0.start < $1.0.start }),
      let created = leg.uniqueID.epoch
    {
      record(leg.start - created, ClockPair(source: source, reference: nil))
    }
    let starts = parts.channels.lazy.filter { $0.event.kind == .channelStart }
    if let first = starts.min(by: { $0.place < $1.place }), let created = first.event.call.epoch {
      record(first.event.at - created, ClockPair(source: first.source, reference: nil))
    }
    compareQueue(parts)
  }

  /// The end of the last visit that a talk or the caller's hang-up ended: the leg ends with it.
  private func compareQueue(_ parts: JourneyAssembler.Parts) {
    let ends = zip(parts.events, parts.sources.events).filter { event, _ in
      event.kind == .completeCaller || event.kind == .completeAgent || event.kind == .abandon
    }
    guard let (event, source) = ends.max(by: { $0.0.at < $1.0.at }) else { return }
    let legs = zip(parts.legs, parts.sources.legs).filter { leg, _ in
      leg.uniqueID == event.call && (leg.queue == .none || leg.queue == event.queue)
    }
    guard let (leg, reference) = legs.max(by: { $0.0.end < $1.0.end }) else { return }
    record(event.at - leg.end, ClockPair(source: source, reference: reference))
  }

  private func record(_ difference: Seconds, _ pair: ClockPair) {
    guard abs(difference) <= ClockReading.most else { return }
    differences[pair, default: [:]][difference, default: 0] += 1
  }
}
