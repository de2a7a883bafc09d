/// What a device is: a trunk, an agent's line, or neither; asked once per name and day.
struct LineBook {
  private let rules: CallRules
  private let names: NameTable
  private var trunkByName: [Int8] = []  // -1 not asked, 0 no, 1 yes
  private var agentByName: [Int: (day: Int, agent: AgentIndex?)] = [:]
  private var outsourcedByName: [NameID: Bool] = [:]
  private var numberByName: [NameID: Party] = [:]
  /// Made for the first device that is named after an outside number.
  private var phones: PhoneParser?

  init(rules: CallRules, names: NameTable) {
    self.rules = rules
    self.names = names
    trunkByName = Array(repeating: -1, count: names.count)
  }

  /// Whether the channel's device leads outside.
  mutating func isTrunk(_ channel: Channel) -> Bool {
    let id = channel.device.number
    guard id > 0, id < trunkByName.count else { return false }
    if trunkByName[id] < 0 {
      let text = names.text(channel.device)
      // A prefix may end in the dash that separates the suffix: `PJSIP/provider-`.
      trunkByName[id] = rules.trunks.contains { (text + "-").hasPrefix($0) } ? 1 : 0
    }
    return trunkByName[id] == 1
  }

  /// The agent whose line the device was on a day.
  mutating func agent(_ device: NameID, on day: Day) -> AgentIndex? {
    if let known = agentByName[device.number], known.day == day.number { return known.agent }
    var agent = rules.agents.agent(line: names.text(device), on: day)
    if agent == nil, let number = number(of: device) {
      agent = rules.agents.agent(number: Int64(number.raw), on: day)
    }
    agentByName[device.number] = (day.number, agent)
    return agent
  }

  /// The agent, the outsourced centre, or the device itself where no row maps it.
  mutating func ref(_ device: NameID, on day: Day) -> AgentRef {
    if let agent = agent(device, on: day) { return .mapped(agent) }
    return isOutsourced(device) ? .outsourced : .unmapped(device)
  }

  /// The outside number that a device is named after: a queue member `Local/79161112233@outside/n`.
  mutating func number(of device: NameID) -> Party? {
    guard device != .none else { return nil }
    if let known = numberByName[device] { return known.isNumber ? known : nil }
    var party = Party.unknown
    let text = names.text(device)
    // An extension has six digits or fewer.
    if let digits = AgentDirectory.extensionNumber(of: text), digits.utf8.count > 6,
      digits.utf8.allSatisfy({ $0 &- 48 < 10 || $0 == 43 })
    {
      var parser = phones ?? PhoneParser(region: rules.region)
      party = parser.parse(digits).map(Party.init(number:)) ?? .unknown
      phones = parser
    }
    numberByName[device] = party
    return party.isNumber ? party : nil
  }

  /// Whether the device leads to a centre that answers for the shop.
  mutating func isOutsourced(_ device: NameID) -> Bool {
    if rules.outsourcedLines.isEmpty, rules.outsourcedNumbers.isEmpty { return false }
    if let known = outsourcedByName[device] { return known }
    let text = names.text(device) + "-"
    let isLine = rules.outsourcedLines.contains { text.hasPrefix($0) }
    let answer =
      isLine || number(of: device).map { rules.outsourcedNumbers.contains($0.raw) } ?? false
    outsourcedByName[device] = answer
    return answer
  }
}

/// Applications of Asterisk by what they mean for a caller.
enum DialplanApplication {
  case queue
  case dial
  case voicemail
  case refusal
  case menu
  case other

  init(_ name: String) {
    switch name.lowercased() {
    case "queue": self = .queue
    case "dial", "appdial", "appdial2", "followme": self = .dial
    case "voicemail": self = .voicemail
    case "busy", "congestion": self = .refusal
    case "background", "backgrounddetect", "waitexten", "playback", "read", "ivr", "saydigits",
      "musiconhold", "playtones", "agi", "stasis":
      self = .menu
    default: self = .other
    }
  }
}
