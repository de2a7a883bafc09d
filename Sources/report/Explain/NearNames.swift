/// Names that are written nearly like one that is not known.
enum NearNames {
  /// The five nearest, `petrova (Петрова Анна)`: by an id or name that holds what was given, then by
  /// how many letters differ.
  static func of(_ given: String, among known: [(id: String, name: String)]) -> [String] {
    let given = given.lowercased()
    let ranked = known.map { entry in
      let names = [entry.id.lowercased(), entry.name.lowercased()].filter { !$0.isEmpty }
      let holds = names.contains { $0.contains(given) || given.contains($0) }
      return (
        distance: holds ? 0 : names.map { distance(Array(given), Array($0)) }.min() ?? .max, entry
      )
    }
    return ranked.sorted { ($0.distance, $0.1.id) < ($1.distance, $1.1.id) }.prefix(5)
      .map {
        let id = $0.1.id.hasPrefix("?") ? $0.1.id.printableWord : $0.1.id
        return $0.1.name.isEmpty ? id : "\(id) (\($0.1.name))"
      }
  }

  /// Letters to put in, take out or change (Levenshtein).
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var corner = row[0]
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        let best = min(row[j] + 1, row[j + 1] + 1, corner + (letter == other ? 0 : 1))
        corner = row[j + 1]
        row[j + 1] = best
      }
    }
    return row[b.count]
  }
}
