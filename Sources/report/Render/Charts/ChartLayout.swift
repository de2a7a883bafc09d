/// Measures and rules that all charts share, in user units of a picture 400 wide.
///
/// At 390 px a picture is shown about 350 px wide, at a laptop's width up to 560: the style sheet
/// makes the type smaller there, never larger, so what fits here fits everywhere.
enum ChartLayout {
  /// The width of a chart that fills its column.
  static let width = 400.0
  /// The size of the type for which places are reckoned.
  static let type = 12.0

  /// An upper estimate of a text's width: 0.62 em a character holds for Cyrillic and digits.
  static func width(of text: String) -> Double { Double(text.count) * type * 0.62 }

  /// A text cut to a width, with "…" where something is missing.
  static func fitted(_ text: String, to width: Double) -> String {
    let room = max(1, Int(width / (type * 0.62)))
    return text.count <= room ? text : String(text.prefix(max(1, room - 1))) + "…"
  }

  /// Round steps for an axis from 0 to at least `maximum`, about four of them.
  static func ticks(upTo maximum: Int) -> [Int] {
    guard maximum > 0 else { return [0, 1] }
    var power = 1
    while power < 1_000_000_000_000 {
      for factor in [1, 2, 5] where 4 * factor * power >= maximum {
        let step = factor * power
        return Array(stride(from: 0, through: (maximum + step - 1) / step * step, by: step))
      }
      power *= 10
    }
    return [0, maximum]
  }
}

/// What a series of calls stands for; the style sheet gives each its colour or hatching.
enum SeriesRole: String, CaseIterable, Sendable {
  case answered, missed, abandoned, unknown, closed, menu
}

/// A key of the chart: a swatch and its words.
struct LegendItem: Sendable {
  /// The class of the swatch.
  var swatch: String
  /// The words.
  var text: String
}

extension SVGCanvas {
  /// The height that a legend takes, its lines broken to the picture's width.
  static func legendHeight(_ items: [LegendItem], width: Double) -> Double {
    Double(legendLines(items, width: width).count) * 18 + (items.isEmpty ? 0 : 4)
  }

  /// Draws a legend from the top edge down.
  mutating func legend(_ items: [LegendItem]) {
    for (index, line) in Self.legendLines(items, width: width).enumerated() {
      var x = 0.0
      let y = Double(index) * 18
      for item in line {
        switch item.swatch {
        case "reference":
          self.line(x1: x, y1: y + 8, x2: x + 11, y2: y + 8, class: item.swatch)
        case "previous":
          self.line(x1: x + 5, y1: y + 1, x2: x + 5, y2: y + 15, class: item.swatch)
        default:
          rect(x: x, y: y + 3, width: 10, height: 10, class: "swatch \(item.swatch)")
        }
        let text = ChartLayout.fitted(item.text, to: width - 16)
        self.text(text, x: x + 15, y: y + 12, class: "label")
        x += 15 + ChartLayout.width(of: text) + 14
      }
    }
  }

  private static func legendLines(_ items: [LegendItem], width: Double) -> [[LegendItem]] {
    var lines: [[LegendItem]] = []
    var used = 0.0
    for item in items {
      let need = 15 + ChartLayout.width(of: ChartLayout.fitted(item.text, to: width - 16))
      if var last = lines.last, used + need <= width {
        last.append(item)
        lines[lines.count - 1] = last
      } else {
        lines.append([item])
        used = 0
      }
      used += need + 14
    }
    return lines
  }
}
