/// Why nobody answered.
extension JourneyResolver {
  /// The first that applies, in the order of docs/metrics.md; of several visits the last decides
  /// how the caller left, and a wish to be called back stands whenever he said so.
  mutating func missedReason(
    legs: [CallLeg], visits: [VisitReading], hasRequest: Bool, wait: Seconds
  ) -> MissedReason {
    if hasRequest || isCallbackRequested(legs: legs, visits: visits) { return .callbackRequested }
    for leg in legs
    where leg.disposition == .answered && leg.billed > 0 && application(leg) == .voicemail {
      return .voicemail
    }
    switch visits.last?.visitEnd {
    case .keyExit: return .keyExit
    case .full: return .full
    case .empty: return .empty
    case .timeout, .withdrawn: return .timeout
    case .abandoned, .connected, .callbackRequested, .unknown: break
    case nil:
      if isRefused(legs) { return .lineBusy }
      if isBroken(legs) { return .technical }
    }
    return wait <= rules.shortAbandon ? .abandonShort : .abandonLong
  }

  /// Which visit the caller left to be called back; `nil` where he asked elsewhere.
  func visitOfRequest(_ visits: [VisitReading]) -> Int? {
    visits.lastIndex(where: isLeftByCallbackKey) ?? visits.lastIndex { $0.visitEnd == .keyExit }
  }

  private func isCallbackRequested(legs: [CallLeg], visits: [VisitReading]) -> Bool {
    if visits.contains(where: isLeftByCallbackKey) { return true }
    return !rules.callbackContexts.isEmpty
      && legs.contains { rules.callbackContexts.contains(names.text($0.context)) }
  }

  private func isLeftByCallbackKey(_ visit: VisitReading) -> Bool {
    visit.key != .none && rules.callbackKeys.contains(names.text(visit.key))
  }

  /// Whether the call met nothing but busy lines.
  ///
  /// Every phone that was tried was busy, or the dialplan played Busy() or Congestion(). A menu
  /// before that says nothing.
  private mutating func isRefused(_ legs: [CallLeg]) -> Bool {
    var isBusy = false
    for leg in legs {
      if leg.disposition == .busy || leg.disposition == .congestion || application(leg) == .refusal
      {
        isBusy = true
      } else if leg.destination != .none || application(leg) == .dial {
        return false
      }
    }
    return isBusy
  }

  /// Whether the call failed before any phone rang: nobody was there to abandon.
  private func isBroken(_ legs: [CallLeg]) -> Bool {
    guard legs.last?.disposition == .failed else { return false }
    return !legs.contains { leg in
      leg.destination != .none
        && [.answered, .noAnswer, .cancelled].contains(leg.disposition)
    }
  }
}
