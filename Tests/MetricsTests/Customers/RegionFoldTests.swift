import Ingest
import TestSupport
import Testing

@testable import Metrics

@Suite("Calls by region") struct RegionFoldTests {
  private static let numbers = [
    73_433_000_001, 73_433_000_002, 78_123_251_234, 79_161_234_567, 4_930_123_456,
  ]

  /// Some customers call from two of the numbers.
  private static func scene(_ seed: Int) -> [JourneyRow] {
    var random = SeededNumbers(seed: seed)
    let scene = CustomerScene(seed: seed)
    let map = CustomerMap(
      groups: [[Party(raw: numbers[0]), Party(raw: numbers[2])]], shared: [])
    return scene.rows.compactMap { old in
      guard old.direction == .inbound else { return nil }
      let from = Party(raw: numbers.randomElement(using: &random) ?? 0)
      var row = Desk.inbound(old.start, old.outcome, id: old.id, from: from)
      row.day = old.day
      row.identify(by: map)
      return row
    }
  }

  private static func fold(_ rows: [JourneyRow]) -> [Day: [String: RegionTally]] {
    var customers = CustomerFold(
      contactFrom: 10, repeatWithin: 72 * 3600, resolutionAfter: 7 * 86_400,
      dataBegin: CustomerScene.begin, asOf: CustomerScene.zone.start(of: CustomerScene.begin + 200))
    var regions = RegionFold()
    for row in rows {
      customers.record(row)
      regions.record(row, gap: customers.lastGap)
    }
    regions.finish()
    return regions.days
  }

  private static func english(_ number: Party) -> String {
    PhoneNumber(digits: Int64(number.raw)).region(language: "en") ?? ""
  }

  @Test(arguments: 0..<8)
  func `counts are those of a count call by call, and customers count where they called first`(
    seed: Int
  ) {
    let rows = Self.scene(seed)
    let days = Self.fold(rows)
    var random = SeededNumbers(seed: seed + 500)
    for _ in 0..<10 {
      let first = CustomerScene.begin + Int.random(in: 0..<120, using: &random)
      let range = first.number..<(first.number + Int.random(in: 1...30, using: &random))
      var calls: [String: Int] = [:]
      var missed: [String: Int] = [:]
      var callers: [String: Int] = [:]
      var seen: Set<Party> = []
      for row in rows where range.contains(row.day.number) && row.outcome != .test {
        let region = Self.english(row.phone)
        calls[region, default: 0] += 1
        if row.outcome == .missed { missed[region, default: 0] += 1 }
        if seen.insert(row.customer).inserted { callers[region, default: 0] += 1 }
      }
      var found: [String: RegionTally] = [:]
      var foundCallers: [String: Int] = [:]
      for day in range {
        for (key, tally) in days[Day(number: day)] ?? [:] {
          let region = RegionName(key: key).english
          found[region, default: RegionTally()].merge(tally)
          foundCallers[region, default: 0] += tally.callers(on: Day(number: day), from: first)
        }
      }
      #expect(found.mapValues(\.calls) == calls)
      #expect(found.mapValues(\.missed).filter { $0.value > 0 } == missed)
      #expect(foundCallers.filter { $0.value > 0 } == callers)
    }
  }

  @Test func `night is told by the number, not by the customer`() throws {
    // 22:30 in Yekaterinburg is 20:30 in Saint Petersburg: 17:30 UTC.
    let at = try Desk.at(2, 17, 30)
    var rows = [73_433_000_001, 78_123_251_234, 79_161_234_567].map {
      Desk.inbound(at, .answered, from: Party(raw: $0))
    }
    let map = CustomerMap(groups: [Set(rows.prefix(2).map(\.phone))], shared: [])
    for index in rows.indices { rows[index].identify(by: map) }
    let day = try #require(Self.fold(rows).values.first)
    let byName = Dictionary(uniqueKeysWithValues: day.map { (RegionName(key: $0).english, $1) })
    #expect(byName["Ekaterinburg"]?.night == 1)
    #expect(byName["St Petersburg"]?.night == 0 && byName["St Petersburg"]?.nightUnknown == 0)
    #expect(byName["Russia"]?.night == 0 && byName["Russia"]?.nightUnknown == 1)
  }
}
