import Ingest
import Yams

/// Composes YAML text and tells its faults with their places.
enum YAMLDocument {
  /// The root node; `nil`, and a problem, where the text is no YAML or empty.
  ///
  /// Yams stops at the first mapping with a key twice. To see the rest of the file too, the first
  /// of the two keys is overwritten in a private alphabet and the text composed again.
  static func compose(_ text: String, log: ConfigLog) -> Node? {
    // By scalars: a carriage return and a line feed are one character.
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Array($0) }
    var renamed: [String: String] = [:]
    while true {
      let text = lines.map { line in
        String(String.UnicodeScalarView(line))
      }.joined(separator: "\n")
      do {
        guard let root = try Yams.compose(yaml: text) else {
          log.report(
            nil, key: "", "expected keys and values, found nothing",
            remedy: "Start from the example in docs/config.md.")
          return nil
        }
        if !renamed.isEmpty { reportDuplicates(in: root, renamed, log: log) }
        return root
      } catch let YamlError.duplicatedKeysInMapping(duplicates, context) {
        let alias = String(String.UnicodeScalarView(privateKey(renamed.count)))
        guard let key = duplicates.first,
          let hidden = hide(key, at: context.mark, as: alias, in: &lines)
        else {
          log.report(
            context.mark, key: duplicates.first ?? "", "expected this key once",
            remedy: "Remove one of the two.")
          return nil
        }
        renamed[hidden] = key
      } catch let YamlError.scanner(_, problem, mark, _) {
        reportSyntax(problem, mark, log: log)
        return nil
      } catch let YamlError.parser(_, problem, mark, _) {
        reportSyntax(problem, mark, log: log)
        return nil
      } catch let YamlError.composer(_, problem, mark, _) {
        reportSyntax(problem, mark, log: log)
        return nil
      } catch {
        log.report(
          nil, key: "", "expected YAML in UTF-8", remedy: "Save the file as UTF-8 text.")
        return nil
      }
    }
  }

  /// Whether a key stands in for one that came twice and has been reported.
  static func isHidden(_ key: String) -> Bool {
    key.unicodeScalars.first.map { (0xE000...0xF8FF).contains($0.value) } ?? false
  }

  private static func reportSyntax(_ problem: String, _ mark: Mark, log: ConfigLog) {
    log.report(
      mark, key: "", "expected YAML: \(problem)",
      remedy: "Check indentation, quotes and brackets here and in the line before.")
  }

  /// Two private-use scalars for the n-th key: 6,400 × 6,400 of them.
  private static func privateKey(_ n: Int) -> [Unicode.Scalar] {
    [n / 6400, n % 6400].compactMap { Unicode.Scalar(UInt32(0xE000 + $0)) }
  }

  /// Overwrites the key at `mark`, keeping its length, so that later columns stay right.
  private static func hide(
    _ key: String, at mark: Mark, as alias: String, in lines: inout [[Unicode.Scalar]]
  ) -> String? {
    let scalars = Array(key.unicodeScalars)
    guard lines.indices.contains(mark.line - 1) else { return nil }
    let line = lines[mark.line - 1]
    var start = mark.column - 1
    if line.indices.contains(start), line[start] == "\"" || line[start] == "'" { start += 1 }
    guard !scalars.isEmpty, start >= 0, start + scalars.count <= line.count,
      Array(line[start..<start + scalars.count]) == scalars
    else { return nil }
    // A key of one letter has room for one scalar only: then the line grows by one.
    let name = Array(alias.unicodeScalars)
    let padding = Array(repeating: name[name.count - 1], count: max(0, scalars.count - name.count))
    let replacement = name + padding
    lines[mark.line - 1].replaceSubrange(start..<start + scalars.count, with: replacement)
    return String(String.UnicodeScalarView(replacement))
  }

  private static func reportDuplicates(
    in node: Node, _ renamed: [String: String], log: ConfigLog
  ) {
    switch node {
    case .mapping(let mapping):
      for (key, value) in mapping {
        reportDuplicates(in: value, renamed, log: log)
        guard let hidden = key.string, let name = renamed[hidden] else { continue }
        let second = mapping.keys.first { other in
          other.string.map { $0 == name || renamed[$0] == name } == true
            && (other.mark?.line ?? 0, other.mark?.column ?? 0)
              > (key.mark?.line ?? 0, key.mark?.column ?? 0)
        }
        log.report(
          second?.mark ?? key.mark, key: name,
          "expected this key once, it is in line \(key.mark?.line ?? 0) too",
          remedy: "Remove one of the two.")
      }
    case .sequence(let sequence):
      for element in sequence { reportDuplicates(in: element, renamed, log: log) }
    case .scalar, .alias: break
    }
  }
}
