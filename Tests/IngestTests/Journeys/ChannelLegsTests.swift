import Testing

@testable import Ingest

/// Calls of a shop that logs channels and keeps no call detail records.
@Suite("Legs made of channel events") struct ChannelLegsTests {
  func scene() throws -> CallScene {
    var scene = try CallScene()
    scene.rules.channelsGiveLegs = true
    scene.channel(
      at: 0, .channelStart, "PJSIP/provider-00000001", id: "1792058400.1", caller: "+79120000001")
    return scene
  }

  @Test func `rings are legs of the caller's channel, with what became of them`() throws {
    var scene = try scene()
    scene.channel(at: 0, .channelStart, "PJSIP/201-00000002", id: "1792058400.2")
    scene.channel(at: 20, .hangup, "PJSIP/201-00000002", id: "1792058400.2", cause: 0)
    scene.channel(at: 20, .channelStart, "PJSIP/202-00000003", id: "1792058420.3")
    scene.channel(at: 26, .answer, "PJSIP/202-00000003", id: "1792058420.3")
    scene.channel(at: 66, .hangup, "PJSIP/202-00000003", id: "1792058420.3", cause: 16)
    scene.channel(at: 66, .hangup, "PJSIP/provider-00000001", id: "1792058400.1", cause: 16)
    let call = try #require(try scene.calls().first)
    #expect(call.direction == .inbound && call.outcome == .answered)
    #expect(call.result(of: scene.agent("anna")) == .missed)
    #expect(call.result(of: scene.agent("clara")) == .answered)
    #expect(call.wait == 26 && call.talk == 40)
  }

  @Test(arguments: [(17, OfferResult.busy), (34, .busy), (16, .callerLeft)])
  func `the cause says why a ring without an answer ended`(
    _ cause: Int, _ result: OfferResult
  ) throws {
    var scene = try scene()
    scene.channel(at: 0, .channelStart, "PJSIP/201-00000002", id: "1792058400.2")
    scene.channel(at: 12, .hangup, "PJSIP/201-00000002", id: "1792058400.2", cause: cause)
    scene.channel(at: 12, .hangup, "PJSIP/provider-00000001", id: "1792058400.1", cause: 16)
    let call = try #require(try scene.calls().first)
    #expect(call.outcome == .missed)
    #expect(call.result(of: scene.agent("anna")) == result)
  }

  @Test func `a mailbox after the rings, behind a Local channel, is no answer`() throws {
    var scene = try scene()
    scene.channel(
      at: 0, .channelStart, "Local/201@from-internal-00000007;1", id: "1792058400.3")
    scene.channel(
      at: 0, .channelStart, "Local/201@from-internal-00000007;2", id: "1792058400.4")
    scene.channel(at: 0, .channelStart, "PJSIP/201-00000002", id: "1792058400.2")
    scene.channel(at: 15, .hangup, "PJSIP/201-00000002", id: "1792058400.2", cause: 0)
    scene.channel(
      at: 15, .applicationStart, "Local/201@from-internal-00000007;2", id: "1792058400.4",
      app: "VoiceMail")
    scene.channel(at: 15, .answer, "Local/201@from-internal-00000007;2", id: "1792058400.4")
    scene.channel(at: 45, .hangup, "Local/201@from-internal-00000007;2", id: "1792058400.4")
    scene.channel(at: 45, .hangup, "PJSIP/provider-00000001", id: "1792058400.1")
    let call = try #require(try scene.calls().first)
    #expect(call.outcome == .missed && call.missed == .voicemail)
    #expect(call.result(of: scene.agent("anna")) == .missed)
  }

  @Test func `a caller who rang nobody has left in the menu`() throws {
    var scene = try scene()
    scene.channel(
      at: 1, .applicationStart, "PJSIP/provider-00000001", id: "1792058400.1", app: "BackGround")
    scene.channel(at: 1, .answer, "PJSIP/provider-00000001", id: "1792058400.1")
    scene.channel(at: 9, .hangup, "PJSIP/provider-00000001", id: "1792058400.1")
    #expect(try scene.calls().map(\.outcome) == [.ivrLeft])
  }

  @Test func `beside call detail records channel events are no calls`() throws {
    var scene = try scene()
    scene.rules.channelsGiveLegs = false
    scene.channel(at: 9, .hangup, "PJSIP/provider-00000001", id: "1792058400.1")
    #expect(try scene.calls().isEmpty)
    scene.leg(at: 0, lasts: 9, .noAnswer, to: "PJSIP/201-00000002")
    #expect(try scene.calls().count == 1)
  }
}
