/// An agent's place in the directory's list, which is sorted by id.
package struct AgentIndex: Hashable, Comparable, Sendable {
  /// 0-based.
  package var position: Int

  /// Makes an index of a place in the list.
  @inlinable
  package init(position: Int) { self.position = position }

  /// Orders as the list does.
  @inlinable
  package static func < (a: AgentIndex, b: AgentIndex) -> Bool { a.position < b.position }
}

/// Somebody who answers calls or works on orders.
package struct Agent: Hashable, Sendable {
  /// The shop's own key of the person; what reports and pay lines carry.
  package var id: String
  /// The name of the latest row.
  package var name: String
  /// The rows of agents.csv, by their first day.
  package var rows: [AgentRow]

  /// Makes an agent of his rows.
  package init(id: String, name: String, rows: [AgentRow]) {
    self.id = id
    self.name = name
    self.rows = rows
  }

  /// The first of the rows that hold on a day: its team and terms are those of that day.
  package func row(on day: Day) -> AgentRow? { rows.first { $0.validity.contains(day) } }
}

/// One row of agents.csv: a line and the terms that hold while the agent has it.
package struct AgentRow: Hashable, Sendable {
  /// The days the row holds for.
  package var validity: Validity
  /// The extension, queue member or outside number; empty for who has no phone.
  package var line: String
  /// The name that the row gives.
  package var name: String
  /// The team, which chooses the scorecard.
  package var team: String
  /// Payroll's own key; `nil` if not given.
  package var payrollID: String?
  /// The share of a full position, 1 for all of it; `nil` if not given.
  package var rate: DecimalFraction?
  /// Base pay of a month in minor units, shown only; `nil` if not given.
  package var base: Int?
  /// The bonus at score 1 and full rate in minor units; `nil` if the scorecard's holds.
  package var bonus: Int?
  /// What the order system calls the agent; `nil` if it uses the name.
  package var crm: String?
  /// The row's line in agents.csv, 1-based.
  package var sourceLine: Int
}
