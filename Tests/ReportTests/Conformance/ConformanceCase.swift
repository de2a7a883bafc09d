import Foundation
import Testing

/// A case of fixtures/conformance: exports that are easily counted wrongly, and the right cells.
struct ConformanceCase: Sendable, CustomTestStringConvertible {
  static let kit = PharmacyNight.root.appending(path: "fixtures/conformance")

  /// All cases, in order; what lies in `open` is on record and not run.
  static let all: [ConformanceCase] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: kit.path)) ?? []
    return names.filter { $0.wholeMatch(of: /\d{2,3}-[a-z0-9-]+/) != nil }.sorted()
      .map(ConformanceCase.init(name:))
  }()

  let name: String
  var folder: URL { ConformanceCase.kit.appending(path: name) }
  var testDescription: String { name }

  /// What the case expects.
  func expectation() throws -> ConformanceExpectation {
    let data = try Data(contentsOf: folder.appending(path: "expected.json"))
    return try JSONDecoder().decode(ConformanceExpectation.self, from: data)
  }

  /// A folder with the shop's files and the case's own, which take the place of the shop's.
  func copied() throws -> URL {
    let files = FileManager.default
    let copy = files.temporaryDirectory.appending(path: "conformance-\(UUID().uuidString)")
    try files.createDirectory(at: copy, withIntermediateDirectories: true)
    for source in [ConformanceCase.kit.appending(path: "shop"), folder] {
      for file in try files.contentsOfDirectory(atPath: source.path) {
        let target = copy.appending(path: file)
        if files.fileExists(atPath: target.path) { try files.removeItem(at: target) }
        try files.copyItem(at: source.appending(path: file), to: target)
      }
    }
    return copy
  }
}

/// `expected.json`; a key that nobody knows is an error, so that no check is lost to a misspelling.
struct ConformanceExpectation: Decodable {
  struct Cell: Decodable {
    let period: String
    let file: String
    /// The cells that select the row; `nil` where only rows are counted.
    let row: [String: String]?
    let cells: [String: String]?
    let isAbsent: Bool
    let rows: Int?

    init(from decoder: any Decoder) throws {
      let keys = try StrictKey.container(
        of: decoder, ["period", "file", "row", "is", "absent", "rows"])
      period = try keys.decode(String.self, forKey: "period")
      file = try keys.decode(String.self, forKey: "file")
      row = try keys.decodeIfPresent([String: String].self, forKey: "row")
      cells = try keys.decodeIfPresent([String: String].self, forKey: "is")
      isAbsent = try keys.decodeIfPresent(Bool.self, forKey: "absent") ?? false
      rows = try keys.decodeIfPresent(Int.self, forKey: "rows")
      let claims = [cells != nil, isAbsent, rows != nil].filter { $0 }.count
      guard claims == 1, row != nil || rows != nil, cells?.isEmpty != true else {
        throw DecodingError.dataCorrupted(
          DecodingError.Context(
            codingPath: decoder.codingPath,
            debugDescription: "expected one of `is`, `absent` and `rows`, the first two with `row`")
        )
      }
    }
  }

  let asOf: String
  let traps: [Int]
  let cells: [Cell]

  init(from decoder: any Decoder) throws {
    let keys = try StrictKey.container(of: decoder, ["as_of", "traps", "cells"])
    asOf = try keys.decode(String.self, forKey: "as_of")
    traps = try keys.decode([Int].self, forKey: "traps")
    cells = try keys.decode([Cell].self, forKey: "cells")
  }
}

/// A key of expected.json by its text.
struct StrictKey: CodingKey, ExpressibleByStringLiteral {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init(stringLiteral value: String) { stringValue = value }
  init?(intValue: Int) { nil }

  /// The object's keys.
  /// - Throws: Where there is one that is not `known`.
  static func container(
    of decoder: any Decoder, _ known: Set<String>
  ) throws -> KeyedDecodingContainer<StrictKey> {
    let container = try decoder.container(keyedBy: StrictKey.self)
    for key in container.allKeys where !known.contains(key.stringValue) {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: container, debugDescription: "unknown key \(key.stringValue)")
    }
    return container
  }
}
