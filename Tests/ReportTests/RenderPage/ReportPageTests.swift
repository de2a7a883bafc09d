import Foundation
import Testing

@testable import report

@Suite("Report page") struct ReportPageTests {
  private func html(_ change: (inout ReportPage) -> Void) throws -> String {
    var page = ReportPage(
      language: .en, shop: "Shop",
      period: ReportPage.Period(kind: .day, title: "Day", dates: "Day"),
      asOf: "today", generator: "ringtally", configHash: "abc")
    change(&page)
    return try RenderHTML()(page)
  }

  private func tile(_ meaning: ReportPage.Change.Meaning) -> ReportPage.Tile {
    ReportPage.Tile(
      label: "Answer rate", value: "80.0", unit: "%", previous: "79.0 %",
      change: ReportPage.Change(text: "+1.0 pp", movement: .up, meaning: meaning))
  }

  @Test(arguments: [
    (ReportPage.Change.Meaning.better, "better", "▲"), (.worse, "worse", "▲"),
    (.neutral, "change", "▲"), (.noEvidence, "no evidence of change", "≈"),
  ])
  func `a change is told by a word and a sign, not by colour alone`(
    meaning: ReportPage.Change.Meaning, word: String, sign: String
  ) throws {
    let html = try html { $0.tiles = [tile(meaning)] }
    #expect(html.contains("<span class=\"word\">\(word)</span>"))
    #expect(html.contains("aria-hidden=\"true\">\(sign)</span>"))
  }

  @Test func `a tile without a comparison says so`() throws {
    let html = try html { $0.tiles = [ReportPage.Tile(label: "Missed", value: "–")] }
    #expect(html.contains("<span class=\"value\">–</span>"))
    #expect(html.contains("nothing to compare with"))
  }

  @Test func `a missing cell is undefined, not empty and not its neighbour's`() throws {
    let column = ReportPage.Table.Column(key: "a", heading: "A", kind: .number)
    let html = try html {
      $0.sections = [
        ReportPage.Section(
          id: "t", heading: "T",
          tables: [
            ReportPage.Table(
              caption: "C", columns: [column, column, column],
              rows: [
                ReportPage.Table.Row(cells: [
                  ReportPage.Table.Cell("x"), ReportPage.Table.Cell("1", sort: 1, bar: 0.25),
                ])
              ])
          ])
      ]
    }
    #expect(
      html.contains("<td class=\"end bar\" data-sort=\"1.0\" style=\"--share:25.0%\">1</td>"))
    #expect(html.contains("<td class=\"end\">–</td>"))
  }

  @Test(arguments: [
    (-1.0, "0.0%"), (0.0, "0.0%"), (0.3456, "34.6%"), (1.0, "100.0%"), (7, "100.0%"),
  ])
  func `a bar stays within its cell`(share: Double, expected: String) throws {
    let html = try html {
      $0.sections = [
        ReportPage.Section(
          id: "t", heading: "T",
          tables: [
            ReportPage.Table(
              caption: "C",
              columns: [
                ReportPage.Table.Column(.agent, kind: .text, in: .en),
                ReportPage.Table.Column(.answerRate, kind: .share, in: .en),
              ],
              rows: [
                ReportPage.Table.Row(cells: [
                  ReportPage.Table.Cell("x"), ReportPage.Table.Cell("1", bar: share),
                ])
              ])
          ])
      ]
    }
    #expect(html.contains("--share:\(expected)"))
  }

  @Test func `a link to a section that is not there is plain text`() throws {
    let html = try html {
      $0.actions = [ReportPage.Action(text: "Call", severity: .urgent, section: "absent")]
    }
    #expect(html.contains("<p class=\"text\">Call</p>"))
    #expect(!html.contains("href=\"#s-absent\""))
  }

  @Test func `nothing to do is said`() throws {
    #expect(try html { $0.actions = [] }.contains("Nothing urgent."))
  }

  @Test func `the policy allows no network and only the page's own script`() throws {
    let html = try html { _ in }
    #expect(html.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:;"))
    let script = String(decoding: PackageResources.sort_js, as: UTF8.self)
    #expect(html.contains("<script>\(script)</script>"))
    #expect(html.components(separatedBy: "<script").count == 2)
    for address in ["http://", "https://", "@import", "url("] {
      // The icon's namespace is a name, not a place.
      let text = html.replacingOccurrences(of: "http://www.w3.org/2000/svg", with: "")
      #expect(!text.contains(address))
    }
  }

  @Test func `the same page gives the same bytes`() throws {
    let render = try RenderHTML()
    #expect(render(SamplePage.report(.ru)) == render(SamplePage.report(.ru)))
  }
}
