package import Ingest

/// What shifts, sessions, pauses and calls add to an agent's time, one after the other.
///
/// What is on already when a part comes adds nothing, nor does what the finished figures leave out:
/// so the parts add up to the figures, however they overlap. Parts come in order of their start, and
/// shifts and sessions before pauses before calls.
package struct AgentTimeSum {
  /// What one part adds.
  package struct Added: Hashable, Sendable {
    package var worked: Seconds = 0
    /// Local days with worked time.
    package var days = 0
    package var loggedIn: Seconds = 0
    package var paused: Seconds = 0
    /// Unbroken stretches of pause.
    package var pauses = 0
    package var busy: Seconds = 0
    /// Less than 0 for what takes available time away.
    package var available: Seconds = 0
  }

  /// The finished figures.
  private let time: AgentTime
  private let zone: Zone
  private var worked = IntervalSet()
  private var days: Set<Day> = []
  private var loggedIn = IntervalSet()
  private var paused = IntervalSet()
  private var busy = IntervalSet()

  /// - Parameters:
  ///   - time: The finished figures of all parts.
  ///   - zone: Of the days.
  package init(of time: AgentTime, zone: Zone) {
    self.time = time
    self.zone = zone
  }

  /// Adds a shift of his.
  /// - Parameter part: Cut to the period; likewise below.
  package mutating func add(shift part: IntervalSet) -> Added {
    time.source == .shifts ? add(worked: part) : Added()
  }

  /// Adds a session.
  package mutating func add(session part: IntervalSet) -> Added {
    var added = time.source == .logins ? add(worked: part) : Added()
    added.loggedIn = part.subtracting(loggedIn).total
    loggedIn.merge(part)
    return added
  }

  private mutating func add(worked part: IntervalSet) -> Added {
    let new = part.intersection(time.worked).subtracting(worked)
    let known = days.count
    days.formUnion(new.days(zone))
    worked.merge(new)
    return Added(worked: new.total, days: days.count - known, available: new.total)
  }

  /// Adds a pause.
  package mutating func add(pause part: IntervalSet) -> Added {
    let new = part.intersection(time.paused).subtracting(paused)
    let known = paused.stretches.count
    paused.merge(new)
    return Added(
      paused: new.total, pauses: paused.stretches.count - known, available: -new.total)
  }

  /// Adds a talk or a call out.
  package mutating func add(busy part: IntervalSet) -> Added {
    let new = part.intersection(time.busy).subtracting(busy)
    busy.merge(new)
    let taken = new.intersection(time.worked).subtracting(time.paused)
    return Added(busy: new.total, available: -taken.total)
  }
}
