package import Ingest

/// Reads log-ons, log-offs and pauses out of a queue log: who was there when.
///
/// What holds on a day depends only on events from two caps before it to one cap after it, so any
/// stretch of days can be read by itself. Source of the rules: docs/metrics.md#worked-time-and-occupancy.
package struct PresenceFold {
  /// By day and agent.
  package private(set) var presence: [Day: [String: PresenceTally]] = [:]
  /// By day and ``PauseTally/key(agent:reason:)``.
  package private(set) var pauses: [Day: [String: PauseTally]] = [:]

  /// Something that began and has not ended.
  private struct Open {
    var start: Instant
    /// The last event that said so: the cap runs from it.
    var confirmed: Instant
    /// Of a pause.
    var reason: NameID = .none
  }

  /// One member of queues, by name or interface.
  private struct Device {
    /// By queue; none for log-ons of the agent himself.
    var logins: [NameID: Open] = [:]
    /// By queue; none for all queues at once.
    var pauses: [NameID: Open] = [:]
    /// The last log-on of sessions that were cut, whose log-off may still come.
    var cut: [NameID: Instant] = [:]
  }

  /// Called with every part that counts, in no order.
  package var observe: ((PresencePart) -> Void)?

  private let agents: AgentDirectory
  private let names: NameTable
  private let zone: Zone
  private let cap: Seconds
  private var devices: [NameID: Device] = [:]

  /// Makes a fold of no events.
  /// - Parameters:
  ///   - agents: Who holds which device on which day.
  ///   - names: Of devices and reasons.
  ///   - zone: Of the days.
  ///   - cap: A session or a pause ends at the latest so long after its last log-on or pause.
  package init(agents: AgentDirectory, names: NameTable, zone: Zone, cap: Seconds) {
    self.agents = agents
    self.names = names
    self.zone = zone
    self.cap = cap
  }

  /// Takes the next event, in order of time; what says nothing of presence is passed over.
  package mutating func record(_ event: QueueEvent) {
    guard event.kind.concernsPresence, event.agent != .none else { return }
    var device = devices.removeValue(forKey: event.agent) ?? Device()
    expire(&device, event.agent, before: event.at)
    switch event.kind {
    case .addMember:
      logOn(&device, event.queue, at: event.at)
      // The parameter PAUSED: a member that is not available from the start.
      if event.word != .none {
        endPause(&device, event.agent, event.queue, at: event.at)
        device.pauses[event.queue] = Open(start: event.at, confirmed: event.at)
      }
    case .agentLogin, .agentCallbackLogin: logOn(&device, .none, at: event.at)
    case .removeMember: logOff(&device, event, event.queue)
    case .agentLogoff, .agentCallbackLogoff: logOff(&device, event, .none)
    case .pause: pause(&device, event, event.queue)
    case .pauseAll: pause(&device, event, .none)
    case .unpause where event.queue != .none:
      endPause(&device, event.agent, event.queue, at: event.at)
      // Each queue's end is told by itself: with the last of them the pause of all is over too.
      if device.pauses.keys.allSatisfy({ $0 == .none }) { endPauses(&device, event) }
    case .unpause, .unpauseAll: endPauses(&device, event)
    default: break
    }
    devices[event.agent] = device
  }

  /// Ends what is still going on.
  /// - Parameter until: The end of what was read: later nothing is known.
  package mutating func finish(until: Instant) {
    for name in devices.keys.sorted() {
      guard var device = devices[name] else { continue }
      // A cap that is reached exactly at the end is over: the event that could come is not known.
      expire(&device, name, before: until + 1)
      for (queue, open) in device.logins { end(open, .session, name, queue, at: until, .open) }
      for (queue, open) in device.pauses { end(open, .pause, name, queue, at: until, .open) }
    }
    devices = [:]
  }

  // MARK: - Sessions

  private func logOn(_ device: inout Device, _ queue: NameID, at moment: Instant) {
    device.cut[queue] = nil
    device.logins[queue, default: Open(start: moment, confirmed: moment)].confirmed = moment
  }

  private mutating func logOff(_ device: inout Device, _ event: QueueEvent, _ queue: NameID) {
    if let open = device.logins.removeValue(forKey: queue) {
      end(open, .session, event.agent, queue, at: event.at)
    } else if let last = device.cut.removeValue(forKey: queue), event.at - last <= 2 * cap {
      // The session has been cut and flagged; this is its late end.
    } else if (0...cap).contains(event.wait) {
      // The switch says how long the session lasted of which it did not write the start.
      add(
        PresencePart(
          kind: .session, device: event.agent, queue: queue, start: event.at - event.wait,
          end: event.at, isCountedBack: true))
    } else {
      add(
        PresencePart(
          kind: .strayLogoff, device: event.agent, queue: queue, start: event.at, end: event.at))
    }
    if queue != .none { endPause(&device, event.agent, queue, at: event.at) }
    if device.logins.isEmpty { endPauses(&device, event) }
  }

  /// Cuts what has lasted longer than the cap.
  private mutating func expire(_ device: inout Device, _ name: NameID, before moment: Instant) {
    for (queue, open) in device.logins where open.confirmed + cap < moment {
      device.logins[queue] = nil
      device.cut[queue] = open.confirmed
      end(open, .session, name, queue, at: open.confirmed + cap, .capped)
    }
    for (queue, open) in device.pauses where open.confirmed + cap < moment {
      device.pauses[queue] = nil
      end(open, .pause, name, queue, at: open.confirmed + cap, .capped)
    }
  }

  // MARK: - Pauses

  private mutating func pause(_ device: inout Device, _ event: QueueEvent, _ queue: NameID) {
    // Paused again, maybe for another reason: the first reason ends here.
    endPause(&device, event.agent, queue, at: event.at)
    device.pauses[queue] = Open(start: event.at, confirmed: event.at, reason: event.word)
  }

  private mutating func endPause(
    _ device: inout Device, _ name: NameID, _ queue: NameID, at moment: Instant
  ) {
    if let open = device.pauses.removeValue(forKey: queue) {
      end(open, .pause, name, queue, at: moment)
    }
  }

  private mutating func endPauses(_ device: inout Device, _ event: QueueEvent) {
    for queue in device.pauses.keys { endPause(&device, event.agent, queue, at: event.at) }
  }

  // MARK: - Days

  private mutating func end(
    _ open: Open, _ kind: PresencePart.Kind, _ device: NameID, _ queue: NameID, at end: Instant,
    _ ending: PresencePart.Ending = .ended
  ) {
    add(
      PresencePart(
        kind: kind, device: device, queue: queue, reason: open.reason, start: open.start, end: end,
        ending: ending))
  }

  private mutating func add(_ whole: PresencePart) {
    for part in held(whole) {
      count(part)
      observe?(part)
    }
  }

  private mutating func count(_ part: PresencePart) {
    for slice in slices(from: part.start, to: part.end) {
      switch part.kind {
      case .session:
        presence[slice.day, default: [:]][part.agent, default: PresenceTally()]
          .loggedIn.insert(from: slice.start, to: slice.end)
      case .pause:
        let key = PauseTally.key(agent: part.agent, reason: names.text(part.reason))
        pauses[slice.day, default: [:]][key, default: PauseTally()]
          .paused.insert(from: slice.start, to: slice.end)
      case .strayLogoff: break
      }
    }
    if let flag = part.flag {
      presence[zone.day(of: flag.at), default: [:]][part.agent, default: PresenceTally()][
        keyPath: flag.count] += 1
    }
  }

  /// What each agent has of it whose line it is on a day: one part for days on end.
  private func held(_ whole: PresencePart) -> [PresencePart] {
    var part = whole
    guard whole.start < whole.end else {
      part.agent = holder(whole.device, on: zone.day(of: whole.start))
      return [part]
    }
    var parts: [PresencePart] = []
    for slice in slices(from: whole.start, to: whole.end) {
      let agent = holder(whole.device, on: slice.day)
      if let last = parts.indices.last, parts[last].agent == agent {
        parts[last].end = slice.end
      } else {
        if let last = parts.indices.last {
          parts[last].ending = .handedOver
          part.isTakenOver = true
        }
        part.agent = agent
        (part.start, part.end) = (slice.start, slice.end)
        parts.append(part)
      }
    }
    return parts
  }

  /// The agent whose line it is on a day, else the device itself.
  private func holder(_ name: NameID, on day: Day) -> String {
    let text = names.text(name)
    return agents.agent(line: text, on: day).map { agents[$0].id } ?? "?" + text
  }

  /// A stretch, cut at local midnights.
  private func slices(
    from start: Instant, to end: Instant
  ) -> [(day: Day, start: Instant, end: Instant)] {
    var slices: [(day: Day, start: Instant, end: Instant)] = []
    var start = start
    while start < end {
      let day = zone.day(of: start)
      let stop = min(end, zone.start(of: day + 1))
      slices.append((day, start, stop))
      start = stop
    }
    return slices
  }
}
