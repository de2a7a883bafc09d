import Ingest
import Testing

@Suite("Ids of calls") struct CallIDTests {
  @Test(arguments: ["1706369600.6", "1706369600.10", "mainserverdss-1706420300.0"])
  func `what the switch wrote comes back`(_ text: String) {
    var systems = NameTable()
    let id = CallID(Array(text.utf8).span, systems: &systems)
    #expect(id.text(systems: systems) == text)
    #expect(CallID(shown: text, systems: systems) == id)
    #expect(id.hasSystem == text.hasPrefix("m"))
  }

  @Test func `any other text is shown as a fingerprint, by which it is found again`() {
    var systems = NameTable()
    let id = CallID(Array("SIP-call-7f@host".utf8).span, systems: &systems)
    let shown = id.text(systems: systems)
    #expect(shown.hasPrefix("#") && shown.count == 17)
    #expect(CallID(shown: shown, systems: systems) == id)
    #expect(CallID(shown: "SIP-call-7f@host", systems: systems) == id)
    #expect(CallID(raw: -1).text(systems: systems) == "#ffffffffffffffff")
  }

  @Test func `an id without a system is looked for on all of them`() {
    var systems = NameTable()
    let own = CallID(Array("alpha-1706369600.6".utf8).span, systems: &systems)
    let bare = CallID(shown: "1706369600.6", systems: systems)
    #expect(bare.ofEachSystem(systems) == [bare, own])
    #expect(own.ofEachSystem(systems) == [own])
  }
}
