import Foundation
import Testing

/// docs/metrics.md explains each column of each CSV file, and no other.
@Suite("docs/metrics.md") struct MetricsDocTests {
  @Test func `names the columns of every CSV file, in order`() throws {
    let text = try String(
      contentsOf: PharmacyNight.root.appending(path: "docs/metrics.md"), encoding: .utf8)
    var documented: [String: [String]] = [:]
    var file: String?
    for line in text.split(separator: "\n") {
      if line.hasPrefix("#") {
        file = line.hasPrefix("### ") && line.hasSuffix(".csv") ? String(line.dropFirst(4)) : nil
      } else if let file, line.hasPrefix("| `") {
        let name = line.dropFirst(3).prefix { $0 != "`" }
        documented[file, default: []].append(String(name))
      }
    }
    let published = try PharmacyNight.published().files
    let month = published.filter { $0.key.hasPrefix("/2026-10/csv/") }
    #expect(month.count >= 14)
    for (path, bytes) in month {
      let name = String(path.dropFirst("/2026-10/csv/".count))
      let header = String(decoding: bytes.prefix { $0 != 13 && $0 != 10 }, as: UTF8.self)
      #expect(documented[name] == header.split(separator: ",").map(String.init), "\(name)")
    }
    #expect(Set(documented.keys) == Set(month.keys.map { String($0.dropFirst(13)) }))
  }
}
