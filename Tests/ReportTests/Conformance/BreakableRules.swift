import Foundation

/// The rules that `scripts/flip-rules.sh` breaks, as Tests/mutations/rules.txt lists them.
struct BreakableRules {
  /// A text of the source, which the script replaces.
  struct Text {
    var file: String
    var lines: [String]
  }

  /// A rule with the texts that are broken together.
  struct Rule {
    var name: String
    var says: String
    var cases: [String] = []
    var texts: [Text] = []
  }

  private(set) var rules: [Rule] = []
  /// Lines that are of no known kind.
  private(set) var faults: [String] = []

  /// Reads the list: `rule`, `file`, `cases`, `-` and `+` begin a line.
  init(_ list: String) {
    var file = ""
    var isInText = false
    for line in list.split(separator: "\n") where !line.hasPrefix("#") {
      let word = line.prefix { $0 != " " }
      let rest = String(line.dropFirst(word.count + 1))
      defer { isInText = word == "-" }
      switch word {
      case "rule":
        let parts = rest.split(separator: ": ", maxSplits: 1).map(String.init)
        rules.append(Rule(name: parts[0], says: parts.count > 1 ? parts[1] : ""))
      case "file": file = rest
      case "+": continue
      case "cases" where !rules.isEmpty:
        rules[rules.count - 1].cases = rest.split(separator: " ").map(String.init)
      case "-" where !rules.isEmpty:
        let last = rules.count - 1
        if isInText {
          rules[last].texts[rules[last].texts.count - 1].lines.append(rest)
        } else {
          rules[last].texts.append(Text(file: file, lines: [rest]))
        }
      default: faults.append(String(line))
      }
    }
  }
}
