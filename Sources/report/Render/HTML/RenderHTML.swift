import Crypto
import Foundation
import Mustache

/// Renders view models into self-contained HTML documents.
///
/// Everything that is text goes through the template engine's `{{ }}` with ``MarkupText``'s
/// escaping; there is no unescaped variable in any template. Charts are markup already, made and
/// escaped by ``SVGCanvas``. They join the document *after* rendering: where a chart belongs the
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

/// The charts of a page under construction, by the number of their place.
struct ChartSlots {
  private var charts: [ChartSVG] = []

  /// Takes a chart and gives the number to write into its mark.
  mutating func place(_ chart: ChartSVG) -> Int {
    charts.append(chart)
    return charts.count - 1
  }

  /// Exchanges the marks in a rendered document for the charts.
  func joined(into document: String) -> String {
    let pieces = document.split(separator: "<!--chart ", omittingEmptySubsequences: false)
    var result = String(pieces.first ?? "")
    for piece in pieces.dropFirst() {
      let parts = piece.split(separator: "-->", maxSplits: 1, omittingEmptySubsequences: false)
      if let slot = Int(parts[0]), charts.indices.contains(slot) { result += charts[slot].markup }
      if parts.count > 1 { result += parts[1] }
    }
    return result
  }
}
