import Ingest
import Metrics

/// Ten lines about the newest whole month, for a terminal.
@MainActor
struct Summary {
  let night: Night

  func print() throws {
    let months = try night.store.read { try $0.tallyDays(kind: CallTally.kind) }
      .map { Period(.month, holding: $0) }
    guard let period = months.last else {
      Swift.print("no calls yet")
      return
    }
    let composer = try ReportComposer(night: night, periods: [])
    let now = try composer.figures(of: period).calls
    let then =
      months.contains(period.previous)
      ? try composer.figures(of: period.previous).calls : CallTally()
    func line(_ label: String, _ value: (CallTally) -> Int) {
      Swift.print("\(label): \(value(then)) → \(value(now))")
    }
    Swift.print("\(night.config.shop), \(period.previous.name) → \(period.name)")
    line("journeys", \.journeys)
    line("inbound", \.inbound)
    line("offered", \.offered)
    line("answered", \.answered)
    line("missed", \.missed)
    line("unknown", \.unknown)
    line("closed", \.closed)
    line("served by the menu", \.ivrServed)
    line("p90 of answer latency, s") { $0.latency.quantile(percent: 90) ?? 0 }
  }
}
