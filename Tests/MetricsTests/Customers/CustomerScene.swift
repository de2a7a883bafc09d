import Ingest
import TestSupport

@testable import Metrics

/// Journeys and orders of a few customers over 150 days, on a coarse grid that meets limits exactly.
struct CustomerScene {
  static let zone = Zone(fixed: 5 * 3600)
  static let begin = Day(number: 20_000)
  static let contact = 10
  static let window = 72 * 3600

  var rows: [JourneyRow] = []
  var orders: [Party: CustomerOrders] = [:]
  var asOf: Instant

  init(seed: Int) {
    var random = SeededNumbers(seed: seed)
    let first = Self.zone.start(of: Self.begin)
    asOf = Self.zone.start(of: Self.begin + 150)
    let starts = (0..<700).map { _ in first + 3600 * Int.random(in: 0..<150 * 24, using: &random) }
    rows = starts.sorted().enumerated().map { id, start in
      let who = Int.random(in: 0..<20, using: &random)
      let customer = who == 0 ? Party.unknown : Party(raw: 79_120_000_000 + who)
      let length = [0, 3600, 7200].randomElement(using: &random) ?? 0
      let agents = ["anna", "boris", "anna clara", "", "?PJSIP/9"].randomElement(using: &random)
      var row =
        switch Int.random(in: 0..<12, using: &random) {
        case 0: Desk.ours(start, talk: 9, id: id, by: "anna", to: customer)
        case 1, 2: Desk.ours(start, talk: 10, id: id, by: agents ?? "", to: customer)
        case 3: Desk.ours(start, talk: 40, id: id, isRobot: true, to: customer)
        case 4: Desk.inbound(start, .test, id: id, lasting: length, from: customer)
        case 5: Desk.inbound(start, .closed, id: id, lasting: length, from: customer)
        case 6: Desk.inbound(start, .closedAnswered, id: id, lasting: length, from: customer)
        case 7, 8: Desk.inbound(start, .ivrServed, id: id, lasting: length, from: customer)
        case 9: Desk.inbound(start, .missed, id: id, lasting: length, from: customer)
        default: Desk.inbound(start, .answered, id: id, lasting: length, from: customer)
        }
      if row.direction == .inbound, row.isHumanContact(from: Self.contact) {
        row.agents = agents ?? ""
        row.talk = Int.random(in: 0...300, using: &random)
      }
      row.day = Self.zone.day(of: start)
      return row
    }
    for _ in 0..<25 {
      let customer = Party(raw: 79_120_000_000 + Int.random(in: 1..<20, using: &random))
      let created = first + 3600 * Int.random(in: -500..<150 * 24, using: &random)
      let end = created + 3600 * Int.random(in: 0..<60 * 24, using: &random)
      orders[customer, default: CustomerOrders()].add(
        CustomerOrders.Span(
          created: created, end: end, redeemed: Bool.random(using: &random) ? end : nil,
          manager: ["anna", "boris", ""].randomElement(using: &random) ?? ""))
    }
  }

  func issues(_ rows: [JourneyRow]) -> [Day: IssueTally] {
    var fold = IssueFold(
      contactFrom: Self.contact, within: Self.window, orders: orders, asOf: asOf)
    for row in rows { fold.record(row) }
    fold.finish()
    return fold.days
  }

  func status(_ rows: [JourneyRow]) -> [Day: StatusTally] {
    var fold = StatusFold(orders: orders, asOf: asOf)
    for row in rows { fold.record(row) }
    fold.finish()
    return fold.days
  }

  /// The parts of customers whose numbers are even and odd.
  var halves: [[JourneyRow]] {
    [0, 1].map { half in rows.filter { $0.customer.raw % 2 == half } }
  }
}

extension [Day: IssueTally] {
  func merging(_ other: Self) -> Self { merging(other) { $0.merging($1) } }
}
extension [Day: StatusTally] {
  func merging(_ other: Self) -> Self { merging(other) { $0.merging($1) } }
}
