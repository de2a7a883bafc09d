import Ingest
import TestSupport
import Testing

@testable import Metrics

/// The fold against the definitions read word by word, each call against all calls before it.
@Suite("Kinds of call, unique callers, first contacts") struct CustomerFoldTests {
  private static let zone = Zone(fixed: 5 * 3600)
  private static let begin = Day(number: 20_000)

  private static func day(_ row: JourneyRow) -> Day { zone.day(of: row.start) }

  /// Journeys over 150 days of few customers, on a coarse grid that meets the limits exactly.
  private static func journeys(seed: Int) -> [JourneyRow] {
    var random = SeededNumbers(seed: seed)
    let first = zone.start(of: begin)
    let starts = (0..<600).map { _ in first + 3600 * Int.random(in: 0..<150 * 24, using: &random) }
    return ([first] + starts.sorted()).enumerated().map { id, start in
      let who = Int.random(in: 0..<40, using: &random)
      let customer = who == 0 ? Party.unknown : Party(raw: 79_120_000_000 + who)
      let length = [0, 3600, 7200].randomElement(using: &random) ?? 0
      switch Int.random(in: 0..<10, using: &random) {
      case 0: return Desk.ours(start, talk: 9, id: id, to: customer)
      case 1: return Desk.ours(start, talk: 10, id: id, to: customer)
      case 2: return Desk.ours(start, talk: 40, id: id, isRobot: true, to: customer)
      case 3: return Desk.inbound(start, .test, id: id, lasting: length, from: customer)
      case 4: return Desk.inbound(start, .closed, id: id, lasting: length, from: customer)
      case 5: return Desk.inbound(start, .ivrLeft, id: id, lasting: length, from: customer)
      case 6, 7: return Desk.inbound(start, .missed, id: id, lasting: length, from: customer)
      default: return Desk.inbound(start, .answered, id: id, lasting: length, from: customer)
      }
    }.map { row in
      var row = row
      row.day = day(row)
      return row
    }
  }

  private static let window = 72 * 3600
  private static let week = 7 * 86_400

  /// When some of the customers bought, on the hour of some calls too.
  private static let redeemed = Dictionary(
    uniqueKeysWithValues: (1..<12).map { who in
      (Party(raw: 79_120_000_000 + who), zone.start(of: begin) + 3600 * 200 * who)
    })

  private static func fold(_ rows: [JourneyRow], asOf: Instant) -> (CustomerFold, [CallKind?]) {
    var fold = CustomerFold(
      contactFrom: 10, repeatWithin: window, resolutionAfter: week, dataBegin: begin, asOf: asOf,
      redeemed: redeemed)
    let kinds = rows.map { fold.record($0) }
    fold.finish()
    return (fold, kinds)
  }

  /// The definitions of docs/metrics.md, without a state.
  private static func kind(of index: Int, in rows: [JourneyRow]) -> CallKind? {
    let row = rows[index]
    guard row.direction == .inbound, row.outcome != .test, row.customer.isNumber else { return nil }
    let before = rows[..<index].filter { $0.customer == row.customer && $0.outcome != .test }
    func recent(_ other: JourneyRow) -> Bool { row.start - other.end <= window }
    let inbound = before.indices.filter { before[$0].direction == .inbound }
    if let last = inbound.last, [.missed, .closed].contains(before[last].outcome),
      recent(before[last]),
      !before[(last + 1)...].contains(where: { $0.isHumanContact(from: 10) })
    {
      return .afterOurMiss
    }
    let ours = before.filter { $0.direction == .outbound && recent($0) }
    if ours.contains(where: { $0.isHumanContact(from: 10) }) { return .afterOurTalk }
    if ours.contains(where: \.isRobot) { return .afterRobot }
    if let last = inbound.last, recent(before[last]) { return .repeated }
    if let bought = redeemed[row.customer], bought < row.start { return .returning }
    if let last = inbound.last, row.day.number - before[last].day.number <= 42 { return .known }
    return row.day.number - begin.number < 42 ? .unknown : .new
  }

  @Test(arguments: 0..<12)
  func `each call is of the first kind whose words apply`(seed: Int) {
    let rows = Self.journeys(seed: seed)
    let (_, kinds) = Self.fold(rows, asOf: Self.zone.start(of: Self.begin + 200))
    for index in rows.indices {
      #expect(kinds[index] == Self.kind(of: index, in: rows), "\(seed): journey \(index)")
    }
    #expect(Set(kinds.compactMap(\.self)) == Set(CallKind.allCases))
  }

  @Test func `numbers of one customer are one caller, and their calls one history`() throws {
    let (one, other, shared) = (
      Party(raw: 79_120_000_001), Party(raw: 79_120_000_002), Party(raw: 79_120_000_003)
    )
    let map = CustomerMap(groups: [[one, other]], shared: [shared])
    let rows = try [(2, one), (3, other), (4, shared)].map { day, number in
      var row = Desk.inbound(try Desk.at(day, 10, 0), .answered, id: day, from: number)
      row.identify(by: map)
      return row
    }
    var fold = CustomerFold(
      contactFrom: 10, repeatWithin: Self.window, resolutionAfter: Self.week,
      dataBegin: rows[0].day - 50, asOf: try Desk.at(30, 0, 0))
    #expect(rows.map { fold.record($0) } == [.new, .repeated, .new])
    fold.finish()
    let days = fold.days.map { (day: $0.key, tally: $0.value) }
    #expect(CustomerTally.uniqueCallers(of: days, from: rows[0].day) == 2)
    let all = fold.days.values.reduce(CustomerTally()) { $0.merging($1) }
    #expect(all.joined == 2 && all.shared == 1 && all.resolved == 2)
  }

  @Test(arguments: 0..<12)
  func `unique callers over any range are those that a set holds`(seed: Int) {
    let rows = Self.journeys(seed: seed)
    let (fold, _) = Self.fold(rows, asOf: Self.zone.start(of: Self.begin + 200))
    var random = SeededNumbers(seed: seed + 1000)
    for _ in 0..<50 {
      let first = Self.begin + Int.random(in: 0..<120, using: &random)
      let days = first.number..<(first.number + Int.random(in: 1...42, using: &random))
      let callers = Set(
        rows.filter {
          days.contains($0.day.number) && $0.direction == .inbound && $0.outcome != .test
            && $0.customer.isNumber
        }.map(\.customer))
      let tallies = fold.days.filter { days.contains($0.key.number) }
        .map { (day: $0.key, tally: $0.value) }
      #expect(CustomerTally.uniqueCallers(of: tallies, from: first) == callers.count)
    }
  }

  @Test(arguments: 0..<12)
  func `an answered call has settled the matter if no further one came in a week`(seed: Int) {
    let rows = Self.journeys(seed: seed)
    let asOf = Self.zone.start(of: Self.begin + 140)
    let known = rows.filter { $0.start < asOf }
    let (fold, _) = Self.fold(known, asOf: asOf)
    var judged: [Day: Int] = [:]
    var resolved: [Day: Int] = [:]
    for (index, row) in known.enumerated()
    where row.direction == .inbound && row.outcome == .answered && row.customer.isNumber
      && row.end + Self.week <= asOf
    {
      judged[row.day, default: 0] += 1
      let isFollowed = known[(index + 1)...].contains {
        $0.customer == row.customer && $0.direction == .inbound && $0.outcome != .test
          && $0.start <= row.end + Self.week
      }
      if !isFollowed { resolved[row.day, default: 0] += 1 }
    }
    #expect(judged.values.reduce(0, +) > 20)
    #expect(fold.days.mapValues(\.judged).filter { $0.value > 0 } == judged)
    #expect(fold.days.mapValues(\.resolved).filter { $0.value > 0 } == resolved)
  }
}
