import Mustache

/// Makes text safe to stand in markup, between tags and inside quoted attributes.
///
/// swift-mustache's own escaping compares whole graphemes, so `"` followed by a combining accent
/// passes through it as it is and ends an attribute. This one goes by Unicode scalars. Control
/// characters, which HTML forbids, and bidirectional overrides, with which a name could rewrite the
/// line that it stands in, become U+FFFD.
struct MarkupText: MustacheContentType {
  /// The name by which templates ask for this escaping.
  static let contentType = "MARKUP"

  /// Makes the escaping known to the template parser.
  static func register() {
    MustacheContentTypes.register(MarkupText(), named: contentType)
  }

  /// The text with markup's own characters as references.
  static func escaped(_ text: String) -> String {
    if isPlain(text) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      case "\u{9}", "\u{A}": result.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}",
        "\u{2066}"..."\u{2069}", "\u{FFFE}"..."\u{FFFF}":
        result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether nothing in a text is to be exchanged, told from its bytes: nearly every cell.
  private static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        switch bytes[index] {
        case 0...0x08, 0x0B...0x1F, 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x7F: return false
        // U+0080–9F; in E2 80 xx and E2 81 xx the overrides; EF BF BE and BF.
        case 0xC2 where bytes[index + 1] < 0xA0: return false
        case 0xE2 where bytes[index + 1] <= 0x81 && bytes[index + 2] >= 0xA6: return false
        case 0xEF where bytes[index + 1] == 0xBF: return false
        default: index += 1
        }
      }
      return true
    }
  }

  /// Escapes a template's value.
  func escapeText(_ text: String) -> String { Self.escaped(text) }
}
