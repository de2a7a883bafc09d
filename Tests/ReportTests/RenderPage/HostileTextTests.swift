import Foundation
import Testing

@testable import report

/// Whatever comes in a name, a file name or a comment, the page shows it and obeys none of it.
@Suite("Hostile text") struct HostileTextTests {
  static let attacks = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
    "{{x}}{{{x}}}{{> style}}{{# w}}", "<!--chart 0-->", "--></title></style></svg><b>",
    // The template engine's own escaping lets these through: a quote with an accent on it.
    "\"\u{301} onfocus=alert(1) \u{301}", "<\u{301}img src=x>", "a\u{0}b\u{202E}c\u{1B}d",
    "javascript:alert(1)",
  ]

  /// A page with `text` in each field that holds text.
  static func page(_ text: String) -> ReportPage {
    let change = ReportPage.Change(
      text: text, interval: text, movement: .up, meaning: .better)
    let link = ReportPage.Link(title: text, address: text)
    let column = ReportPage.Table.Column(key: text, heading: text, kind: .text)
    let series = [StackedColumns.Series(role: .answered, name: text, values: [1, 2])]
    let category = StackedColumns.Category(label: text, name: text)
    return ReportPage(
      language: .en, shop: text,
      period: ReportPage.Period(kind: .day, title: text, dates: text + " ", state: .open),
      comparison: text, asOf: text, generator: text, configHash: text,
      tiles: [
        ReportPage.Tile(
          label: text, value: text, unit: text, previous: text, change: change, course: [1, 2],
          section: text)
      ],
      actions: [
        ReportPage.Action(text: text, detail: text, severity: .urgent, section: text),
        ReportPage.Action(text: text, severity: .routine, section: "absent"),
      ],
      notices: [ReportPage.Notice(text: text, detail: text, severity: .attention)],
      sections: [
        ReportPage.Section(
          id: text, heading: text, lead: text,
          charts: [
            hourlyCallsChart(title: text, series: series, language: .en),
            dailyTrendChart(
              title: text, days: [category, category], series: series, previousMean: 1,
              language: .en),
            cohortChart(
              title: text,
              points: [CohortPoint(label: text, rate: 0.5, state: .immature, shipped: 1)],
              language: .en),
            sectionBarsChart(
              title: text, bars: [SectionBar(name: text, value: 1, previous: 2, change: text)],
              language: .en),
            latencyHistogramChart(title: text, bins: LatencyBins(threshold: 20), language: .en),
          ],
          tables: [
            ReportPage.Table(
              caption: text, columns: [column, column],
              rows: [
                ReportPage.Table.Row(cells: [
                  ReportPage.Table.Cell(text), ReportPage.Table.Cell(text, sort: .nan, bar: .nan),
                ])
              ])
          ], notes: [text],
          definitions: [
            MeasureDefinition(
              name: text, formula: text, numerator: text, denominator: text, exclusions: text)
          ])
      ],
      navigation: ReportPage.Navigation(previous: link, next: link, index: link, files: [link]))
  }

  static func index(_ text: String) -> IndexPage {
    IndexPage(
      language: .ru, shop: text, asOf: text, generator: text,
      entries: PeriodKind.allCases.map {
        IndexPage.Entry(kind: $0, title: text, dates: text + " ", address: text, figures: text)
      })
  }

  /// The names of all tags, in order, with the names of their attributes: what a browser would obey.
  ///
  /// Attribute values are quoted throughout, so a quote that got through shows as a new attribute.
  static func structure(of html: String) throws -> [String] {
    let tag = /<(\/?[a-zA-Z!][a-zA-Z0-9-]*)((?:[^<>"]|"[^"]*")*)>/
    return try html.matches(of: tag).map { match in
      let attributes = String(match.output.2)
      let values = try Regex("\"[^\"]*\"")
      return String(match.output.1) + attributes.replacing(values, with: "=")
    }
  }

  @Test(arguments: attacks)
  func `text in every field leaves the document's structure as plain words do`(_ attack: String)
    throws
  {
    let render = try RenderHTML()
    // As long as the attack, so that legends break into the same lines; with a space, so that it
    // is no address either.
    let plain = String(("m " + String(repeating: "m", count: 80)).prefix(attack.count))
    for (hostile, harmless) in [
      (render(Self.page(attack)), render(Self.page(plain))),
      (render(Self.index(attack)), render(Self.index(plain))),
    ] {
      let tags = try Self.structure(of: hostile)
      let isSame = try tags == Self.structure(of: harmless)
      #expect(isSame)
      #expect(tags.count > 40)
      for fragment in ["<script>alert", "<img", "<b>", "href=\"javascript"] {
        #expect(hostile.utf8.firstRange(of: Array(fragment.utf8)) == nil)
      }
      for scalar in ["\u{0}", "\u{1B}", "\u{202E}"] as [Unicode.Scalar] {
        #expect(!hostile.unicodeScalars.contains(scalar))
      }
    }
  }

  @Test func `a template tag in a value is shown, not run`() throws {
    let html = try RenderHTML()(Self.page("{{shop}}{{> style}}"))
    #expect(html.contains("<p class=\"shop\">{{shop}}{{&gt; style}}</p>"))
  }

  @Test func `a mark for a chart in a value brings no chart`() throws {
    let html = try RenderHTML()(Self.page("<!--chart 0-->"))
    #expect(html.contains("<p class=\"shop\">&lt;!--chart 0--&gt;</p>"))
  }

  @Test func `escaping goes by scalars, so an accent shields no quote`() {
    #expect(MarkupText.escaped("\"\u{301}<\u{301}'&") == "&quot;\u{301}&lt;\u{301}&#39;&amp;")
    #expect(MarkupText.escaped("a\u{0}\u{7F}\u{202E}b") == "a\u{FFFD}\u{FFFD}\u{FFFD}b")
  }

  @Test(arguments: [
    ("../2026-10/report.html", true), ("csv/calls.csv", true), ("https://example.org/", false),
    ("//example.org/x", false), ("javascript:alert(1)", false), ("/etc/passwd", false), ("", false),
    ("a b", false), ("x\"y", false),
  ])
  func `only relative addresses become links`(address: String, expected: Bool) {
    #expect(ReportPage.Link.isRelative(address) == expected)
  }

  @Test func `every template asks for the strict escaping and none for raw text`() {
    for bytes in [
      PackageResources.report_mustache, PackageResources.index_mustache,
      PackageResources.head_mustache, PackageResources.tile_mustache,
      PackageResources.section_mustache, PackageResources.table_mustache,
    ] {
      let template = String(decoding: bytes, as: UTF8.self)
      #expect(template.hasPrefix("{{% CONTENT_TYPE: MARKUP}}"))
      #expect(!template.contains("{{{"))
      #expect(!template.contains("{{&"))
    }
  }
}
