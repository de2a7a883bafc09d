import Foundation
import TestSupport
import Testing

/// Generated calls of all difficult shapes, counted by the program and by SQL that was written from
/// docs/metrics.md.
@Suite("Generated calls against DuckDB") struct CallAgreementTests {
  /// How many calls; CI takes 200,000.
  private static let calls =
    ProcessInfo.processInfo.environment["RINGTALLY_ORACLE_CALLS"] ?? "20000"

  @Test(.enabled(if: Oracle.has("duckdb"), "make test installs duckdb"))
  func `callbacks, kinds of call, unique callers and service level are the same figures`() throws {
    let program = try PharmacyNight.program().path
    let rows = try Oracle.run("call_agreement.py", [program, Self.calls, "20261201"])
    let summary = try #require(rows.first)
    try #require(summary.count == 3 && summary[0] == "compared")
    let different = rows.dropFirst().map { $0.joined(separator: ",") }
    #expect(different.isEmpty, "\(different.count): \(different.prefix(20))")
    // Eleven weeks have some 90 reports of some 50 figures each.
    #expect(try #require(Int(summary[1])) > 4000)
    #expect(summary[2] == Self.calls)
  }
}
