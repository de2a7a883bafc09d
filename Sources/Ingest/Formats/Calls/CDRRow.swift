/// Turns the cells of one call detail record into a leg.
struct CDRRow {
  let layout: CDRLayout
  let zone: Zone

  /// What is wrong with a row, before it has a place.
  struct Fault: Error {
    var column: CDRLayout.Column?
    var reason: Reject.Reason
  }

  /// Reads a row.
  /// - Parameters:
  ///   - bytes: The buffer that the cells lie in.
  ///   - cells: At least as many as the layout is wide.
  func parse(
    _ bytes: Span<UInt8>, cells: [CSVScanner.Field], identities: inout Identities
  ) throws(Fault) -> CallLeg {
    func cell(_ column: CDRLayout.Column) -> Range<Int>? {
      let index = layout[column]
      guard index >= 0, index < cells.count else { return nil }
      let range = cells[index].range
      // A table dump writes NULL for what it does not know.
      if range.count == 4, bytes[range.lowerBound] == 78, bytes[range.lowerBound + 1] == 85,
        bytes[range.lowerBound + 2] == 76, bytes[range.lowerBound + 3] == 76
      {
        return range.lowerBound..<range.lowerBound
      }
      return range
    }
    func time(_ column: CDRLayout.Column) throws(Fault) -> LocalTime? {
      guard let range = cell(column), !range.isEmpty else { return nil }
      do throws(TimestampFault) {
        return try parseTimestamp(bytes.extracting(range))
      } catch {
        let reason: Reject.Reason =
          error == .placeholder ? .zeroDate : .time(expected: "2026-09-01 09:15:00")
        throw Fault(column: column, reason: reason)
      }
    }
    /// A placeholder stands for "never": a call that nobody answered has one.
    func timeIfAny(_ column: CDRLayout.Column) throws(Fault) -> LocalTime? {
      do throws(Fault) {
        return try time(column)
      } catch {
        if error.reason == .zeroDate { return nil }
        throw error
      }
    }
    func count(_ column: CDRLayout.Column) throws(Fault) -> Int? {
      guard let range = cell(column), !range.isEmpty else { return nil }
      do throws(DigitsFault) {
        return try parseCount(bytes.extracting(range))
      } catch {
        throw Fault(column: column, reason: .number(expected: "whole seconds or a count"))
      }
    }

    var leg = CallLeg()
    if let range = cell(.uniqueID) {
      leg.uniqueID = CallID(bytes.extracting(range), systems: &identities.systems)
    }
    guard let start = try time(.start) else {
      throw Fault(column: .start, reason: .missing("the start of the call"))
    }
    leg.start = zone.instant(day: start.day, second: start.second, hint: leg.uniqueID.epoch)
    let answer = try timeIfAny(.answer)
    let end = try timeIfAny(.end)
    if let duration = try count(.duration) {
      leg.duration = duration
    } else if let end, end.clock >= start.clock {
      leg.duration = end.clock - start.clock
    } else {
      throw Fault(column: .duration, reason: .missing("the duration in seconds"))
    }
    leg.billed = try count(.billed) ?? 0
    if let end, end.clock < start.clock {
      // Clocks that were put back between start and end show this and are right.
      let put = start.clock - end.clock + leg.duration
      guard put % 900 == 0, put <= 7200 else {
        throw Fault(column: .end, reason: .endsBeforeItStarts)
      }
    }
    if let range = cell(.disposition) { leg.disposition = Disposition(bytes.extracting(range)) }
    if let answer {
      let delay = answer.clock - start.clock
      leg.answerDelay =
        delay >= 0 && delay <= leg.duration ? delay : max(0, leg.duration - leg.billed)
    }
    if let range = cell(.linkedID), !range.isEmpty {
      leg.linkedID = CallID(bytes.extracting(range), systems: &identities.systems)
    }
    leg.sequence = try count(.sequence) ?? -1
    if let range = cell(.channel) {
      leg.channel = Channel(bytes.extracting(range), names: &identities.names)
    }
    if let range = cell(.destination) {
      leg.destination = Channel(bytes.extracting(range), names: &identities.names)
    }
    if let range = cell(.source) { leg.caller = identities.party(bytes.extracting(range)) }
    if leg.caller == .unknown, let range = cell(.callerID),
      let inner = CDRRow.angled(bytes, range)
    {
      leg.caller = identities.party(bytes.extracting(inner))
    }
    if let range = cell(.dialled) { leg.dialled = identities.party(bytes.extracting(range)) }
    if let range = cell(.did) { leg.did = identities.party(bytes.extracting(range)) }
    if let range = cell(.context) { leg.context = identities.names.intern(bytes.extracting(range)) }
    if let range = cell(.application) {
      leg.application = identities.names.intern(bytes.extracting(range))
      if CDRRow.isQueue(bytes, range), let data = cell(.applicationData) {
        leg.queue = CDRRow.queueName(bytes, data, names: &identities.names)
      } else if CDRRow.isDial(bytes, range), let data = cell(.applicationData),
        let number = DialTargets.number(in: bytes, data),
        !DialTargets.isSame(bytes, number, cell(.dialled))
      {
        let party = identities.party(bytes.extracting(number))
        if party.isNumber { leg.target = party }
      }
    }
    if let range = cell(.account) { leg.account = identities.names.intern(bytes.extracting(range)) }
    return leg
  }

  private static func isQueue(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    range.count == 5 && bytes[range.lowerBound] | 0x20 == 113 && bytes[range.lowerBound + 1] == 117
      && bytes[range.lowerBound + 4] == 101
  }

  private static func isDial(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    range.count == 4 && bytes[range.lowerBound] | 0x20 == 100 && bytes[range.lowerBound + 1] == 105
      && bytes[range.lowerBound + 3] == 108
  }

  /// `600` of `600,t,,,120`: the first argument of Queue().
  static func queueName(
    _ bytes: Span<UInt8>, _ range: Range<Int>, names: inout NameTable
  ) -> NameID {
    var end = range.lowerBound
    while end < range.upperBound, bytes[end] != 44, bytes[end] != 124 { end += 1 }
    return names.intern(bytes.extracting(range.lowerBound..<end))
  }

  /// What stands between the last `<` and `>` of a caller id.
  private static func angled(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    guard range.count > 2, bytes[range.upperBound - 1] == 62 else { return nil }
    var i = range.upperBound - 2
    while i >= range.lowerBound, bytes[i] != 60 { i -= 1 }
    return i >= range.lowerBound ? i + 1..<range.upperBound - 1 : nil
  }
}

extension Disposition {
  /// Reads `ANSWERED`, `NO ANSWER`, …; anything else is `unknown`.
  init(_ cell: Span<UInt8>) {
    guard !cell.isEmpty else {
      self = .unknown
      return
    }
    switch (cell[0] | 0x20, cell.count) {
    case (97, 8): self = .answered  // ANSWERED
    case (110, 9): self = .noAnswer  // NO ANSWER
    case (98, 4): self = .busy  // BUSY
    case (102, 6): self = .failed  // FAILED
    case (99, 10): self = .congestion  // CONGESTION
    case (99, 6): self = .cancelled  // CANCEL
    default: self = .unknown
    }
  }
}
