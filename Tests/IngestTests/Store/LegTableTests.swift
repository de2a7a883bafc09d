import TestSupport
import Testing

@testable import Ingest

/// Legs as they come out of the store: the same whatever the order and the batches they went in.
@Suite("Stored legs") struct LegTableTests {
  /// Legs of three days with everything that a cell can hold, each with its key.
  static func legs(_ random: inout SeededNumbers, count: Int) -> [Intake.Keyed<CallLeg>] {
    (0..<count).map { index in
      var leg = CallLeg()
      leg.start = Instant(epoch: 1_790_000_000 + Int(random.below(3 * 86_400)))
      leg.duration = Int(random.below(4000))
      leg.answerDelay = Int(random.below(90)) - 1
      leg.billed = Int(random.below(3000))
      leg.disposition = Disposition.allCases[Int(random.below(7))]
      switch random.below(4) {
      case 0: leg.uniqueID = .none
      case 1: leg.uniqueID = CallID(raw: Int.min + index)  // a text's fingerprint
      default:
        // The channel may be older than the leg, and of a named system.
        let created = leg.start.epoch - Int(random.below(5000)) - CallID.epochBase
        leg.uniqueID = CallID(raw: Int(random.below(128)) << 55 | created << 24 | index)
      }
      leg.linkedID =
        random.below(3) == 0 ? CallID(raw: Int(random.below(3)) - 1) : leg.uniqueID
      leg.sequence = random.below(2) == 0 ? -1 : index
      leg.channel = Channel(raw: Int(random.below(300)) << 34 | Int(random.below(4_000_000_000)))
      leg.destination = Channel(raw: Int(random.below(2)) << 34)
      leg.caller = Party(raw: 79_000_000_000 + Int(random.below(1000)))
      leg.dialled = Party(raw: -Int(random.below(1000)))
      leg.did = Party(raw: Int(random.below(2)))
      leg.context = NameID(number: Int(random.below(9)))
      leg.application = NameID(number: Int(random.below(9)))
      leg.account = NameID(number: Int(random.below(9)))
      leg.queue = NameID(number: Int(random.below(9)))
      leg.target = Party(raw: random.below(3) == 0 ? 79_100_000_000 + index : 0)
      return Intake.Keyed(fact: leg, key: leg.key(fallback: UInt64(index) << 40))
    }
  }

  /// The legs after some batches, each in a transaction of its own, and how they were counted.
  private static func stored(
    _ batches: [[Intake.Keyed<CallLeg>]]
  ) throws -> (legs: [CallLeg], counts: Intake.Counts) {
    let store = try EventStore(path: nil, reportZone: .utc)
    var counts = Intake.Counts()
    for batch in batches {
      try store.transaction { transaction in
        let writer = try FileWriter(transaction, source: 1)
        try writer.store(legs: batch, counts: &counts)
        try writer.finish()
      }
    }
    var legs: [CallLeg] = []
    try store.read { transaction in
      let all = (from: Instant(epoch: 0), to: Instant(epoch: 1 << 40))
      try transaction.legs(from: all.from, to: all.to) { leg, _ in legs.append(leg) }
      let found = try transaction.callFacts(from: all.from, to: all.to).legs
      #expect(found == legs.count)
      let from = Instant(epoch: 1_790_010_017)
      let to = Instant(epoch: 1_790_130_011)
      #expect(
        try transaction.callFacts(from: from, to: to).legs
          == legs.count { $0.start >= from && $0.start < to })
    }
    return (legs, counts)
  }

  @Test func `every cell comes back, in order of start and key`() throws {
    var random = SeededNumbers(seed: 1)
    let rows = Self.legs(&random, count: 5000)
    let expected = rows.sorted {
      ($0.fact.start.epoch, Int(bitPattern: UInt($0.key)))
        < ($1.fact.start.epoch, Int(bitPattern: UInt($1.key)))
    }
    let found = try Self.stored([rows])
    #expect(found.legs == expected.map(\.fact))
    #expect(found.counts.accepted == rows.count)
  }

  @Test func `an hour with thousands of legs is in the same order`() throws {
    var random = SeededNumbers(seed: 8)
    let rows = Self.legs(&random, count: 4000).enumerated().map { index, row in
      var row = row
      row.fact.start = Instant(epoch: 1_790_002_800 + row.fact.start.epoch % 1000)
      row.key = row.fact.key(fallback: UInt64(index) << 40)
      return row
    }
    let expected = rows.sorted {
      ($0.fact.start.epoch, Int(bitPattern: UInt($0.key)))
        < ($1.fact.start.epoch, Int(bitPattern: UInt($1.key)))
    }
    #expect(try Self.stored([rows]).legs == expected.map(\.fact))
  }

  @Test(arguments: 2..<8)
  func `order, batches and repetitions change nothing`(seed: Int) throws {
    var random = SeededNumbers(seed: seed)
    let rows = Self.legs(&random, count: 3000)
    let whole = try Self.stored([rows])
    var shuffled = rows
    for index in shuffled.indices.dropFirst() {
      shuffled.swapAt(index, Int(random.below(UInt64(index + 1))))
    }
    shuffled += shuffled.prefix(500)
    var batches: [[Intake.Keyed<CallLeg>]] = []
    while !shuffled.isEmpty {
      let count = min(shuffled.count, 1 + Int(random.below(900)))
      batches.append(Array(shuffled.prefix(count)))
      shuffled.removeFirst(count)
    }
    let found = try Self.stored(batches)
    #expect(found.legs == whole.legs)
    #expect(found.counts.accepted == rows.count)
    #expect(found.counts.deduplicated == 500)
  }

  @Test func `a newer version of a row takes its place, another row with its key stands beside`()
    throws
  {
    var leg = CallLeg()
    leg.start = Instant(epoch: 1_790_000_000)
    leg.uniqueID = CallID(raw: 7 << 24 | 1)
    leg.sequence = 5
    var newer = leg
    newer.duration = 60
    var other = leg
    other.sequence = 6
    let key = leg.key(fallback: 0)
    let found = try Self.stored([
      [.init(fact: leg, key: key)], [.init(fact: newer, key: key)],
      [.init(fact: other, key: key), .init(fact: other, key: key)],
    ])
    #expect(found.legs == [newer, other])
    #expect(found.counts.accepted == 3)
    #expect(found.counts.superseding == 1)
    #expect(found.counts.deduplicated == 1)
  }

  @Test func `more hours than are held at once come back whole`() throws {
    var random = SeededNumbers(seed: 9)
    // Twice what is held, over a third of a year.
    let rows = Self.legs(&random, count: 1 << 18).enumerated().map { index, row in
      var row = row
      row.fact.start = row.fact.start + index % 40 * 3 * 86_400
      row.key = row.fact.key(fallback: UInt64(index) << 40)
      return row
    }
    let batches = stride(from: 0, to: rows.count, by: 8192).map {
      Array(rows[$0..<min($0 + 8192, rows.count)])
    }
    let store = try EventStore(path: nil, reportZone: .utc)
    var counts = Intake.Counts()
    try store.transaction { transaction in
      let writer = try FileWriter(transaction, source: 1)
      for batch in batches { try writer.store(legs: batch, counts: &counts) }
      try writer.finish()
      let all = try transaction.callFacts(from: .init(epoch: 0), to: .init(epoch: 1 << 40))
      #expect(all.legs == rows.count)
    }
    #expect(counts.accepted == rows.count)
  }
}
