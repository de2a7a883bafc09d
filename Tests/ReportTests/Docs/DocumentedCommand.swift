import Foundation

/// A command that a document tells its reader to give, from a block of code.
struct DocumentedCommand: Hashable, CustomStringConvertible {
  /// Within the repository.
  var document: String
  /// Without comments; continued lines are one.
  var text: String

  var description: String { "\(document): \(text)" }

  /// README.md and docs/*.md.
  static func documents() throws -> [String] {
    let folder = PharmacyNight.root.appending(path: "docs").path
    let docs = try FileManager.default.contentsOfDirectory(atPath: folder)
    return ["README.md"] + docs.filter { $0.hasSuffix(".md") }.sorted().map { "docs/" + $0 }
  }

  static func lines(of document: String) throws -> [Substring] {
    try String(contentsOf: PharmacyNight.root.appending(path: document), encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The commands of blocks marked `sh`, `cron` or `sql`, in order.
  ///
  /// A block without a mark is output; what looks like a command in it is taken too, so that
  /// leaving the mark away hides none.
  static func all() throws -> [DocumentedCommand] {
    var found: [DocumentedCommand] = []
    for document in try documents() {
      var mark: Substring?
      var continued = ""
      for line in try lines(of: document) {
        if line.hasPrefix("```") {
          mark = mark == nil ? line.dropFirst(3) : nil
          continue
        }
        guard let mark else { continue }
        let text = continued + withoutComment(line)
        if text.hasSuffix("\\") {
          continued = text.dropLast() + " "
          continue
        }
        continued = ""
        guard !text.isEmpty else { continue }
        let tools = ["ringtally ", "make ", "swift ", "sqlite3 ", "python3 ", "cp ", "git ", "sh "]
        guard ["sh", "cron", "sql"].contains(mark) || tools.contains(where: text.hasPrefix) else {
          continue
        }
        found.append(DocumentedCommand(document: document, text: text))
      }
    }
    return found
  }

  /// What stands in backticks within the text, outside of blocks.
  static func inline(in document: String) throws -> [String] {
    var isInBlock = false
    var text = ""
    for line in try lines(of: document) {
      if line.hasPrefix("```") {
        isInBlock.toggle()
      } else if !isInBlock {
        text += line + "\n"
      }
    }
    return text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  private static func withoutComment(_ line: Substring) -> String {
    let code = line.firstRange(of: " # ").map { line[..<$0.lowerBound] } ?? line
    let end = code.lastIndex { $0 != " " }
    let start = code.firstIndex { $0 != " " } ?? code.startIndex
    return end.map { String(code[start...$0]) } ?? ""
  }
}
