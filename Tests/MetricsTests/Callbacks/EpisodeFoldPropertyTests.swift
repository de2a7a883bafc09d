import Ingest
import Metrics
import Testing

/// Numbers that look random and are the same on every run (SplitMix64).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite("Missed episodes of any journeys") struct EpisodeFoldPropertyTests {
  /// Journeys of six customers, one without a number, on a coarse grid so that moments coincide.
  private func journeys(seed: UInt64) throws -> [JourneyRow] {
    var random = SplitMix(state: seed)
    let from = try Desk.at(16, 0, 0)
    let starts = (0..<300).map { _ in from + Int.random(in: 0..<2000, using: &random) * 300 }
    return starts.sorted().enumerated().map { id, start in
      let index = Int.random(in: 0..<6, using: &random)
      let customer = index == 0 ? Party.unknown : Party(raw: 79_120_000_000 + index)
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<5:
        let outcome: Outcome = Bool.random(using: &random) ? .missed : .closed
        let length = [0, 60, 300, 900].randomElement(using: &random) ?? 0
        return Desk.inbound(start, outcome, id: id, lasting: length, from: customer)
      case 5: return Desk.inbound(start, .answered, id: id, from: customer)
      case 6: return Desk.ours(start, talk: 9, id: id, isRobot: true, to: customer)
      case 7: return Desk.ours(start, talk: 10, id: id, to: customer)
      default: return Desk.ours(start, talk: 9, id: id, to: customer)
      }
    }
  }

  private func fold(_ rows: [JourneyRow], takingEvery count: Int) throws -> [Episode] {
    var fold = try Desk.fold(asOf: try Desk.at(23, 0, 0))
    var found: [Episode] = []
    for (index, row) in rows.enumerated() {
      fold.record(row)
      if index % count == 0 { found += fold.take() }
    }
    found += fold.finish()
    return found.sorted { ($0.first.start, $0.first.id) < ($1.first.start, $1.first.id) }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `any split of customers gives the same episodes`(seed: UInt64) throws {
    let rows = try journeys(seed: seed)
    let whole = try fold(rows, takingEvery: 1000)
    let parts = [
      try fold(rows.filter { $0.customer.raw % 2 == 0 }, takingEvery: 1),
      try fold(rows.filter { $0.customer.raw % 2 != 0 }, takingEvery: 7),
    ].joined().sorted { ($0.first.start, $0.first.id) < ($1.first.start, $1.first.id) }
    #expect(whole.count > 20)
    #expect(whole == parts)
  }

  /// The definition read off a customer's whole list at once, without any streaming.
  private func defined(_ rows: [JourneyRow]) throws -> [String] {
    let hours = try Desk.hours()
    let asOf = try Desk.at(23, 0, 0)
    var found: [(id: Int, text: String)] = []
    for (customer, mine) in Dictionary(grouping: rows, by: \.customer) {
      var end = Instant(epoch: 0)
      for call in mine where call.outcome == .missed || call.outcome == .closed {
        guard customer.isNumber else {
          found.append((call.id, "unreachable 0"))
          continue
        }
        guard call.start >= end else { continue }
        let since = call.end
        let deadline = try #require(
          hours.instant(afterOpenSeconds: 12 * 3600, from: since, zone: .utc))
        let span = mine.filter { $0.start >= since && $0.start < deadline }
        let inbound = span.filter { $0.outcome == .answered }.map(\.start).min()
        let outgoing = span.filter { $0.direction == .outbound && !$0.isRobot }
        let ours = outgoing.filter { $0.talk >= 10 }.map(\.start).min()
        var reached = false
        if let ours { reached = ours <= inbound ?? ours }
        end = (reached ? ours : inbound) ?? deadline
        let attempts = outgoing.filter { $0.start < end || (reached && $0.start == ours) }.count
        let word =
          if reached {
            "reached"
          } else if inbound != nil {
            attempts > 0 ? "recovered_after_attempt" : "self_recovered"
          } else if deadline > asOf {
            "pending"
          } else {
            attempts > 0 ? "tried_not_reached" : "untouched"
          }
        found.append((call.id, "\(word) \(attempts)"))
      }
    }
    return found.sorted { $0.id < $1.id }.map { "\($0.id) \($0.text)" }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `the fold finds what the definition finds`(seed: UInt64) throws {
    let rows = try journeys(seed: seed)
    let found = try fold(rows, takingEvery: 5)
    #expect(
      try defined(rows) == found.map { "\($0.first.id) \($0.outcome.word) \($0.ourAttempts)" })
  }
}
