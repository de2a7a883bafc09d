/// What a device is: a trunk, an agent's line, or neither; asked once per name and day.
struct LineBook {
  private let rules: CallRules
  private let names: NameTable
  private var trunkByName: [Int8] = []  // -1 not asked, 0 no, 1 yes
  private var agentByName: [Int: (day: Int, agent: AgentIndex?)] = [:]

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
    let agent = rules.agents.agent(line: names.text(device), on: day)
    agentByName[device.number] = (day.number, agent)
    return agent
  }

  /// The agent, or the device itself where no row maps it.
  mutating func ref(_ device: NameID, on day: Day) -> AgentRef {
    agent(device, on: day).map(AgentRef.mapped) ?? .unmapped(device)
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
