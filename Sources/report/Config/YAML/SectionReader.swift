import Ingest
import Yams

/// Reads one mapping of the config against its table of keys.
///
/// A key that is left out has its table's default, read like a written value: docs, code and
/// hashes cannot disagree about it. After a problem reading goes on, so that all are told.
struct SectionReader {
  let table: KeyTable
  let log: ConfigLog
  /// Where effective values are recorded, with a dot at its end; `nil` where an entry of a list
  /// has not said its name yet: its place must not count.
  var path: String?
  let mark: Mark?
  private var values: [String: Node] = [:]
  private(set) var keys: [String: Node] = [:]
  /// Whether a mapping was expected and something else found: then its keys are not missed.
  private var isMalformed = false

  /// Takes a mapping; `nil` is a section that is left out.
  ///
  /// Where that section has a required key, `parent` is the place to name.
  init(
    _ node: Node?, _ table: KeyTable, path: String?, log: ConfigLog, parent: Mark? = nil
  ) {
    self.table = table
    self.log = log
    self.path = path
    mark = node?.mark ?? parent
    guard let node else { return }
    guard case .mapping(let mapping) = node else {
      isMalformed = true
      log.report(
        node.mark, key: table.path, "expected keys and values, found \(node.shape)",
        remedy: "Write `key: value` lines, or { key: value }.")
      return
    }
    for (key, value) in mapping {
      guard let name = key.scalar?.string, !YAMLDocument.isHidden(name) else { continue }
      if table.isOpen || table.keys.contains(where: { $0.name == name }) {
        values[name] = value
        keys[name] = key
      } else {
        let near = table.keys.map(\.name).nearest(to: name)
        log.report(
          key.mark, key: table.full(name),
          "expected one of \(table.keys.map(\.name).joined(separator: ", "))",
          remedy: near.map { "Did you mean \($0)?" } ?? "Remove the key, or correct its name.")
      }
    }
  }

  /// Whether the key is written.
  func has(_ key: String) -> Bool { values[key] != nil }

  /// The place of a key's value, else of the section.
  func mark(of key: String) -> Mark? { values[key]?.mark ?? keys[key]?.mark ?? mark }

  /// Notes a problem with a key's value.
  func report(_ key: String, _ message: String, _ remedy: String) {
    log.report(mark(of: key), key: table.full(key), message, remedy: remedy)
  }

  /// Notes a key's effective value.
  func record(_ key: String, _ value: String) {
    if let path { log.record(path + key, value) }
  }

  /// A key's value or default; `nil` where there is neither, or a problem.
  func value<T>(_ key: String, _ kind: ValueKind<T>, default override: String? = nil) -> T? {
    guard let node = node(key, default: override) else { return nil }
    guard let value = scalar(node, kind, key: key) else {
      // Only so that reading goes on; the problem is noted.
      return (override ?? table.defaultText(key))
        .flatMap { try? Yams.compose(yaml: $0) }
        .flatMap { $0.scalar }.flatMap { kind.parse($0) }
    }
    record(key, kind.spell(value))
    return value
  }

  /// A list of scalars; the effective value does not depend on their order.
  func list<T>(_ key: String, _ kind: ValueKind<T>) -> [T] {
    guard let node = node(key, default: nil) else { return [] }
    guard case .sequence(let sequence) = node else {
      report(
        key, "expected a list, found \(node.shape)", "Put the value into brackets: [a, b].")
      return []
    }
    let list = sequence.compactMap { scalar($0, kind, key: key) }
    record(key, list.map(kind.spell).sorted().map { "\($0.utf8.count):\($0)" }.joined())
    return list
  }

  /// A mapping below this one; where it is left out, all of its keys have their defaults.
  func section(_ key: String, _ table: KeyTable) -> SectionReader {
    SectionReader(
      node(key, default: nil), table, path: path.map { "\($0)\(key)." }, log: log, parent: mark)
  }

  /// The mappings of a list; each is without a path until it has said its name.
  func sections(_ key: String, _ table: KeyTable) -> [SectionReader] {
    guard let node = node(key, default: nil) else { return [] }
    guard case .sequence(let sequence) = node else {
      report(key, "expected a list, found \(node.shape)", "Begin each entry with `- `.")
      return []
    }
    return sequence.map { SectionReader($0, table, path: nil, log: log) }
  }

  /// The entries of an open mapping, in the order of the file.
  var entries: [(name: String, key: Node, value: Node)] {
    values.compactMap { name, value in keys[name].map { (name, $0, value) } }
      .sorted {
        ($0.key.mark?.line ?? 0, $0.key.mark?.column ?? 0, $0.name)
          < ($1.key.mark?.line ?? 0, $1.key.mark?.column ?? 0, $1.name)
      }
  }

  /// Reads a scalar, and notes a problem where it is none of its kind.
  func scalar<T>(_ node: Node, _ kind: ValueKind<T>, key: String) -> T? {
    guard let scalar = node.scalar, let value = kind.parse(scalar) else {
      let found = node.scalar.map { $0.isNothing } == false ? "" : ", found \(node.shape)"
      log.report(
        node.mark, key: table.full(key), "expected \(kind.expected)\(found)", remedy: kind.remedy)
      return nil
    }
    return value
  }

  private func node(_ key: String, default override: String?) -> Node? {
    if let node = values[key] { return node }
    guard let entry = table.keys.first(where: { $0.name == key }) else {
      return nil  // an open mapping's entry
    }
    switch entry.fallback {
    case .required:
      guard !isMalformed else { return nil }
      log.report(
        mark, key: table.full(key), "expected this key, it is missing",
        remedy: "Add it: \(entry.type).")
      return nil
    case .value(let text):
      return try? Yams.compose(yaml: override ?? text)
    case .nothing, .section, .derived: return nil
    }
  }
}

extension Node {
  /// What it is, in words.
  var shape: String {
    switch self {
    case .mapping: "keys and values"
    case .sequence: "a list"
    case .scalar(let scalar): scalar.isNothing ? "nothing" : "a single value"
    case .alias: "an alias"
    }
  }
}

extension [String] {
  /// The name that a mistyped one was probably meant to be.
  func nearest(to name: String) -> String? {
    let limit = Swift.max(1, name.count / 3)
    let near = self.map { ($0.distance(to: name), $0) }.min { $0 < $1 }
    return near.flatMap { $0.0 <= limit ? $0.1 : nil }
  }
}

extension String {
  /// Insertions, deletions and replacements from one text to the other (Levenshtein).
  fileprivate func distance(to other: String) -> Int {
    let other = Array(other)
    var row = Array(0...other.count)
    for (i, a) in self.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in other.enumerated() {
        let replaced = diagonal + (a == b ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = Swift.min(replaced, row[j] + 1, diagonal + 1)
      }
    }
    return row[other.count]
  }
}
