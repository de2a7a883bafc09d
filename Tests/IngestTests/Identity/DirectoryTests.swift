import Ingest
import Testing

/// The digits of what looks like a phone number in international or Russian notation.
private func digitsOnly(_ text: String) -> Int64? {
  let digits = text.filter(\.isNumber)
  guard !text.contains(where: \.isLetter), digits.count == 11 else { return nil }
  return Int64(digits.hasPrefix("8") ? "7" + digits.dropFirst() : digits)
}

private func day(_ text: String) -> Day {
  guard let day = Day(text) else {
    Issue.record("no day: \(text)")
    return Day(number: 0)
  }
  return day
}

@Suite("Agents") struct AgentDirectoryTests {
  static func directory(_ rows: String...) throws(TableError) -> AgentDirectory {
    let text = "id,name,team,line,from,to,payroll_id,rate,base,bonus,crm\n"
    return try AgentDirectory(
      bytes: Array((text + rows.joined(separator: "\n")).utf8), file: "agents.csv",
      normalize: digitsOnly)
  }

  @Test func `an extension that changes hands belongs to whoever had it that day`() throws {
    let agents = try Self.directory(
      "petrova,Анна Петрова,calls,201,2026-01-01,2026-10-01,,,,,",
      "ivanov,Ivan Ivanov,calls,201,2026-10-01,,,,,,")
    #expect(agents.agents.map(\.id) == ["ivanov", "petrova"])
    let ivanov = AgentIndex(position: 0)
    let petrova = AgentIndex(position: 1)
    #expect(agents.agent(line: "201", on: day("2025-12-31")) == nil)
    #expect(agents.agent(line: "201", on: day("2026-01-01")) == petrova)
    #expect(agents.agent(line: "201", on: day("2026-09-30")) == petrova)
    #expect(agents.agent(line: "201", on: day("2026-10-01")) == ivanov)
    #expect(agents.agent(line: "201", on: day("2036-10-01")) == ivanov)
  }

  @Test(arguments: [
    "201", "SIP/201", "PJSIP/201", "PJSIP/201-0000000a", "Local/201@from-queue/n",
    "Local/201@from-queue-0000001f;2",
  ])
  func `an extension is found by the devices and channels that ring it`(_ line: String) throws {
    let agents = try Self.directory("petrova,Petrova,calls,201,2026-01-01,,,,,,")
    #expect(agents.agent(line: line, on: day("2026-09-01")) == AgentIndex(position: 0))
  }

  @Test func `a line as the file writes it wins over the extension inside it`() throws {
    let agents = try Self.directory(
      "a,A,calls,Agent/1001,2026-01-01,,,,,,", "b,B,calls,1001,2026-01-01,,,,,,",
      "c,C,calls,Ivan Petrov,2026-01-01,,,,,,", "d,D,calls,PJSIP/lobby-2,2026-01-01,,,,,,")
    #expect(agents.agent(line: "Agent/1001", on: day("2026-09-01")) == agents.agent(id: "a"))
    #expect(agents.agent(line: "1001", on: day("2026-09-01")) == agents.agent(id: "b"))
    #expect(agents.agent(line: "SIP/1001", on: day("2026-09-01")) == agents.agent(id: "b"))
    #expect(agents.agent(line: "Ivan Petrov", on: day("2026-09-01")) == agents.agent(id: "c"))
    #expect(agents.agent(line: "Ivan", on: day("2026-09-01")) == nil)
    // A dash inside the device's own name is no channel suffix.
    #expect(
      agents.agent(line: "PJSIP/lobby-2-000000ff", on: day("2026-09-01"))
        == agents.agent(id: "d"))
    #expect(agents.agent(line: "PJSIP/lobby", on: day("2026-09-01")) == nil)
  }

  @Test func `an agent may have several lines, one of them an outside number`() throws {
    let agents = try Self.directory(
      "petrova,Petrova,calls,201,2026-01-01,,17,0.5,30000.00,15000,Петрова А.",
      "petrova,Petrova,calls,8 (912) 000-00-01,2026-01-01,2026-06-01,,,,,")
    #expect(agents.agents.count == 1)
    #expect(
      agents.agent(number: 79_120_000_001, on: day("2026-05-31")) == agents.agent(id: "petrova"))
    #expect(agents.agent(number: 79_120_000_001, on: day("2026-06-01")) == nil)
    let terms = try #require(agents.row(of: AgentIndex(position: 0), on: day("2026-09-01")))
    #expect(terms.payrollID == "17")
    #expect(terms.rate == DecimalFraction("0.50"))
    #expect(terms.base == 3_000_000)
    #expect(terms.bonus == 1_500_000)
  }

  @Test func `a team holds for the days of its row, empty terms are those of the row before`()
    throws
  {
    let agents = try Self.directory(
      "petrova,Petrova,calls,201,2026-01-01,2026-10-01,17,1,,20000,",
      "petrova,Petrova,sales,201,2026-10-01,,,,,25000,")
    let petrova = AgentIndex(position: 0)
    let september = try #require(agents.row(of: petrova, on: day("2026-09-30")))
    let october = try #require(agents.row(of: petrova, on: day("2026-10-01")))
    #expect(september.team == "calls")
    #expect(september.bonus == 2_000_000)
    #expect(october.team == "sales")
    #expect(october.bonus == 2_500_000)
    #expect(october.payrollID == "17")
    #expect(agents.row(of: petrova, on: day("2025-10-01")) == nil)
  }

  @Test func `the order system's name is crm, else the name`() throws {
    let agents = try Self.directory(
      "a,Anna,calls,201,2026-01-01,,,,,,robot-7", "b,Berta,calls,202,2026-01-01,2026-05-01,,,,,")
    #expect(agents.agent(crm: "robot-7", on: day("2026-09-01")) == agents.agent(id: "a"))
    #expect(agents.agent(crm: "Anna", on: day("2026-09-01")) == nil)
    #expect(agents.agent(crm: "Berta", on: day("2026-04-30")) == agents.agent(id: "b"))
    #expect(agents.agent(crm: "Berta", on: day("2026-05-01")) == nil)
  }

  @Test func `two agents on one line on one day are an error that names both rows`() {
    let error = #expect(throws: TableError.self) {
      try Self.directory(
        "a,Anna,calls,201,2026-01-01,2026-06-02,,,,,", "b,Berta,calls,202,2026-01-01,,,,,,",
        "c,Clara,calls,201,2026-06-01,,,,,,")
    }
    #expect(error?.problems.count == 1)
    #expect(error?.problems.first?.line == 4)
    #expect(
      error?.description
        == "agents.csv:4 line: expected one agent a day, agents.csv:2 gives the same line to another agent on the same days. End one of the two rows before the other begins."
    )
  }

  @Test func `one number in two spellings is one line, and the message does not tell it`() {
    let error = #expect(throws: TableError.self) {
      try Self.directory(
        "a,Anna,calls,+79120000001,2026-01-01,,,,,,",
        "b,Berta,calls,8 912 000-00-01,2026-01-01,,,,,,")
    }
    #expect(error?.problems.map(\.line) == [3])
    #expect(error?.description.contains("912") == false)
  }

  @Test func `two agents whom the order system calls alike are an error`() {
    let error = #expect(throws: TableError.self) {
      try Self.directory(
        "a,Anna,calls,201,2026-01-01,,,,,,", "b,Berta,calls,202,2026-01-01,,,,,,Anna")
    }
    #expect(error?.problems.map(\.column) == ["crm"])
  }

  @Test func `rows of one agent that hold on one day must agree`() {
    let error = #expect(throws: TableError.self) {
      try Self.directory(
        "a,Anna,calls,201,2026-01-01,,,,,,", "a,Anna,sales,202,2026-05-01,,,,,,")
    }
    #expect(error?.problems.map(\.line) == [3])
    #expect(error?.problems.map(\.column) == ["team"])
  }

  @Test func `all problems of a file are told, in the order of its lines`() {
    let error = #expect(throws: TableError.self) {
      try Self.directory(
        ",Anna,calls,201,2026-01-01,,,,,,", "b,Berta,calls,202,01.02.2026,,,0,,,",
        "c,Clara,calls,203,2026-05-01,2026-05-01,,,,1.234,", "d,Dora,calls,204")
    }
    #expect(
      error?.problems.map { "\($0.line) \($0.column ?? "-")" }
        == ["2 id", "3 from", "3 rate", "4 bonus", "4 to", "5 -"])
  }

  @Test(arguments: [
    (
      "id;name;team;line;from;to\r\na;\"Anna; B\"\"c\"\"\";calls;201;2026-01-01;\r\n",
      "Anna; B\"c\""
    ),
    ("\u{FEFF}id,name,team,line,from,to\n\na,Anna,calls,201,2026-01-01,\n", "Anna"),
    ("line,to,from,id,team,name\r201,,2026-01-01,a,calls,  Anna  ", "Anna"),
    ("id\tname\tteam\tline\tfrom\tto\na\tAnna\tcalls\t201\t2026-01-01\t\n", "Anna"),
  ])
  func `spreadsheets' delimiters, quotes, line ends and byte order marks are read`(
    _ text: String, _ name: String
  ) throws {
    let agents = try AgentDirectory(
      bytes: Array(text.utf8), file: "agents.csv", normalize: digitsOnly)
    #expect(agents.agents.map(\.name) == [name])
    #expect(agents.agent(line: "201", on: day("2026-01-01")) == AgentIndex(position: 0))
  }

  @Test(arguments: [
    ("", 1), ("id,name,team,line,from\na,A,c,1,2026-01-01", 1),
    ("id,name,team,line,from,to,wage\n", 1), ("id,id,name,team,line,from,to\n", 1),
  ])
  func `a header without its columns, or with others, is refused`(_ text: String, _ line: Int) {
    let error = #expect(throws: TableError.self) {
      try AgentDirectory(bytes: Array(text.utf8), file: "agents.csv", normalize: digitsOnly)
    }
    #expect(error?.problems.map(\.line) == [line])
  }

  @Test func `a stray quote costs its own row`() {
    let text =
      "id,name,team,line,from,to\na,\"Anna,c,1,2026-01-01,\nb,Berta,c,2,2026-01-01,\nc,C,c\n"
    let error = #expect(throws: TableError.self) {
      try AgentDirectory(bytes: Array(text.utf8), file: "agents.csv", normalize: digitsOnly)
    }
    #expect(error?.problems.map(\.line) == [2, 4])
  }

  @Test func `bytes that are no UTF-8 are refused with their line`() {
    let bytes = Array("id,name,team,line,from,to\na,".utf8) + [0xC0, 0xED] + Array(",c,1,,\n".utf8)
    let error = #expect(throws: TableError.self) {
      try AgentDirectory(bytes: bytes, file: "agents.csv", normalize: digitsOnly)
    }
    #expect(error?.problems.map(\.line) == [2])
  }
}

@Suite("Numbers") struct NumberDirectoryTests {
  static func directory(_ rows: String...) throws(TableError) -> NumberDirectory {
    try NumberDirectory(
      bytes: Array(("number,section,from,to,monthly_cost\n" + rows.joined(separator: "\n")).utf8),
      file: "numbers.csv", normalize: digitsOnly)
  }

  @Test func `a call counts for the section its number had then`() throws {
    let numbers = try Self.directory(
      "+7 351 220-00-01,delivery,2026-01-01,2026-09-01,300.50", "83512200001,vitamins,2026-09-15,,",
      "+73512200000,,2026-01-01,,")
    #expect(numbers.assignment(of: 73_512_200_001, on: day("2026-08-31"))?.section == "delivery")
    #expect(numbers.assignment(of: 73_512_200_001, on: day("2026-08-31"))?.monthlyCost == 30_050)
    #expect(numbers.assignment(of: 73_512_200_001, on: day("2026-09-01")) == nil)
    #expect(numbers.assignment(of: 73_512_200_001, on: day("2026-09-15"))?.section == "vitamins")
    // Between the two it is retired, and still known.
    #expect(
      numbers.retiredAssignment(of: 73_512_200_001, by: day("2026-09-01"))?.section == "delivery")
    #expect(numbers.retiredAssignment(of: 73_512_200_001, by: day("2026-08-31")) == nil)
    #expect(numbers.contains(73_512_200_001))
    #expect(!numbers.contains(73_512_200_002))
  }

  @Test func `a number without a section is a general number, not an unknown one`() throws {
    let numbers = try Self.directory("+73512200000,,2026-01-01,,")
    let assignment = try #require(numbers.assignment(of: 73_512_200_000, on: day("2026-02-01")))
    #expect(assignment.section == nil)
  }

  @Test func `one number in two sections on one day is an error that names both rows`() {
    let error = #expect(throws: TableError.self) {
      try Self.directory(
        "+73512200001,delivery,2026-01-01,2026-09-02,", "83512200001,vitamins,2026-09-01,,",
        "12,vitamins,2026-09-01,,")
    }
    #expect(error?.problems.map { "\($0.line) \($0.column ?? "-")" } == ["3 number", "4 number"])
    #expect(error?.problems.first?.expected.contains("numbers.csv:2") == true)
    #expect(error?.description.contains("220000") == false)
  }
}

@Suite("Shifts") struct WorkedHoursTests {
  static let urals = Zone("Asia/Yekaterinburg") ?? .utc

  static func worked(_ rows: String..., zone: Zone = urals) throws -> WorkedHours {
    let agents = try AgentDirectory(
      bytes: Array(
        "id,name,team,line,from,to\na,Anna,c,201,2026-01-01,\nb,Berta,c,202,2026-01-01,".utf8),
      file: "agents.csv", normalize: digitsOnly)
    return try WorkedHours(
      bytes: Array(("agent,from,to\n" + rows.joined(separator: "\n")).utf8), file: "shifts.csv",
      agents: agents, zone: zone)
  }

  @Test func `overlapping shifts of one agent are worked once`() throws {
    let worked = try Self.worked(
      "a,2026-09-01T09:00,2026-09-01T13:00", "a,2026-09-01 12:00,2026-09-01 17:30:00",
      "b,2026-09-01T12:00,2026-09-01T13:00")
    let a = AgentIndex(position: 0)
    let b = AgentIndex(position: 1)
    #expect(worked.seconds(of: a, on: day("2026-09-01")) == 8 * 3600 + 1800)
    #expect(worked.seconds(of: b, on: day("2026-09-01")) == 3600)
    #expect(worked.seconds(of: b, on: day("2026-09-02")) == 0)
    #expect(worked.shifts.count == 2)
  }

  @Test func `a night shift counts for both days it touches`() throws {
    let worked = try Self.worked(
      "a,2026-09-30T21:00,2026-10-01T06:00", "a,2026-10-01T09:00,2026-10-01T24:00")
    let a = AgentIndex(position: 0)
    #expect(worked.seconds(of: a, on: day("2026-09-30")) == 3 * 3600)
    #expect(worked.seconds(of: a, on: day("2026-10-01")) == (6 + 15) * 3600)
    #expect(worked.seconds(of: a, in: day("2026-09-01")...day("2026-09-30")) == 3 * 3600)
  }

  @Test func `the night the clock is put back is an hour longer`() throws {
    let berlin = try #require(Zone("Europe/Berlin"))
    let worked = try Self.worked("a,2026-10-25T00:00,2026-10-25T06:00", zone: berlin)
    #expect(worked.seconds(of: AgentIndex(position: 0), on: day("2026-10-25")) == 7 * 3600)
  }

  @Test func `an unknown agent, a time that is none and an end before the start are errors`() {
    let error = #expect(throws: TableError.self) {
      try Self.worked(
        "c,2026-09-01T09:00,2026-09-01T13:00", "a,2026-09-01,2026-09-01T13:00",
        "a,2026-09-01T21:00,2026-09-01T06:00", "a,2026-09-01T09:00,2026-09-01T+9:30")
    }
    #expect(
      error?.problems.map { "\($0.line) \($0.column ?? "-")" }
        == ["2 agent", "3 from", "4 to", "5 to"])
  }
}
