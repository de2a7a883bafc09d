package import Ingest

extension Config {
  /// The key `agent_time`.
  package struct AgentTime: Hashable, Sendable {
    /// A session or a pause that nobody ended ends so long after its start.
    package var loginCap: Seconds
    /// Calls a day that an outsourced operator is planned for.
    package var planCalls: ClosedRange<Int>
    /// How long one of them lasts at most.
    package var planCallLength: Seconds

    init(reading section: SectionReader) {
      loginCap = section.value("login_cap", .duration) ?? 0
      if !(3600...604_800).contains(loginCap) {
        section.report(
          "login_cap", "expected a length of time from 1h to 7d",
          "Write the longest shift that anybody works.")
        loginCap = 43_200
      }
      let from = section.value("plan_calls_from", .count(0...100_000)) ?? 0
      let to = section.value("plan_calls_to", .count(0...100_000)) ?? 0
      planCalls = from...max(from, to)
      planCallLength = section.value("plan_call_length", .duration) ?? 0
      if to < from {
        section.report(
          section.has("plan_calls_to") ? "plan_calls_to" : "plan_calls_from",
          "expected plan_calls_from to be at most plan_calls_to", "Swap them, or give both.")
      }
    }
  }
}
