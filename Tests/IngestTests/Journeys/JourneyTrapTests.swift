import Ingest
import Testing

@Suite("Journeys count what happened") struct JourneyTrapTests {
  @Test func `a ring-all with one answer is one answered call`() throws {
    var scene = try CallScene()
    scene.leg(at: 0, lasts: 8, .noAnswer, to: "PJSIP/201-0000000a")
    scene.leg(at: 0, lasts: 68, billed: 60, .answered, to: "PJSIP/202-0000000b")
    let calls = try scene.calls()
    #expect(calls.count == 1)
    let call = try #require(calls.first)
    #expect(call.direction == .inbound)
    #expect(call.outcome == .answered)
    #expect(call.result(of: scene.agent("clara")) == .answered)
    #expect(call.result(of: scene.agent("anna")) == .answeredElsewhere)
    #expect(call.offers.count == 2)
    #expect(call.wait == 8)
    #expect(call.talk == 60)
    #expect(call.teamMisses == 0)
  }

  @Test(arguments: ["Playback", "BackGround", "VoiceMail"])
  func `what a machine picks up is no answer`(_ application: String) throws {
    var scene = try CallScene()
    scene.leg(at: 0, lasts: 30, billed: 30, .answered, app: application)
    let call = try #require(try scene.calls().first)
    #expect(call.talks.isEmpty)
    #expect(call.talk == 0)
    if application == "VoiceMail" {
      #expect(call.outcome == .missed)
      #expect(call.missed == .voicemail)
    } else {
      #expect(call.outcome == .ivrLeft)
    }
  }

  @Test func `ring cycles collapse to one miss and a ring under three seconds is none`() throws {
    var scene = try CallScene()
    scene.event(at: 0, .enterQueue)
    scene.event(at: 15, .ringNoAnswer, agent: "PJSIP/201", ring: 15000)
    scene.event(at: 35, .ringNoAnswer, agent: "PJSIP/201", ring: 15000)
    scene.event(at: 40, .ringNoAnswer, agent: "PJSIP/202", ring: 2999)
    scene.event(at: 50, .abandon, wait: 50)
    let call = try #require(try scene.calls().first)
    #expect(call.outcome == .missed)
    #expect(call.missed == .abandonLong)
    #expect(call.offers.count == 2)
    #expect(call.result(of: scene.agent("anna")) == .missed)
    #expect(call.result(of: scene.agent("clara")) == .shortRing)
  }

  @Test func `three seconds are a miss and no time at all is a busy line`() throws {
    var scene = try CallScene()
    scene.event(at: 0, .enterQueue)
    scene.event(at: 10, .ringNoAnswer, agent: "PJSIP/201", ring: 3000)
    scene.event(at: 20, .ringNoAnswer, agent: "PJSIP/202", ring: 0)
    scene.event(at: 50, .abandon, wait: 50)
    let call = try #require(try scene.calls().first)
    #expect(call.result(of: scene.agent("anna")) == .missed)
    #expect(call.result(of: scene.agent("clara")) == .busy)
  }

  @Test func `the bridged agent answered, not the last that rang`() throws {
    var scene = try CallScene()
    scene.event(at: 0, .enterQueue)
    scene.event(at: 6, .connect, agent: "PJSIP/201", wait: 6, ring: 5000)
    scene.event(at: 6, .ringCanceled, agent: "PJSIP/202", ring: 5000)
    scene.event(at: 66, .completeCaller, agent: "PJSIP/201", wait: 6, talk: 60)
    let call = try #require(try scene.calls().first)
    #expect(call.outcome == .answered)
    #expect(call.talks.map(\.agent) == [scene.agent("anna")])
    #expect(call.result(of: scene.agent("anna")) == .answered)
    #expect(call.result(of: scene.agent("clara")) == .answeredElsewhere)
    #expect(call.offers.first { $0.result == .answered }?.pickup == 5)
    #expect(call.talk == 60)
  }

  @Test func `an entry without an end is unknown, never an abandon`() throws {
    var scene = try CallScene()
    scene.event(at: 0, .enterQueue)
    let call = try #require(try scene.calls().first)
    #expect(call.outcome == .unknown)
    #expect(call.missed == nil)
    #expect(call.visits.map(\.end) == [.unknown])
  }

  @Test func `an end without an entry begins talk and wait before it`() throws {
    var scene = try CallScene()
    scene.event(at: 100, .completeAgent, agent: "PJSIP/201", wait: 20, talk: 60)
    let call = try #require(try scene.calls().first)
    #expect(call.start == CallScene.start + 20)
    #expect(call.outcome == .answered)
    #expect(call.talks.map(\.start) == [CallScene.start + 40])
    #expect(call.talk == 60)
  }

  @Test func `a caller who overflows waits from the first entry and each queue has its own`() throws
  {
    var scene = try CallScene()
    scene.event(at: 0, .enterQueue)
    scene.event(at: 30, .exitWithTimeout, wait: 30)
    scene.event(at: 31, .enterQueue, queue: "601")
    scene.event(at: 41, .connect, agent: "PJSIP/201", queue: "601", wait: 10, ring: 4000)
    scene.event(at: 61, .completeAgent, agent: "PJSIP/201", queue: "601", wait: 10, talk: 20)
    let calls = try scene.calls()
    #expect(calls.count == 1)
    let call = try #require(calls.first)
    #expect(call.outcome == .answered)
    #expect(call.wait == 41)
    #expect(call.visits.map(\.end) == [.timeout, .connected])
    #expect(call.visits.map(\.wait) == [30, 10])
  }

  @Test func `two visits of one queue pair in order of time`() throws {
    var scene = try CallScene()
    scene.event(at: 0, .enterQueue)
    scene.event(at: 30, .exitWithTimeout, wait: 30)
    scene.event(at: 40, .enterQueue)
    scene.event(at: 52, .abandon, wait: 12)
    let call = try #require(try scene.calls().first)
    #expect(call.visits.map(\.end) == [.timeout, .abandoned])
    #expect(call.visits.map(\.wait) == [30, 12])
    #expect(call.wait == 52)
    #expect(call.missed == .abandonLong)
  }

  @Test func `a queue member that is a Local channel answers once, whichever source tells it`()
    throws
  {
    var scene = try CallScene()
    scene.event(at: 2, .enterQueue)
    scene.event(at: 22, .ringNoAnswer, agent: "Agent/208", ring: 15_000)
    scene.event(at: 40, .connect, agent: "Agent/207", wait: 38, ring: 6000)
    scene.event(at: 100, .completeAgent, agent: "Agent/207", wait: 38, talk: 60)
    for (at, line, lasts, end) in [
      (7, "208", 15, Disposition.noAnswer), (34, "207", 66, .answered),
    ] {
      scene.leg(
        at: at, lasts: lasts, billed: end == .answered ? 60 : 0, end,
        to: "Local/\(line)@from-queue-0000000a;1", app: "Queue")
      // The member's own dial: FreePBX writes the first, a Stasis application the second.
      scene.leg(
        at: at, lasts: lasts, billed: end == .answered ? 60 : 0, end,
        from: "Local/\(line)@from-queue-0000000a;2", to: "PJSIP/\(line)-0000000b",
        uniqueID: "1792058407.\(line)")
      scene.leg(
        at: at + 6, lasts: lasts - 6, billed: end == .answered ? 60 : 0, end,
        from: "Local/\(line)@stasis-0000000c;1",
        to: "Local/\(line)@from-queue-0000000a;1", app: "AppDial",
        uniqueID: "1792058408.\(line)")
    }
    // After the bridge a leg on another channel is news: here the talk is handed over.
    scene.leg(
      at: 100, lasts: 30, billed: 20, .answered, from: "Local/9@transfer-0000000d;2",
      to: "PJSIP/202-0000000e", uniqueID: "1792058500.9")
    let call = try #require(try scene.calls().first)
    #expect(call.offers.count == 2)
    let member = AgentRef.unmapped(scene.identities.names.intern("Agent/207"))
    #expect(call.result(of: member) == .answered)
    #expect(call.talks.map(\.agent) == [member, scene.agent("clara")])
    #expect(call.talks.map(\.length) == [60, 20])
    #expect(call.talks.map(\.isTransferredIn) == [false, true])
  }

  @Test func `a talk that moves to another channel of the same agent is handled once`() throws {
    var scene = try CallScene()
    // Without a queue log: the Local channel answers at once, the telephone after it.
    scene.leg(
      at: 0, lasts: 6, billed: 6, .answered, to: "Local/201@callback-0000000a;1", app: "Queue")
    scene.leg(
      at: 7, lasts: 90, billed: 90, .answered, to: "Local/201@dial-0000000b;1", app: "Queue")
    scene.leg(
      at: 97, lasts: 20, billed: 20, .answered, to: "PJSIP/202-0000000c", app: "Dial")
    let call = try #require(try scene.calls().first)
    #expect(call.talks.map(\.agent) == [scene.agent("anna"), scene.agent("clara")])
    #expect(call.talks.map(\.length) == [96, 20])
    #expect(call.talks.map(\.isTransferredIn) == [false, true])
    #expect(call.talks.map(\.isTransferredOut) == [true, false])
    #expect(call.offers.count == 1)
  }

  @Test func `a visit whose end was lost charges nobody, the visit before it does`() throws {
    var scene = try CallScene()
    scene.event(at: 0, .enterQueue)
    scene.event(at: 20, .ringNoAnswer, agent: "PJSIP/201", ring: 15_000)
    scene.event(at: 30, .exitWithTimeout, wait: 30)
    scene.event(at: 40, .enterQueue, queue: "601")
    scene.event(at: 60, .ringNoAnswer, agent: "PJSIP/202", queue: "601", ring: 15_000)
    let call = try #require(try scene.calls().first)
    #expect(call.outcome == .unknown)
    #expect(call.result(of: scene.agent("anna")) == .missed)
    #expect(call.result(of: scene.agent("clara")) == nil)
    #expect(call.offers.count == 1)
  }

  @Test(arguments: [(5, MissedReason.abandonShort), (6, .abandonLong)])
  func `an abandon is short up to five seconds, five included`(
    _ wait: Int, _ reason: MissedReason
  ) throws {
    var scene = try CallScene()
    scene.event(at: 0, .enterQueue)
    scene.event(at: wait, .abandon, wait: wait)
    #expect(try scene.calls().first?.missed == reason)
  }

  @Test func `a call over midnight belongs to the day on which it began`() throws {
    var scene = try CallScene()
    let evening = 13 * 3600 + 3590  // 23:59:50
    scene.event(at: evening, .enterQueue)
    scene.event(at: evening + 20, .connect, agent: "PJSIP/201", wait: 20, ring: 4000)
    scene.event(at: evening + 80, .completeAgent, agent: "PJSIP/201", wait: 20, talk: 60)
    let journeys = try scene.journeys(days: 2)
    #expect(journeys[CallScene.day]?.count == 1)
    #expect(journeys[CallScene.day]?.first?.outcome == .answered)
    #expect(journeys[CallScene.day + 1] == [])
  }

  @Test func `direction comes from trunks, and outbound is never missed`() throws {
    var scene = try CallScene()
    scene.leg(
      at: 0, lasts: 20, .noAnswer, from: "PJSIP/201-0000000a", to: "PJSIP/provider-00000002",
      uniqueID: "1792058400.1", linkedID: "1792058400.1", caller: "201", dialled: "+79120000002")
    scene.leg(
      at: 60, lasts: 40, billed: 30, .answered, from: "PJSIP/201-0000000c",
      to: "PJSIP/202-0000000d", uniqueID: "1792058460.2", linkedID: "1792058460.2", caller: "201",
      dialled: "202")
    let calls = try scene.calls()
    #expect(calls.map(\.direction) == [.outbound, .internal])
    #expect(calls.map(\.outcome) == [.none, .none])
    #expect(calls.map(\.missed) == [nil, nil])
    #expect(calls.first?.caller == scene.agent("anna"))
    #expect(calls.first?.talk == 0)
  }

  @Test func `click-to-call rings our agent first and is outbound all the same`() throws {
    var scene = try CallScene()
    scene.leg(
      at: 0, lasts: 45, billed: 30, .answered, from: "Local/201@click-00000001;2",
      to: "PJSIP/provider-00000002", caller: "201", dialled: "+79120000002")
    let call = try #require(try scene.calls().first)
    #expect(call.direction == .outbound)
    #expect(call.outcome == .none)
    #expect(call.talk == 30)
    #expect(call.caller == scene.agent("anna"))
  }

  @Test func `an extension that changed hands is whose it was that day`() throws {
    var scene = try CallScene()
    scene.event(at: 0, .enterQueue)
    scene.event(at: 20, .connect, agent: "PJSIP/202", wait: 20, ring: 4000)
    scene.event(at: 80, .completeAgent, agent: "PJSIP/202", wait: 20, talk: 60)
    let call = try #require(try scene.calls().first)
    #expect(call.talks.map(\.agent) == [scene.agent("clara")])
  }

  @Test func `ids that differ in a trailing zero are two calls`() throws {
    var scene = try CallScene()
    #expect(scene.id("1706369600.10") != scene.id("1706369600.1"))
    #expect(scene.id("1706369600.10").epoch == Instant(epoch: 1_706_369_600))
    #expect(scene.id("pbx-1706369600.1") != scene.id("1706369600.1"))
    scene.event(at: 0, .enterQueue, call: "1706369600.10")
    scene.event(at: 0, .enterQueue, call: "1706369600.1")
    scene.event(at: 9, .abandon, wait: 9, call: "1706369600.1")
    scene.event(at: 9, .abandon, wait: 9, call: "1706369600.10")
    #expect(try scene.calls().count == 2)
  }

  @Test func `legs with ids of their own and one linkedid are one call`() throws {
    var scene = try CallScene()
    scene.leg(at: 0, lasts: 8, .noAnswer, to: "PJSIP/201-0000000a")
    scene.leg(
      at: 10, lasts: 30, billed: 25, .answered, to: "PJSIP/202-0000000b",
      uniqueID: "1792058410.7", linkedID: "1792058400.1")
    let calls = try scene.calls()
    #expect(calls.count == 1)
    #expect(calls.first?.result(of: scene.agent("anna")) == .missed)
    #expect(calls.first?.result(of: scene.agent("clara")) == .answered)
  }
}
