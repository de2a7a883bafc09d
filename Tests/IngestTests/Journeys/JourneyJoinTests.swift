import Ingest
import Testing

/// Which parts are one journey, by how far apart they are.
@Suite("Parts of one journey") struct JourneyJoinTests {
  @Test(arguments: [(4 * 3600, 1), (4 * 3600 + 1, 2)])
  func `an id that comes again joins up to four hours after the part before`(
    _ later: Int, _ journeys: Int
  ) throws {
    var scene = try CallScene()
    scene.leg(at: 0, lasts: 36, billed: 30, .answered, to: "PJSIP/201-0000000a")
    scene.leg(
      at: later, lasts: 36, billed: 30, .answered, to: "PJSIP/202-0000000b",
      uniqueID: "1792072800.7")
    let calls = try scene.calls()
    #expect(calls.count == journeys)
    #expect(calls.filter { $0.outcome == .answered }.count == journeys)
  }

  @Test func `a chain of parts is one journey, and its id a new one's after a long silence`() throws
  {
    var scene = try CallScene()
    let hours = [0, 3, 6, 11]
    for (place, hour) in hours.enumerated() {
      scene.leg(
        at: hour * 3600, lasts: 10, billed: 5, .answered, to: "PJSIP/201-0000000a",
        uniqueID: "17920584\(10 + place).1")
    }
    // The fourth part lies five hours after the third.
    #expect(try scene.calls().map(\.start) == [CallScene.start, CallScene.start + 11 * 3600])
    // A run that begins on the next day comes to the same: the first journey is not its own.
    let next = try scene.journeys(days: 2)
    #expect(next[CallScene.day]?.count == 2)
    #expect(next[CallScene.day + 1] == [])
  }

  @Test func `hops end at the answer and tell at which it was`() throws {
    var scene = try CallScene()
    scene.event(at: 0, .enterQueue)
    scene.event(at: 30, .exitWithTimeout, wait: 30)
    scene.event(at: 31, .enterQueue, queue: "601")
    scene.event(at: 41, .connect, agent: "PJSIP/201", queue: "601", wait: 10, ring: 4000)
    scene.event(at: 61, .blindTransfer, agent: "PJSIP/201", queue: "601", wait: 10, talk: 20)
    scene.event(at: 61, .enterQueue, queue: "602")
    scene.event(at: 70, .connect, agent: "PJSIP/202", queue: "602", wait: 9, ring: 4000)
    scene.event(at: 90, .completeAgent, agent: "PJSIP/202", queue: "602", wait: 9, talk: 20)
    let call = try #require(try scene.calls().first)
    #expect(call.answeredHop == 2)
    #expect(call.hops.map { scene.identities.names.text($0.queue) } == ["600", "601"])
    #expect(call.hops.map(\.bridged) == [nil, CallScene.start + 41])
    #expect(call.visits.count == 3)
    #expect(call.talks.map(\.isTransferredIn) == [false, true])
    // Clara was handed the call, and nobody offered it.
    #expect(call.offers.map(\.agent) == [scene.agent("anna")])
  }

  @Test func `a talk ends where the next one's begins`() throws {
    var scene = try CallScene()
    scene.leg(at: 0, lasts: 100, billed: 95, .answered, to: "PJSIP/201-0000000a")
    scene.leg(at: 40, lasts: 60, billed: 60, .answered, to: "PJSIP/202-0000000b")
    let call = try #require(try scene.calls().first)
    #expect(call.talks.map(\.agent) == [scene.agent("anna"), scene.agent("clara")])
    // 5 to 40, and 40 to 100: the caller talked 95 s in all.
    #expect(call.talks.map(\.length) == [35, 60])
    #expect(call.talk == 95)
  }
}
