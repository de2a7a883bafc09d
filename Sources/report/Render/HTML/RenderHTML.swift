import Crypto
import Foundation
import Mustache

/// Renders view models into self-contained HTML documents.
///
/// Everything that is text goes through the template engine's `{{ }}` with ``MarkupText``'s
/// escaping; there is no unescaped variable in any template. Charts are markup already, made and
/// escaped by ``SVGCanvas``, and so are the rows of tables, escaped cell by cell. They join the document *after* rendering: where a chart belongs the
/// template writes `<!--chart N-->`, and these marks, which no value can forge because no value can
/// bring a `<` through the escaping, are then exchanged for the charts in one pass. What a chart
/// holds is never looked at again, so a mark or a template tag inside a chart's text stays text.
struct RenderHTML: Sendable {
  private let library: MustacheLibrary
  private let script: String

  /// Parses the templates in the binary.
  ///
  /// - Throws: The template parser's error; a test parses all of them.
  init() throws {
    // Before the first template is parsed: each names this escaping in its first line.
    MarkupText.register()
    var library = MustacheLibrary()
    let templates: [(name: String, bytes: [UInt8])] = [
      ("report", PackageResources.report_mustache),
      ("index", PackageResources.index_mustache),
      ("head", PackageResources.head_mustache),
      ("tile", PackageResources.tile_mustache),
      ("section", PackageResources.section_mustache),
      ("table", PackageResources.table_mustache),
      ("style", PackageResources.style_css),
      ("script", PackageResources.sort_js),
    ]
    for template in templates {
      try library.register(String(decoding: template.bytes, as: UTF8.self), named: template.name)
    }
    self.library = library
    script = String(decoding: PackageResources.sort_js, as: UTF8.self)
  }

  /// The `report.html` of a period.
  func callAsFunction(_ page: ReportPage) -> String {
    var charts = ChartSlots()
    var context = page.context(slots: &charts)
    context["script_hash"] = scriptHash
    return charts.joined(into: library.render(context, withTemplate: "report") ?? "")
  }

  /// The `index.html` of all periods.
  func callAsFunction(_ page: IndexPage) -> String {
    var context = page.context
    context["script_hash"] = scriptHash
    return library.render(context, withTemplate: "index") ?? ""
  }

  /// The hash by which the document's policy allows its one script.
  private var scriptHash: String {
    "sha256-" + Data(SHA256.hash(data: Data(script.utf8))).base64EncodedString()
  }
}

/// The finished markup of a page under construction, by the number of its place: charts, and the
/// rows of tables.
struct ChartSlots {
  private var markups: [String] = []

  /// Takes a chart and gives the number to write into its mark.
  mutating func place(_ chart: ChartSVG) -> Int { place(markup: chart.markup) }

  /// Takes markup in which everything from outside is escaped.
  mutating func place(markup: String) -> Int {
    markups.append(markup)
    return markups.count - 1
  }

  /// Exchanges the marks in a rendered document for the markup.
  func joined(into document: String) -> String {
    let mark = Array("<!--chart ".utf8)
    var document = document
    var result: [UInt8] = []
    document.withUTF8 { bytes in
      var from = 0
      var at = 0
      while at < bytes.count {
        guard bytes[at] == 60, bytes.count - at > mark.count,
          bytes[at..<at + mark.count].elementsEqual(mark)
        else {
          at += 1
          continue
        }
        result.append(contentsOf: bytes[from..<at])
        at += mark.count
        var slot = 0
        while at < bytes.count, bytes[at] &- 48 < 10 {
          slot = slot * 10 + Int(bytes[at] - 48)
          at += 1
        }
        at = min(at + 3, bytes.count)  // -->
        from = at
        if markups.indices.contains(slot) { result.append(contentsOf: markups[slot].utf8) }
      }
      result.append(contentsOf: bytes[from...])
    }
    return String(decoding: result, as: UTF8.self)
  }
}
