import Ingest
import Metrics

/// A shift, a session, a pause, a talk or a call out, and what it adds to an agent's time.
struct AgentTimePart {
  /// What it is; the raw value is JSON's.
  enum Kind: String, CaseIterable, Encodable {
    case shift, session, logoff, pause, talk, outbound
  }

  let kind: Kind
  /// Of what lies in the period; as it was, where nothing of it does.
  let start: Instant
  let end: Instant
  /// What lies in the period.
  let within: IntervalSet
  private let isClipped: Bool
  private(set) var presence: PresencePart?
  private(set) var fact: AgentFact?
  /// By the columns' names, `worked_s` for worked_hours, and by the flags' names.
  private(set) var counts: [String: Int] = [:]
  private(set) var reasons: [TimeReason]

  /// - Parameters:
  ///   - reason: What it is.
  ///   - span: The period, up to "now".
  init(
    _ kind: Kind, _ reason: TimeReason, from start: Instant, to end: Instant, in span: IntervalSet
  ) {
    self.kind = kind
    reasons = [reason]
    within = IntervalSet(from: start, to: end).intersection(span)
    self.start = within.stretches.first?.start ?? start
    self.end = within.stretches.last?.end ?? end
    isClipped = within.total < end - start
  }

  /// A session, a pause or a log-off, and how it came to its ends.
  init(_ part: PresencePart, _ reason: TimeReason, in span: IntervalSet) {
    let kind: Kind =
      switch part.kind {
      case .session: .session
      case .pause: .pause
      case .strayLogoff: .logoff
      }
    self.init(kind, reason, from: part.start, to: part.end, in: span)
    presence = part
    if part.isCountedBack { reasons.append(.countedBack) }
    // What comes to light after the period is that one's to tell.
    let isInPeriod = part.end <= (span.stretches.last?.end ?? part.end)
    if isInPeriod {
      switch (part.ending, part.kind) {
      case (.capped, .session): flag("forgotten_logoff", .cappedLogoff)
      case (.capped, .pause): flag("forgotten_pause", .cappedPause)
      case (.open, _): reasons.append(.goesOn)
      case (.handedOver, _): reasons.append(.handedOver)
      default: break
      }
    }
    if part.isTakenOver { reasons.append(.takenOver) }
    if part.kind == .strayLogoff { counts["logoff_without_login"] = 1 }
    tellClip()
  }

  /// A talk or a call out.
  init(_ fact: AgentFact, at whole: Range<Instant>, in span: IntervalSet) {
    let isTalk = fact.kind == .talk
    self.init(
      isTalk ? .talk : .outbound, isTalk ? .talk : .calledOut, from: whole.lowerBound,
      to: whole.upperBound, in: span)
    self.fact = fact
    tellClip()
  }

  /// Says so where it goes on over the period's ends.
  mutating func tellClip() {
    if isClipped { reasons.append(.clipped) }
  }

  mutating func tell(_ reason: TimeReason, where isSo: Bool) {
    if isSo { reasons.append(reason) }
  }

  mutating func flag(_ word: String, _ reason: TimeReason) {
    counts[word] = 1
    reasons.append(reason)
  }

  mutating func count(_ added: AgentTimeSum.Added) {
    count([
      "worked_s": added.worked, "worked_days": added.days, "logged_in_s": added.loggedIn,
      "paused_s": added.paused, "pauses": added.pauses, "busy_s": added.busy,
      "available_s": added.available,
    ])
  }

  mutating func count(_ more: [String: Int]) {
    counts.merge(more.filter { $0.value != 0 }, uniquingKeysWith: +)
  }
}
