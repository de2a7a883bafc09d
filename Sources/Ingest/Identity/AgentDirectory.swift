/// Who had which line on which day, and what the order system calls whom.
///
/// An empty optional cell of agents.csv (payroll_id, rate, base, bonus, crm) means what the
/// agent's row before it says, by date; where there is none before, what the next one says.
package struct AgentDirectory: Sendable {
  /// All agents, sorted by id: an ``AgentIndex`` is a place in this list.
  package let agents: [Agent]
  private var byLine: [String: [Holder]] = [:]
  private var byNumber: [Int64: [Holder]] = [:]
  private var byCRM: [String: [Holder]] = [:]
  private var byID: [String: AgentIndex] = [:]

  private struct Holder {
    var validity: Validity
    var agent: AgentIndex
    var sourceLine: Int
  }

  /// A directory that knows nobody.
  package static let empty = AgentDirectory(agents: [])

  private init(agents: [Agent]) { self.agents = agents }

  /// Reads agents.csv: `id,name,team,line,from,to[,payroll_id,rate,base,bonus,crm]`.
  ///
  /// - Parameters:
  ///   - bytes: The file, UTF-8.
  ///   - file: Its name, for messages.
  ///   - normalize: A phone number as E.164 digits; `nil` for what is none, such as an extension.
  /// - Throws: All problems of the file, among them two agents with one line on one day.
  package init(
    bytes: [UInt8], file: String, normalize: (String) -> Int64?
  ) throws(TableError) {
    var table = SmallTable(
      bytes, file: file, required: ["id", "name", "team", "line", "from", "to"],
      optional: ["payroll_id", "rate", "base", "bonus", "crm"])
    var rowsByID: [String: [AgentRow]] = [:]
    for row in table.rows {
      guard let (id, parsed) = AgentDirectory.row(row, in: &table) else { continue }
      rowsByID[id, default: []].append(parsed)
    }
    var agents: [Agent] = []
    for (id, rows) in rowsByID.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      let rows = AgentDirectory.filled(
        rows.sorted { ($0.validity.from, $0.sourceLine) < ($1.validity.from, $1.sourceLine) })
      agents.append(Agent(id: id, name: rows[rows.count - 1].name, rows: rows))
    }
    self.init(agents: agents)
    for (position, agent) in agents.enumerated() {
      add(agent, AgentIndex(position: position), normalize: normalize)
    }
    for agent in agents { AgentDirectory.reportContradictions(of: agent, in: &table) }
    AgentDirectory.reportOverlaps(
      of: Array(byLine.values) + Array(byNumber.values), column: "line", in: &table,
      remedy: "End one of the two rows before the other begins")
    AgentDirectory.reportOverlaps(
      of: Array(byCRM.values), column: "crm", in: &table,
      remedy: "Fill in `crm` so that each agent's name in the order system is his own")
    try table.check()
  }

  /// The agent of that id.
  package func agent(id: String) -> AgentIndex? { byID[id] }

  /// Whose line it was: an extension, a queue member's name, or the device of a channel.
  ///
  /// The line as agents.csv writes it wins; otherwise the extension inside `PJSIP/201-0000a`,
  /// `SIP/201` or `Local/201@from-queue/n` is looked up.
  package func agent(line: String, on day: Day) -> AgentIndex? {
    AgentDirectory.holder(byLine[line], on: day)
      ?? AgentDirectory.device(of: line).flatMap { AgentDirectory.holder(byLine[$0], on: day) }
      ?? AgentDirectory.extensionNumber(of: line)
      .flatMap { AgentDirectory.holder(byLine[$0], on: day) }
  }

  /// Whose outside number it was.
  package func agent(number: Int64, on day: Day) -> AgentIndex? {
    AgentDirectory.holder(byNumber[number], on: day)
  }

  /// Who the order system means by a name.
  package func agent(crm name: String, on day: Day) -> AgentIndex? {
    AgentDirectory.holder(byCRM[name], on: day)
  }

  /// The row that says an agent's team and terms on a day.
  package func row(of agent: AgentIndex, on day: Day) -> AgentRow? {
    agents[agent.position].row(on: day)
  }

  /// The agent of an index.
  package subscript(_ index: AgentIndex) -> Agent { agents[index.position] }

  /// All indices, in the list's order.
  package var indices: [AgentIndex] { agents.indices.map { AgentIndex(position: $0) } }

  private static func holder(_ holders: [Holder]?, on day: Day) -> AgentIndex? {
    holders?.first { $0.validity.contains(day) }?.agent
  }

  /// `PJSIP/201` of `PJSIP/201-0000000a`; `nil` without such a suffix.
  static func device(of channel: String) -> String? {
    guard channel.contains("/"), let dash = channel.lastIndex(of: "-") else { return nil }
    let suffix = channel[channel.index(after: dash)...].prefix { $0 != ";" }
    guard suffix.utf8.count == 8, suffix.allSatisfy(\.isHexDigit) else { return nil }
    return String(channel[..<dash])
  }

  /// `201` of `PJSIP/201-0000000a`, `SIP/201` and `Local/201@from-queue/n`; `nil` for anything
  /// that is no channel.
  static func extensionNumber(of channel: String) -> String? {
    let name = device(of: channel) ?? channel
    guard let slash = name.firstIndex(of: "/") else { return nil }
    let rest = name[name.index(after: slash)...].prefix { $0 != "@" && $0 != "/" }
    return rest.isEmpty ? nil : String(rest)
  }
}

extension AgentDirectory {
  private static func row(
    _ row: SmallTable.Row, in table: inout SmallTable
  ) -> (String, AgentRow)? {
    let id = table.cell(row, "id")
    let name = table.cell(row, "name")
    if id.isEmpty {
      table.report(
        line: row.line, column: "id", "expected a key of the agent",
        "Give each person a short key that never changes, such as petrova")
    }
    if name.isEmpty {
      table.report(line: row.line, column: "name", "expected a name", "Fill in the agent's name")
    }
    let rateText = table.cell(row, "rate")
    let rate = DecimalFraction(rateText.replacing(",", with: "."))
    if !rateText.isEmpty, (rate ?? DecimalFraction(0)) <= DecimalFraction(0) {
      table.report(
        line: row.line, column: "rate", "expected a share of a full position such as 1 or 0.5",
        "Write a positive number, or leave the cell empty for a full position")
    }
    let base = table.money(row, "base")
    let bonus = table.money(row, "bonus")
    guard let validity = table.validity(row), !id.isEmpty else { return nil }
    let payrollID = table.cell(row, "payroll_id")
    let crm = table.cell(row, "crm")
    return (
      id,
      AgentRow(
        validity: validity, line: table.cell(row, "line"), name: name,
        team: table.cell(row, "team"), payrollID: payrollID.isEmpty ? nil : payrollID, rate: rate,
        base: base, bonus: bonus, crm: crm.isEmpty ? nil : crm, sourceLine: row.line)
    )
  }

  /// Fills empty optional cells from the agent's row before, else from the next.
  private static func filled(_ rows: [AgentRow]) -> [AgentRow] {
    var rows = rows
    func fill(_ index: Int, from other: Int) {
      rows[index].payrollID = rows[index].payrollID ?? rows[other].payrollID
      rows[index].rate = rows[index].rate ?? rows[other].rate
      rows[index].base = rows[index].base ?? rows[other].base
      rows[index].bonus = rows[index].bonus ?? rows[other].bonus
      rows[index].crm = rows[index].crm ?? rows[other].crm
    }
    for index in rows.indices.dropFirst() { fill(index, from: index - 1) }
    for index in rows.indices.dropLast().reversed() { fill(index, from: index + 1) }
    return rows
  }

  private mutating func add(
    _ agent: Agent, _ index: AgentIndex, normalize: (String) -> Int64?
  ) {
    byID[agent.id] = index
    for row in agent.rows {
      let holder = Holder(validity: row.validity, agent: index, sourceLine: row.sourceLine)
      byCRM[row.crm ?? row.name, default: []].append(holder)
      guard !row.line.isEmpty else { continue }
      if let number = normalize(row.line) {
        byNumber[number, default: []].append(holder)
      } else {
        byLine[row.line, default: []].append(holder)
      }
    }
  }

  /// Two rows of one agent that hold on one day have to say the same about him.
  private static func reportContradictions(of agent: Agent, in table: inout SmallTable) {
    for (index, row) in agent.rows.enumerated() {
      for other in agent.rows[..<index] where other.validity.overlaps(row.validity) {
        let columns: [(String, Bool)] = [
          ("name", row.name == other.name), ("team", row.team == other.team),
          ("payroll_id", row.payrollID == other.payrollID), ("rate", row.rate == other.rate),
          ("base", row.base == other.base), ("bonus", row.bonus == other.bonus),
        ]
        for (column, agrees) in columns where !agrees {
          table.report(
            line: row.sourceLine, column: column,
            "expected the same as in \(table.file):\(other.sourceLine), which holds on the same days for the same agent",
            "Make both rows agree, or end one before the other begins")
        }
      }
    }
  }

  private static func reportOverlaps(
    of groups: [[Holder]], column: String, in table: inout SmallTable, remedy: String
  ) {
    var reported: Set<[Int]> = []
    for holders in groups {
      for (index, a) in holders.enumerated() {
        for b in holders[..<index] where a.agent != b.agent && a.validity.overlaps(b.validity) {
          let lines = [a.sourceLine, b.sourceLine].sorted()
          guard reported.insert(lines).inserted else { continue }
          table.report(
            line: lines[1], column: column,
            "expected one agent a day, \(table.file):\(lines[0]) gives the same \(column == "line" ? "line" : "name in the order system") to another agent on the same days",
            remedy)
        }
      }
    }
  }
}
