import Foundation
import Testing

/// «Медтехника» is silent from 12 October; «Оптика» has ended on 15 September, which is no silence.
@Suite("The pharmacy chain's silent number") struct PharmacySilenceTests {
  @Test func `is told by every report that ends after it fell silent, and no other number is`()
    throws
  {
    let files = try PharmacyNight.published().files
    var told: Set<String> = []
    var silent: Set<String> = []
    for (path, bytes) in files where path.hasSuffix("/report.html") && path.hasPrefix("/2") {
      let period = String(path.dropFirst().prefix { $0 != "/" })
      let page = String(decoding: bytes, as: UTF8.self)
      let parts = page.components(separatedBy: "Позвонить самим по номеру раздела «").dropFirst()
      if !parts.isEmpty { told.insert(period) }
      for part in parts { silent.insert(String(part.prefix { $0 != "»" })) }
    }
    #expect(silent == ["Медтехника"])
    let days = (12...31).map { "2026-10-\($0)" }.filter { files["/\($0)/report.html"] != nil }
    #expect(days.count >= 17)
    #expect(told == Set(days + ["2026-W42", "2026-W43", "2026-W44", "2026-10", "2026-11"]))
  }
}
