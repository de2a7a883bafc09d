import Ingest
import Metrics
import TestSupport
import Testing

@Suite("Log-ons and pauses") struct PresenceFoldTests {
  static let day = Day(number: Day.number(year: 2026, month: 10, day: 15))
  static let midnight = Zone.utc.start(of: day)

  /// A queue log of two devices and two queues.
  struct Log {
    var names = NameTable()
    private(set) var events: [QueueEvent] = []

    mutating func add(
      _ hour: Double, _ kind: QueueEventKind, queue: String = "600", agent: String = "PJSIP/201",
      word: String = "", lasted: Int = -1
    ) {
      var event = QueueEvent()
      event.at = PresenceFoldTests.midnight + Int(hour * 3600)
      event.kind = kind
      event.queue = queue.isEmpty ? .none : names.intern(queue)
      event.agent = names.intern(agent)
      event.word = word.isEmpty ? .none : names.intern(word)
      event.wait = lasted
      events.append(event)
    }

    /// Folds all events with a cap of twelve hours.
    func fold(until hour: Double = 48) -> PresenceFold {
      var fold = PresenceFold(agents: .empty, names: names, zone: .utc, cap: 12 * 3600)
      for event in events { fold.record(event) }
      fold.finish(until: PresenceFoldTests.midnight + Int(hour * 3600))
      return fold
    }
  }

  /// Hours since midnight of the stretches.
  static func hours(_ set: IntervalSet?) -> [[Double]] {
    (set ?? IntervalSet()).stretches.map {
      [Double($0.start - midnight) / 3600, Double($0.end - midnight) / 3600]
    }
  }

  static func presence(_ fold: PresenceFold, _ day: Day = day) -> PresenceTally {
    fold.presence[day]?["?PJSIP/201"] ?? PresenceTally()
  }

  static func paused(_ fold: PresenceFold, reason: String = "") -> [[Double]] {
    hours(fold.pauses[day]?[PauseTally.key(agent: "?PJSIP/201", reason: reason)]?.paused)
  }

  @Test func `a member of any queue is logged on`() {
    var log = Log()
    log.add(9, .addMember)
    log.add(10, .addMember, queue: "601")
    log.add(12, .removeMember)
    log.add(13, .removeMember, queue: "601")
    log.add(14, .agentLogin, queue: "")
    log.add(15, .agentLogoff, queue: "")
    let presence = Self.presence(log.fold())
    #expect(Self.hours(presence.loggedIn) == [[9, 13], [14, 15]])
    #expect(presence.strayLogoffs == 0 && presence.forgottenLogoffs == 0)
  }

  @Test func `at the cap a session is whole, a second later it is cut and flagged`() {
    for (late, total, flags) in [(0.0, 43_200, 0), (1.0 / 3600, 43_200, 1)] {
      var log = Log()
      log.add(9, .addMember)
      log.add(21 + late, .removeMember)
      let presence = Self.presence(log.fold())
      #expect(presence.loggedIn.total == total)
      #expect(presence.forgottenLogoffs == flags)
      #expect(presence.strayLogoffs == 0, "the late end of a session that was cut")
    }
  }

  @Test func `a session without an end is flagged when its cap has come, not before`() {
    var log = Log()
    log.add(9, .addMember)
    #expect(Self.hours(Self.presence(log.fold(until: 20)).loggedIn) == [[9, 20]])
    #expect(Self.presence(log.fold(until: 20)).forgottenLogoffs == 0)
    #expect(Self.hours(Self.presence(log.fold(until: 21)).loggedIn) == [[9, 21]])
    #expect(Self.presence(log.fold(until: 21)).forgottenLogoffs == 1)
    #expect(Self.hours(Self.presence(log.fold()).loggedIn) == [[9, 21]])
  }

  @Test func `logging on again confirms a session, and the cap runs anew`() {
    var log = Log()
    log.add(2, .addMember)
    log.add(11, .addMember)
    log.add(22, .removeMember)
    let presence = Self.presence(log.fold())
    #expect(Self.hours(presence.loggedIn) == [[2, 22]])
    #expect(presence.forgottenLogoffs == 0)
  }

  @Test func `a log-off without a log-on is flagged, or placed where the switch tells its length`()
  {
    var log = Log()
    log.add(9, .removeMember)
    log.add(18, .agentCallbackLogoff, queue: "", lasted: 3 * 3600)
    log.add(20, .agentLogoff, queue: "", lasted: 43_201)
    let presence = Self.presence(log.fold())
    #expect(Self.hours(presence.loggedIn) == [[15, 18]])
    #expect(presence.strayLogoffs == 2)
  }

  @Test func `a session over midnight is on both days`() {
    var log = Log()
    log.add(22, .addMember)
    log.add(26, .removeMember)
    let fold = log.fold()
    #expect(Self.hours(Self.presence(fold).loggedIn) == [[22, 24]])
    #expect(Self.hours(Self.presence(fold, Self.day + 1).loggedIn) == [[24, 26]])
  }

  @Test func `pauses end with their queue, with all queues, and with the session`() {
    var log = Log()
    log.add(9, .addMember)
    log.add(9, .addMember, queue: "601")
    log.add(10, .pause, word: "lunch")
    log.add(11, .unpause)
    log.add(12, .pause, word: "lunch")
    log.add(12, .pause, queue: "601", word: "lunch")
    log.add(12, .pauseAll, queue: "", word: "lunch")
    log.add(13, .unpause)
    log.add(14, .unpause, queue: "601")
    log.add(15, .pause, word: "lunch")
    log.add(16, .pause, word: "training")
    log.add(17, .removeMember)
    log.add(17, .removeMember, queue: "601")
    log.add(17.5, .unpause)
    let fold = log.fold()
    #expect(Self.paused(fold, reason: "lunch") == [[10, 11], [12, 14], [15, 16]])
    #expect(Self.paused(fold, reason: "training") == [[16, 17]])
  }

  @Test func `a pause of all queues ends with UNPAUSEALL and with an UNPAUSE that names no queue`()
  {
    for kind in [QueueEventKind.unpauseAll, .unpause] {
      var log = Log()
      log.add(10, .pauseAll, queue: "")
      log.add(10.5, .pause)
      log.add(11, kind, queue: "")
      #expect(Self.paused(log.fold()) == [[10, 11]])
    }
  }

  @Test func `a member that is added paused is paused; a pause that nobody ends is cut`() {
    var log = Log()
    log.add(3, .addMember, word: "PAUSED")
    let fold = log.fold()
    #expect(Self.paused(fold) == [[3, 15]])
    #expect(Self.presence(fold).forgottenPauses == 1)
  }

  @Test func `being added paused again loses nothing of a pause that goes on`() {
    var log = Log()
    log.add(9, .pause)
    log.add(10, .addMember, word: "PAUSED")
    log.add(11, .unpause)
    #expect(Self.paused(log.fold()) == [[9, 11]])
  }

  /// Each day alone is what it is in the whole.
  @Test(arguments: 1...60)
  func `a day needs only two caps of events before it and one after`(_ seed: Int) {
    var numbers = SeededNumbers(seed: seed)
    var log = Log()
    let kinds: [QueueEventKind] = [
      .addMember, .addMember, .removeMember, .pause, .unpause, .pauseAll, .unpauseAll,
      .agentLogin, .agentLogoff, .agentCallbackLogoff,
    ]
    for moment in (0..<70).map({ _ in Int.random(in: 0..<(7 * 48), using: &numbers) }).sorted() {
      let kind = kinds.randomElement(using: &numbers) ?? .pause
      let isOfQueue = ![QueueEventKind.agentLogin, .agentLogoff, .agentCallbackLogoff].contains(
        kind)
      log.add(
        Double(moment) / 2, kind,
        queue: isOfQueue ? ["600", "601"].randomElement(using: &numbers) ?? "" : "",
        agent: ["PJSIP/201", "Agent/7"].randomElement(using: &numbers) ?? "",
        lasted: Bool.random(using: &numbers) ? Int.random(in: 0..<50_000, using: &numbers) : -1)
    }
    let cap = 12 * 3600
    let whole = log.fold(until: 7 * 24 + 12)
    for number in 0..<7 {
      let day = Self.day + number
      let start = Zone.utc.start(of: day)
      var part = PresenceFold(agents: .empty, names: log.names, zone: .utc, cap: cap)
      for event in log.events
      where event.at >= start - 2 * cap && event.at < start + 86_400 + cap { part.record(event) }
      part.finish(until: start + 86_400 + cap)
      #expect(part.presence[day] == whole.presence[day])
      #expect(part.pauses[day] == whole.pauses[day])
    }
  }
}
