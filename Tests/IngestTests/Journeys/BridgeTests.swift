import TestSupport
import Testing

@testable import Ingest

/// Who was really bridged with the caller, against what the other logs let conclude.
@Suite("Talk by bridges") struct BridgeTests {
  typealias Member = (name: String, id: String)
  static let caller: Member = ("PJSIP/provider-00000001", "1792058400.1")
  static let anna: Member = ("PJSIP/201-00000002", "1792058400.2")
  static let clara: Member = ("PJSIP/202-00000003", "1792058430.3")

  /// A call that the CDR gives to Anna for a minute.
  func scene() throws -> CallScene {
    var scene = try CallScene()
    scene.leg(at: 0, lasts: 65, billed: 60, .answered, to: Self.anna.name)
    return scene
  }

  func talks(_ scene: CallScene) throws -> [TalkInterval] {
    let calls = try scene.calls()
    try #require(calls.count == 1)
    return calls[0].talks
  }

  @Test func `without a bridge of the caller everything stays as the CDR says`() throws {
    var scene = try scene()
    scene.channel(at: 0, .channelStart, Self.caller.name, id: Self.caller.id)
    scene.channel(at: 5, .answer, Self.anna.name, id: Self.anna.id)
    scene.channel(at: 20, .hangup, Self.anna.name, id: Self.anna.id)
    #expect(try talks(scene).map(\.length) == [60])
  }

  @Test(arguments: [(64, 60), (66, 60), (63, 58), (67, 62)])
  func `a length that differs by a second is rounding, by more it is the bridge's`(
    _ end: Int, _ length: Int
  ) throws {
    var scene = try scene()
    scene.bridge("b", from: 5, to: end, Self.caller, Self.anna)
    #expect(try talks(scene).map(\.length) == [length])
  }

  @Test func `the start is the other log's, so that waits do not move`() throws {
    var scene = try scene()
    scene.bridge("b", from: 7, to: 40, Self.caller, Self.anna)
    let call = try #require(try scene.calls().first)
    #expect(call.wait == 5)
    #expect(call.talks.map(\.length) == [33])
  }

  @Test func `a log that ends before the talk does leaves the talk's length`() throws {
    var scene = try scene()
    scene.bridge("b", from: 5, to: nil, Self.caller, Self.anna)
    #expect(try talks(scene).map(\.length) == [60])
  }

  @Test func `pieces of one talk with a holding bridge between are one talk`() throws {
    var scene = try scene()
    scene.bridge("b", from: 5, to: 20, Self.caller, Self.anna)
    scene.bridge("park", from: 20, to: 30, Self.caller, Self.anna, kind: .holding)
    scene.bridge("c", from: 30, to: 65, Self.caller, Self.anna)
    // 15 s and 35 s.
    #expect(try talks(scene).map(\.length) == [50])
  }

  @Test func `the halves of a Local channel connect their bridges, and are nobody themselves`()
    throws
  {
    var scene = try CallScene()
    scene.leg(
      at: 0, lasts: 65, billed: 60, .answered, to: "Local/201@from-internal-00000007;1")
    scene.bridge(
      "b", from: 5, to: 30, Self.caller, ("Local/201@from-internal-00000007;1", "1792058400.7"))
    scene.bridge(
      "c", from: 6, to: 10, ("Local/201@from-internal-00000007;2", "1792058400.8"), Self.anna)
    // Optimised away: the device goes over into the caller's bridge.
    scene.bridge("b", from: 10, to: 65, Self.anna)
    let talks = try talks(scene)
    #expect(talks.map(\.agent) == [scene.agent("anna")])
    // From 6, when the second bridge was there, until the caller left at 30.
    #expect(talks.map(\.length) == [24])
  }

  @Test func `a Local channel with nobody behind it is a mailbox, and the ring ran out`() throws {
    var scene = try CallScene()
    scene.leg(
      at: 0, lasts: 40, billed: 28, .answered, to: "Local/201@from-internal-00000007;1")
    scene.bridge(
      "b", from: 12, to: 40, Self.caller, ("Local/201@from-internal-00000007;1", "1792058400.7"))
    let call = try #require(try scene.calls().first)
    #expect(call.outcome == .missed && call.talks.isEmpty)
    #expect(call.result(of: scene.agent("anna")) == .missed)
  }

  @Test func `an announcer in the bridge is nobody`() throws {
    var scene = try scene()
    scene.bridge("b", from: 5, to: 40, Self.caller, ("Announcer/ARI-00000001", "1792058400.9"))
    #expect(try talks(scene).isEmpty)
  }

  @Test func `who had the caller later took him over, and is offered nothing`() throws {
    var scene = try scene()
    scene.bridge("b", from: 5, to: 25, Self.caller, Self.anna)
    scene.bridge("c", from: 30, to: 65, Self.caller, Self.clara)
    let call = try #require(try scene.calls().first)
    #expect(call.talks.map(\.length) == [20, 35])
    #expect(call.talks.map(\.isTransferredIn) == [false, true])
    #expect(call.talks.map(\.isTransferredOut) == [true, false])
    #expect(call.offers.map(\.agent) == [scene.agent("anna")])
  }

  @Test func `who picks up from another phone has answered, and whose phone rang has not`() throws {
    var scene = try scene()
    scene.channel(
      at: 5, .pickup, Self.anna.name, id: Self.anna.id, peer: Self.clara.id)
    scene.bridge("b", from: 5, to: 65, Self.caller, (Self.clara.name, Self.anna.id))
    let call = try #require(try scene.calls().first)
    #expect(call.talks.map(\.agent) == [scene.agent("clara")])
    #expect(call.result(of: scene.agent("clara")) == .answered)
    #expect(call.result(of: scene.agent("anna")) == .answeredElsewhere)
    #expect(call.offers.count == 2)
  }

  @Test func `the agent whom the queue log names is the device that no row maps`() throws {
    var scene = try CallScene()
    scene.event(at: 0, .enterQueue)
    scene.event(at: 5, .connect, agent: "201", wait: 5, ring: 5)
    scene.event(at: 65, .completeAgent, agent: "201", wait: 5, talk: 60)
    scene.bridge("b", from: 5, to: 35, Self.caller, ("SIP/phone-at-desk-00000002", Self.anna.id))
    let talks = try talks(scene)
    #expect(talks.map(\.agent) == [scene.agent("anna")])
    #expect(talks.map(\.length) == [30])
  }

  @Test func `bridges of two parties join journeys, conferences and parking lots do not`() throws {
    for (kind, journeys) in [(BridgeKind.twoParty, 1), (.mixing, 2), (.holding, 2)] {
      var scene = try CallScene()
      scene.leg(at: 0, lasts: 60, billed: 50, .answered, to: Self.anna.name)
      scene.leg(
        at: 20, lasts: 40, billed: 30, .answered, from: "PJSIP/provider-00000009",
        to: Self.clara.name, uniqueID: "1792058420.9", linkedID: "1792058420.9")
      scene.channel(
        at: 30, .bridgeEnter, Self.caller.name, id: Self.caller.id, bridge: "b", kind)
      scene.channel(
        at: 30, .bridgeEnter, "PJSIP/provider-00000009", id: "1792058420.9",
        linkedID: "1792058420.9", bridge: "b", kind)
      #expect(try scene.calls().count == journeys)
    }
  }

  @Test func `a channel that begins before midnight does not take the call out of its day`() throws
  {
    var scene = try CallScene()
    // 14 hours after ten o'clock the next day begins.
    scene.leg(at: 14 * 3600, lasts: 60, billed: 50, .answered, to: Self.anna.name)
    scene.channel(at: 14 * 3600 - 1, .channelStart, Self.caller.name, id: Self.caller.id)
    let days = try scene.journeys(days: 2)
    #expect(days[CallScene.day]?.count == 0)
    #expect(days[CallScene.day + 1]?.count == 1)
  }

  @Test func `events given twice and in any order of one second tell the same`() throws {
    var numbers = SeededNumbers(seed: 11)
    var once = try scene()
    once.bridge("b", from: 5, to: 25, Self.caller, Self.anna)
    once.bridge("c", from: 30, to: 65, Self.caller, Self.clara)
    let expected = try talks(once)
    for _ in 0..<20 {
      var twice = try scene()
      let members = [Self.caller, Self.anna].shuffled(using: &numbers)
      for _ in 0..<2 {
        twice.bridge("b", from: 5, to: 25, members[0], members[1])
        twice.bridge("c", from: 30, to: 65, Self.caller, Self.clara)
      }
      #expect(try talks(twice) == expected)
    }
  }
}
