package import Ingest

/// How an agent's time went in a period.
package struct AgentTime: Hashable, Sendable {
  /// What worked time is known from.
  package enum Source: String, CaseIterable, Sendable {
    case shifts, logins
  }

  /// `nil` where neither shifts nor log-ons are known.
  package let source: Source?
  /// The time that was to be worked, or that the agent was logged on.
  package let worked: IntervalSet
  /// Talk, and calls to outside numbers.
  package let busy: IntervalSet
  /// Paused, of the worked time.
  package let paused: IntervalSet

  /// Takes what is known of the period, all of it cut to the period.
  /// - Parameters:
  ///   - shifts: The agent's shifts; `nil` where shifts.csv does not know him.
  ///   - logins: When he was logged on; empty where no log-on is known.
  ///   - paused: When he was paused.
  ///   - busy: When he talked or called out.
  package init(
    shifts: IntervalSet?, logins: IntervalSet, paused: IntervalSet, busy: IntervalSet
  ) {
    source = shifts != nil ? .shifts : logins.isEmpty ? nil : .logins
    worked = shifts ?? logins
    self.paused = paused.intersection(worked)
    self.busy = busy
  }

  /// Worked, neither paused nor busy.
  package var available: IntervalSet { worked.subtracting(paused).subtracting(busy) }

  /// Busy / (busy + available); `nil` where no worked time is known.
  package var occupancy: Ratio? {
    worked.isEmpty ? nil : Ratio(busy.total, of: busy.total + available.total)
  }

  /// The local days with worked time.
  package func workedDays(_ zone: Zone) -> Set<Day> { worked.days(zone) }
}

extension IntervalSet {
  /// The local days that have a part in it.
  package func days(_ zone: Zone) -> Set<Day> {
    var days: Set<Day> = []
    for stretch in stretches {
      let last = zone.day(of: stretch.end - 1)
      var day = zone.day(of: stretch.start)
      while day <= last {
        days.insert(day)
        day = day + 1
      }
    }
    return days
  }
}
