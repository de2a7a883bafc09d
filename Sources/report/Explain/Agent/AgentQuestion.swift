/// What is asked about an agent: a figure of a table.
struct AgentQuestion: Sendable {
  /// The tables whose figures can be taken apart; raw values are their names.
  enum Table: String, CaseIterable, Encodable, Sendable {
    case calls = "calls_by_agent.csv"
    case hours = "agents_by_hour.csv"
    case around14 = "agents_around_14.csv"
    case time = "agent_time.csv"
    case pauses = "agent_pauses.csv"

    /// Its columns with figures.
    var measures: [String] {
      switch self {
      case .calls: CallTables.agentMeasures
      case .hours: AgentHourTables.measures
      case .around14: AgentHourTables.aroundMeasures
      case .time: AgentTimeTables.measures
      case .pauses: AgentTimeTables.pauseMeasures
      }
    }

    /// Whether its figures are made of stretches of time, not of calls.
    var isOfTime: Bool { self == .time || self == .pauses }
  }

  /// A question that no table answers; the text says what is expected.
  struct Unanswerable: Error {
    let description: String
  }

  /// A column; `nil` for all of them.
  let measure: String?
  /// The hour in which the calls began, 0 to 23; `nil` for all.
  let hour: Int?
  /// Of the day on which they began, from 0 for Monday on; `nil` for all.
  let weekday: Int?
  /// Why the agent paused, as the switch wrote it; `nil` for any reason.
  let pauseReason: String?
  let table: Table

  /// All of a table.
  init(of table: Table) {
    (measure, hour, weekday, pauseReason, self.table) = (nil, nil, nil, nil, table)
  }

  /// Finds the table: an hour or a weekday makes it agents_by_hour.csv, a reason agent_pauses.csv,
  /// else it is the first that has the column.
  /// - Parameters:
  ///   - hour: 0 to 23.
  ///   - weekday: As agents_by_hour.csv writes it, `mon`.
  /// - Throws: ``Unanswerable``.
  init(
    measure: String?, hour: Int? = nil, weekday: String? = nil, pauseReason: String? = nil
  ) throws {
    let day = weekday.flatMap { AgentHourTables.weekdays.firstIndex(of: $0) }
    if let hour, !(0...23).contains(hour) {
      throw Unanswerable(description: "expected an hour from 0 to 23 behind --hour.")
    }
    guard day != nil || weekday == nil else {
      let days = AgentHourTables.weekdays.joined(separator: ", ")
      throw Unanswerable(description: "expected one of \(days) behind --weekday.")
    }
    guard pauseReason == nil || (hour == nil && day == nil) else {
      throw Unanswerable(
        description:
          "expected --pause-reason without --hour and --weekday: agent_pauses.csv has no hours.")
    }
    let narrowed: Table? = pauseReason != nil ? .pauses : hour != nil || day != nil ? .hours : nil
    let tables = narrowed.map { [$0] } ?? Table.allCases
    let found = measure.map { measure in tables.first { $0.measures.contains(measure) } }
    // Without a column the calls are shown, or what the narrowing is about.
    guard let table = found ?? narrowed ?? .calls else {
      let known = tables.map { "\($0.rawValue): \($0.measures.joined(separator: ", "))" }
      throw Unanswerable(
        description:
          "expected behind --measure a column of \(known.joined(separator: "; of ")).")
    }
    (self.measure, self.hour, self.pauseReason) = (measure, hour, pauseReason)
    (self.weekday, self.table) = (day, table)
  }

  /// Whether a fact of a call is asked about.
  func concerns(_ fact: AgentFact) -> Bool {
    (hour ?? fact.hour) == fact.hour && (weekday ?? fact.weekday) == fact.weekday
      && (table != .around14 || isOfHalf(fact))
  }

  /// Before and after 14:00.
  private func isOfHalf(_ fact: AgentFact) -> Bool {
    let isBefore = fact.hour < AgentHourTables.parting
    if measure?.hasSuffix("_before") == true { return isBefore }
    if measure?.hasSuffix("_after") == true { return !isBefore }
    return true
  }

  /// The hour and the weekday, or the reason, beside the period's name.
  var narrowing: String? {
    let day = weekday.map { AgentHourTables.weekdays[$0] }
    let hours = hour.map { "\($0 < 10 ? "0" : "")\($0):00–\($0 < 10 ? "0" : "")\($0):59" }
    let words = [day, hours, pauseReason?.printableWord].compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}
