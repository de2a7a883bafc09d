/// The shifts of all agents, and how long each worked on each local day.
package struct WorkedHours: Sendable {
  /// Shifts that overlap or touch are one; by agent and start.
  package let shifts: [Shift]
  private let secondsByDay: [AgentIndex: [Day: Seconds]]

  /// No shifts: nothing is known about anybody's hours.
  package static let unknown = WorkedHours(merged: [], zone: .utc)

  private init(merged shifts: [Shift], zone: Zone) {
    self.shifts = shifts
    var byDay: [AgentIndex: [Day: Seconds]] = [:]
    for shift in shifts {
      var start = shift.start
      while start < shift.end {
        let day = zone.day(of: start)
        let end = min(shift.end, zone.start(of: day + 1))
        byDay[shift.agent, default: [:]][day, default: 0] += end - start
        start = end
      }
    }
    secondsByDay = byDay
  }

  /// Reads shifts.csv: `agent,from,to`, local times such as `2026-09-01T09:00`.
  ///
  /// - Parameters:
  ///   - bytes: The file, UTF-8.
  ///   - file: Its name, for messages.
  ///   - agents: Whose ids the column `agent` holds.
  ///   - zone: Of the times, and of the days that they are counted on.
  /// - Throws: All problems of the file, among them a shift that ends before it starts.
  package init(
    bytes: [UInt8], file: String, agents: AgentDirectory, zone: Zone
  ) throws(TableError) {
    var table = SmallTable(bytes, file: file, required: ["agent", "from", "to"], optional: [])
    var shifts: [Shift] = []
    for row in table.rows {
      let agent = agents.agent(id: table.cell(row, "agent"))
      if agent == nil {
        table.report(
          line: row.line, column: "agent", "expected the id of an agent in the agents file",
          "Correct the id, or add the agent there")
      }
      var ends: [Instant?] = []
      for column in ["from", "to"] {
        let end = WorkedHours.instant(table.cell(row, column), zone: zone)
        if end == nil {
          table.report(
            line: row.line, column: column, "expected a local time such as 2026-09-01T09:00",
            "Write year-month-day, then hours and minutes on the 24-hour clock")
        }
        ends.append(end)
      }
      guard let agent, let start = ends[0], let end = ends[1] else { continue }
      guard start < end else {
        table.report(
          line: row.line, column: "to", "expected an end after the start",
          "Write the next day's date for a shift that ends after midnight")
        continue
      }
      shifts.append(Shift(agent: agent, start: start, end: end))
    }
    try table.check()
    self.init(merged: WorkedHours.merged(shifts), zone: zone)
  }

  /// How long an agent worked on a local day; 0 on a day without a shift.
  package func seconds(of agent: AgentIndex, on day: Day) -> Seconds {
    secondsByDay[agent]?[day] ?? 0
  }

  /// How long an agent worked in a run of days, both ends included.
  package func seconds(of agent: AgentIndex, in days: ClosedRange<Day>) -> Seconds {
    secondsByDay[agent]?.reduce(0) { days.contains($1.key) ? $0 + $1.value : $0 } ?? 0
  }

  /// Whether any shift of the agent is known.
  package func contains(_ agent: AgentIndex) -> Bool { secondsByDay[agent] != nil }

  private static func merged(_ shifts: [Shift]) -> [Shift] {
    var merged: [Shift] = []
    for shift in shifts.sorted(by: { ($0.agent, $0.start) < ($1.agent, $1.start) }) {
      if let last = merged.last, last.agent == shift.agent, last.end >= shift.start {
        merged[merged.count - 1].end = max(last.end, shift.end)
      } else {
        merged.append(shift)
      }
    }
    return merged
  }

  /// `2026-09-01T09:00`, with a blank for the T, with seconds; 24:00 is the next midnight.
  private static func instant(_ text: String, zone: Zone) -> Instant? {
    guard let separator = text.firstIndex(where: { $0 == "T" || $0 == " " }),
      let day = Day(text[..<separator])
    else { return nil }
    let clock = text[text.index(after: separator)...]
      .split(separator: ":", omittingEmptySubsequences: false)
    let parts = clock.compactMap { part in
      part.utf8.count == 2 && part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
    }
    guard (2...3).contains(clock.count), parts.count == clock.count else { return nil }
    let second = parts[0] * 3600 + parts[1] * 60 + (parts.count == 3 ? parts[2] : 0)
    guard parts[1] < 60, parts.count < 3 || parts[2] < 60, second <= 86_400 else { return nil }
    return zone.instant(day: day, second: second)
  }
}
