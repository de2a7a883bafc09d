import TestSupport
import Testing

@testable import Ingest

/// What becomes of each ring of the real queue log, ring by ring against another implementation.
///
/// `Tests/oracle/queue_offers.py` reads the raw log by the text of docs/metrics.md#agents and shares
/// no code with the product.
@Suite("Offers of the real queue log", .enabled(if: Samples.folder != nil, Samples.missing))
struct QueueOfferSampleTests {
  static let logs = ["asterisk/pbx_2018_queue_log", "asterisk/pbx_2018_queue_log_table.csv"]

  /// A visit's result for an agent, as both sides write it.
  struct Line: Hashable, Comparable, CustomStringConvertible {
    var call: String
    var agent: String
    var result: String

    static func < (a: Line, b: Line) -> Bool { a.description < b.description }
    var description: String { "\(call) \(agent) \(result)" }
  }

  /// What the script prints, without the heading.
  static func oracle(_ arguments: String...) throws -> [[String]] {
    Array(try Oracle.run("queue_offers.py", arguments).dropFirst())
  }

  /// The journeys of a log, and the visits' ids as the log writes them.
  static func calls(_ name: String) throws -> (calls: [CustomerCall], names: NameTable) {
    let reading = try Samples.read(name, as: AsteriskQueueLog())
    let days = reading.events.map { Zone.utc.day(of: $0.at) }
    var assembler = JourneyAssembler(
      rules: CallRules(trunks: [], zone: .utc), names: reading.names,
      first: try #require(days.min()), last: try #require(days.max()))
    var calls: [CustomerCall] = []
    let emit: (Day, [CustomerCall]) throws -> Void = { calls += $1 }
    for event in reading.events { try assembler.take(event, emit: emit) }
    try assembler.finish(emit: emit)
    return (calls, reading.names)
  }

  static func word(_ result: OfferResult) -> String {
    switch result {
    case .answered: "answered"
    case .missed: "missed"
    case .teamMissed: "team_missed"
    case .answeredElsewhere: "answered_elsewhere"
    case .callerLeft: "caller_left"
    case .busy: "busy"
    case .shortRing: "short_ring"
    }
  }

  /// The sums were taken from the script and checked by hand: 88 + 34 + 67 + 168 + 3 = 360.
  ///
  /// By hand, too: the three of the unknown visit, and that the twelve visits without CONNECT and
  /// with rings are nine in which two agents rang together and three in which one rang alone.
  @Test(arguments: logs)
  func `360 rings that ran out come to what another implementation says`(_ name: String) throws {
    let path = try #require(Samples.folder) + "/" + name
    #expect(
      try Self.oracle(path, "--rings") == [
        ["answered", "93", "88"], ["missed", "14", "34"], ["team_missed", "23", "67"],
        ["answered_elsewhere", "80", "168"], ["caller_left", "0", "0"], ["busy", "0", "0"],
        ["short_ring", "0", "0"], ["unknown", "1", "3"], ["team", "9", ""],
      ])
  }

  @Test(arguments: logs)
  func `every visit's offers are those of another implementation`(_ name: String) throws {
    let path = try #require(Samples.folder) + "/" + name
    let expected = try Self.oracle(path).filter { $0[2] != "unknown" }
      .map { Line(call: $0[0], agent: $0[1], result: $0[2]) }
    let (calls, names) = try Self.calls(name)
    var systems = NameTable()
    var texts: [Int: String] = [:]
    for line in expected {
      let bytes = Array(line.call.utf8)
      texts[CallID(bytes.span, systems: &systems).raw] = line.call
    }
    let found = calls.flatMap { call in
      call.offers.map { offer -> Line in
        var agent = "?"
        if case .unmapped(let name) = offer.agent { agent = names.text(name) }
        return Line(
          call: texts[call.id] ?? "?", agent: agent, result: Self.word(offer.result))
      }
    }
    #expect(expected.count == 210)
    let missing = Set(expected).subtracting(found).sorted()
    let extra = Set(found).subtracting(expected).sorted()
    #expect(found.count == expected.count)
    #expect(missing == [])
    #expect(extra == [])
    #expect(calls.reduce(0) { $0 + $1.teamMisses } == 9)
    #expect(calls.count == 108)
  }
}
