/// What explanations of an agent's calls and of his time have in common.
extension Explainer {
  /// Who and when.
  func heading(_ id: String, _ name: String?, _ period: String, _ narrowing: String?) -> String {
    [id, name.map { "(\($0))" }, period, narrowing].compactMap(\.self).joined(separator: " ")
  }

  /// The agent's figures, one to a line; nothing where his table has no row of his.
  /// - Parameter columns: Only these; all where it is `nil`.
  func sums(
    _ totals: [String: CSVTable.Cell], of table: AgentQuestion.Table, columns: [String]?
  ) -> [String] {
    let sums = (columns ?? table.measures)
      .compactMap { name in totals[name].map { [name, $0.plain] } }
    guard !sums.isEmpty else { return [] }
    return ["", say.sums(of: table.rawValue)] + TextTable.aligned(sums, numbers: [1])
  }
}
