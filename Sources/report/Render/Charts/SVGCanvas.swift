/// A finished chart: inline SVG, and the words that stand around it.
///
/// Only ``SVGCanvas`` makes one, and it escapes every text and writes every number itself; so its
/// markup may be joined into a page as it is.
struct ChartSVG: Sendable {
  /// The `<svg>` element.
  let markup: String
  /// The chart's title, shown as the figure's caption.
  let title: String

  fileprivate init(markup: String, title: String) {
    self.markup = markup
    self.title = title
  }
}

/// Draws into one `<svg role="img">` with a title and a description.
///
/// Colours are classes, not values: the page's style sheet gives them for light and dark.
struct SVGCanvas {
  /// The width in user units; the page scales the picture to its column.
  let width: Double
  /// The height in user units.
  let height: Double
  private let title: String
  private let description: String
  private let kind: String
  private var body = ""

  /// Begins a picture of a `kind`, a class that is written in the code; the title says what it
  /// shows and the description what it tells, for readers who do not see it.
  init(
    width: Double, height: Double, kind: StaticString, title: String, description: String
  ) {
    self.width = width
    self.height = height
    self.kind = kind.description
    self.title = title
    self.description = description
  }

  /// A rectangle with an optional tooltip.
  mutating func rect(
    x: Double, y: Double, width: Double, height: Double, class name: String, tip: String? = nil
  ) {
    let box =
      "x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(max(0, width)))\" "
      + "height=\"\(number(max(0, height)))\""
    element("rect", box, class: name, tip: tip)
  }

  /// A straight line.
  mutating func line(
    x1: Double, y1: Double, x2: Double, y2: Double, class name: String, tip: String? = nil
  ) {
    let ends =
      "x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\""
    element("line", ends, class: name, tip: tip)
  }

  /// A circle.
  mutating func circle(
    x: Double, y: Double, radius: Double, class name: String, tip: String? = nil
  ) {
    let shape = "cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"\(number(radius))\""
    element("circle", shape, class: name, tip: tip)
  }

  /// A line through points; a single point draws nothing.
  mutating func polyline(_ points: [(x: Double, y: Double)], class name: String) {
    guard points.count > 1 else { return }
    let list = points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
    element("polyline", "points=\"\(list)\"", class: name, tip: nil)
  }

  /// Where a text hangs on its point.
  enum Anchor: String {
    case start, middle, end
  }

  /// A text with its baseline at `y`.
  mutating func text(
    _ text: String, x: Double, y: Double, class name: String, anchor: Anchor = .start
  ) {
    body +=
      "<text x=\"\(number(x))\" y=\"\(number(y))\" class=\"\(escape(name))\" "
      + "text-anchor=\"\(anchor.rawValue)\">\(escape(text))</text>"
  }

  /// The picture.
  func finish() -> ChartSVG {
    let markup =
      "<svg class=\"chart \(kind)\" role=\"img\" viewBox=\"0 0 \(number(width)) "
      + "\(number(height))\">"
      + "<title>\(escape(title))</title><desc>\(escape(description))</desc>\(body)</svg>"
    return ChartSVG(markup: markup, title: title)
  }

  private mutating func element(
    _ tag: StaticString, _ attributes: String, class name: String, tip: String?
  ) {
    body += "<\(tag) \(attributes) class=\"\(escape(name))\""
    if let tip {
      body += "><title>\(escape(tip))</title></\(tag)>"
    } else {
      body += "/>"
    }
  }

  private func escape(_ text: String) -> String { MarkupText.escaped(text) }

  /// A coordinate with at most two decimals; what is no number is drawn at 0.
  private func number(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e6 else { return "0" }
    let hundredths = Int((value * 100).rounded(.toNearestOrAwayFromZero))
    let magnitude = hundredths.magnitude
    let sign = hundredths < 0 ? "-" : ""
    let (whole, rest) = (magnitude / 100, magnitude % 100)
    if rest == 0 { return "\(sign)\(whole)" }
    if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)" }
    return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}
