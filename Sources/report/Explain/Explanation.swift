import Foundation

/// What `ringtally explain` has found out, for people and for programs.
protocol Explanation: Encodable {
  /// For a terminal, in the report's language.
  @MainActor func lines(_ explainer: Explainer) -> [String]
}

extension Explanation {
  /// Keys in snake case, sorted; what is not known is left out.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.keyEncodingStrategy = .convertToSnakeCase
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
