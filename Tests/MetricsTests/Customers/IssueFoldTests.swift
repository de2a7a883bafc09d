import Ingest
import TestSupport
import Testing

@testable import Metrics

/// The fold against the definition read word by word.
@Suite("Issues: how often one matter was explained") struct IssueFoldTests {
  /// An issue as docs/metrics.md has it, with the index of its last contact.
  private struct Defined {
    var last: JourneyRow
    var contacts: Int
    var agents: Int
    var isOpen: Bool
  }

  /// Each contact asked whether it and the one before it are about one matter.
  private static func defined(_ scene: CustomerScene) -> [Defined] {
    var found: [Defined] = []
    let contacts = scene.rows.filter {
      $0.customer.isNumber && $0.isHumanContact(from: CustomerScene.contact)
    }
    for (customer, mine) in Dictionary(grouping: contacts, by: \.customer) {
      let spans = scene.orders[customer]?.spans ?? []
      /// Whether a contact at a moment belongs to the matter of those up to an index, of which the
      /// matter's first is given.
      func goesOn(_ first: Int, _ index: Int, at moment: Instant) -> Bool {
        let end = mine[first...index].map(\.end).max() ?? mine[index].end
        let gap = moment - end
        if gap <= CustomerScene.window { return true }
        return gap <= 30 * 86_400
          && spans.contains {
            $0.created <= mine[index].start && mine[index].start < $0.end && moment < $0.end
          }
      }
      var first = 0
      for index in mine.indices {
        let isLast = index == mine.endIndex - 1
        if !isLast, goesOn(first, index, at: mine[index + 1].start) { continue }
        let counted = mine[first...index].filter {
          $0.start >= mine[index].start - 42 * 86_400
        }
        found.append(
          Defined(
            last: mine[index], contacts: counted.count,
            agents: Set(counted.flatMap { $0.agents.split(separator: " ") }).count,
            isOpen: isLast && goesOn(first, index, at: scene.asOf)))
        first = index + 1
      }
    }
    return found
  }

  @Test(arguments: 0..<20)
  func `the fold finds what the definition finds`(seed: Int) {
    let scene = CustomerScene(seed: seed)
    let found = scene.issues(scene.rows)
    var expected: [Day: IssueTally] = [:]
    for issue in Self.defined(scene) {
      var tally = IssueTally()
      if issue.isOpen {
        tally.open = 1
      } else {
        tally.issues = 1
        tally.several = issue.agents > 1 ? 1 : 0
        tally.contacts.record(issue.contacts)
        tally.agents.record(issue.agents)
      }
      expected[issue.last.day, default: IssueTally()].merge(tally)
    }
    for row in scene.rows where row.direction == .inbound && row.customer.isNumber {
      guard row.outcome == .answered || row.outcome == .missed else { continue }
      let spans = scene.orders[row.customer]?.spans ?? []
      guard let latest = spans.filter({ $0.created <= row.start && !$0.manager.isEmpty }).last
      else { continue }
      var tally = IssueTally()
      tally.managed = 1
      tally.byManager = row.agents.split(separator: " ").contains { $0 == latest.manager } ? 1 : 0
      expected[row.day, default: IssueTally()].merge(tally)
    }
    #expect(found == expected)
    let all = found.values.reduce(IssueTally()) { $0.merging($1) }
    #expect(all.issues > 50 && all.several > 5 && all.open > 0)
    #expect(all.managed > all.byManager && all.byManager > 0)
  }

  @Test(arguments: 0..<12)
  func `any split of customers gives the same days`(seed: Int) {
    let scene = CustomerScene(seed: seed)
    let halves = scene.halves.map { scene.issues($0) }
    #expect(halves[0].merging(halves[1]) == scene.issues(scene.rows))
  }

  @Test(arguments: 0..<12)
  func `what is read from 43 days before gives the same days`(seed: Int) {
    let scene = CustomerScene(seed: seed)
    let whole = scene.issues(scene.rows)
    let from = CustomerScene.begin + 70
    let part = scene.issues(scene.rows.filter { $0.day >= from - 43 })
    for day in from.number..<(CustomerScene.begin + 150).number {
      #expect(part[Day(number: day)] == whole[Day(number: day)], "\(seed): \(day)")
    }
  }

  // MARK: - By hand

  private func figures(
    _ rows: [JourneyRow], orders: CustomerOrders? = nil, asOf: Instant? = nil
  ) throws -> IssueTally {
    var fold = IssueFold(
      contactFrom: 10, within: 72 * 3600, orders: orders.map { [Desk.caller: $0] } ?? [:],
      asOf: try asOf ?? Desk.at(30, 0, 0))
    for row in rows { fold.record(row) }
    fold.finish()
    return fold.days.values.reduce(IssueTally()) { $0.merging($1) }
  }

  private func talk(_ day: Int, _ hour: Int, _ minute: Int = 0, by agents: String) throws
    -> JourneyRow
  {
    var row = Desk.inbound(try Desk.at(day, hour, minute), .answered)
    row.agents = agents
    return row
  }

  @Test func `72 hours after the end of a talk the next one is about the same matter`() throws {
    // Each call lasts a minute: 10:01 on the 2nd to 10:01 on the 5th.
    let first = try talk(2, 10, by: "anna")
    let same = try figures([first, try talk(5, 10, 1, by: "boris")])
    #expect(same.issues == 1 && same.several == 1)
    #expect(same.contacts.sorted.map(\.value) == [2])
    let other = try figures([first, try talk(5, 10, 2, by: "boris")])
    #expect(other.issues == 2 && other.several == 0)
  }

  @Test func `calls that reached nobody are no contacts and hold no matter together`() throws {
    let between = [
      Desk.inbound(try Desk.at(4, 10, 0), .missed), Desk.ours(try Desk.at(4, 11, 0), talk: 9),
      Desk.ours(try Desk.at(4, 12, 0), talk: 60, isRobot: true),
    ]
    let tally = try figures(
      [try talk(2, 10, by: "anna")] + between + [try talk(6, 10, by: "anna")])
    #expect(tally.issues == 2)
    #expect(tally.contacts.sorted.map(\.count) == [2])
  }

  @Test func `about an order that is open at both, contacts may be 30 days apart`() throws {
    var orders = CustomerOrders()
    orders.add(
      CustomerOrders.Span(
        created: try Desk.at(1, 0, 0), end: try Desk.at(20, 10, 0), redeemed: nil, manager: "anna"))
    let first = try talk(2, 10, by: "anna")
    let open = try figures([first, try talk(20, 9, 59, by: "anna")], orders: orders)
    #expect(open.issues == 1 && open.managed == 2 && open.byManager == 2)
    let over = try figures([first, try talk(20, 10, by: "boris")], orders: orders)
    #expect(over.issues == 2 && over.managed == 2 && over.byManager == 1)
  }

  @Test func `an issue is over when no contact could belong to it any more`() throws {
    let talk = try talk(2, 10, by: "anna")  // ends 10:01
    let last = try figures([talk], asOf: try Desk.at(5, 10, 1))
    #expect(last.open == 1 && last.issues == 0)
    let over = try figures([talk], asOf: try Desk.at(5, 10, 1, 1))
    #expect(over.open == 0 && over.issues == 1)
  }
}
