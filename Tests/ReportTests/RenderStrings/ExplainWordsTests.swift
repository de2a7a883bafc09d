import Foundation
import Ingest
import Metrics
import Testing

@testable import report

@Suite("Words of explanations") struct ExplainWordsTests {
  static let rules = CallRules(trunks: [], zone: .utc)

  /// Each text in Russian and English.
  static var texts: [(ru: String, en: String)] {
    func both(_ text: (Sentences) -> String) -> (ru: String, en: String) {
      (text(ReportLanguage.ru.sentences), text(ReportLanguage.en.sentences))
    }
    return ExplainWord.allCases.map { ($0.text(in: .ru), $0.text(in: .en)) }
      .filter { $0.0 != "uniqueid, linkedid" }
      + AgentReason.allCases.map { reason in both { $0.why(reason, rules: rules) } }
      + TimeReason.allCases.map { reason in both { $0.why(reason, cap: 43_200, contact: 10) } }
      + [both { $0.noTimeFound }]
      + Outcome.allCases.filter { $0 != .none }.map { o in both { $0.rule(o, rules: rules) } }
      + MissedReason.allCases.map { reason in both { $0.rule(reason, rules: rules) } }
      + Direction.allCases.map { direction in both { $0.why(direction) } }
      + CallKind.allCases.map { kind in both { $0.why(kind) } }
      + EpisodeStep.Role.allCases.map { role in both { $0.role(role) } }
      + EpisodeOutcome.allCases.map { outcome in both { $0.why(outcome) } }
  }

  @Test func `each is in its own language`() {
    func isCyrillic(_ text: String) -> Bool {
      text.unicodeScalars.contains { ("\u{400}"..."\u{4FF}").contains($0) }
    }
    for text in Self.texts {
      #expect(isCyrillic(text.ru), "\(text.en)")
      #expect(!text.en.isEmpty && !isCyrillic(text.en))
    }
  }

  @Test func `what a program reads of a stretch of time stands in docs/operations.md`() throws {
    let text = try String(
      contentsOf: PharmacyNight.root.appending(path: "docs/operations.md"), encoding: .utf8)
    for reason in TimeReason.allCases { #expect(text.contains("`\(reason.rawValue)`")) }
    for table in AgentQuestion.Table.allCases {
      #expect(text.contains("(metrics.md#\(table.rawValue.filter { $0 != "." }))"))
    }
  }

  @Test func `the nearest name comes first`() {
    let known = [(id: "petrova", name: "Петрова Анна"), (id: "popov", name: "Попов Сергей")]
    #expect(NearNames.of("petrowa", among: known).first == "petrova (Петрова Анна)")
    #expect(NearNames.of("сергей", among: known).first == "popov (Попов Сергей)")
    #expect(NearNames.distance(Array("kitten"), Array("sitting")) == 3)
  }
}
