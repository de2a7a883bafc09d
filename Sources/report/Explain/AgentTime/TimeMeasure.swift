/// What a column of agent_time.csv or agent_pauses.csv is made of.
struct TimeMeasure {
  /// What the parts are that it concerns.
  let kinds: Set<AgentTimePart.Kind>
  /// What of their counts is in it.
  let counts: Set<String>
  /// The columns that it is worked out from, itself the last.
  let columns: [String]

  /// The words of the column `flags`.
  static let flags: Set<String> = [
    "forgotten_logoff", "logoff_without_login", "forgotten_pause", "work_without_shift",
  ]

  /// - Parameter column: Of agent_time.csv or agent_pauses.csv.
  init(of column: String) {
    let worked: Set<AgentTimePart.Kind> = [.shift, .session]
    (kinds, counts, columns) =
      switch column {
      case "hours_from", "worked_hours": (worked, ["worked_s"], ["hours_from", "worked_hours"])
      case "worked_days": (worked, ["worked_days"], [column])
      case "logged_in_s": ([.session], [column], [column])
      case "paused_s", "pauses": ([.pause], [column], [column])
      case "busy_s": ([.talk, .outbound], [column], [column])
      case "available_s": (worked.union([.pause, .talk, .outbound]), [column], [column])
      case "occupancy":
        (
          worked.union([.pause, .talk, .outbound]), ["busy_s", "available_s"],
          ["busy_s", "available_s", column]
        )
      case "handled": ([.talk], [column], [column])
      case "outbound_connected": ([.outbound], [column], [column])
      case "handled_per_hour":
        (
          worked.union([.talk]), ["worked_s", "handled"], ["handled", "worked_hours", column]
        )
      case "handled_per_day":
        (
          worked.union([.talk]), ["worked_days", "handled"], ["handled", "worked_days", column]
        )
      case "calls_per_day":
        (
          worked.union([.talk, .outbound]), ["worked_days", "handled", "outbound_connected"],
          ["handled", "outbound_connected", "worked_days", column]
        )
      default: (Set(AgentTimePart.Kind.allCases), TimeMeasure.flags, [column])
      }
  }

  /// Whether a part is in the figure, in its denominator at least.
  func counts(_ part: AgentTimePart) -> Bool { part.counts.keys.contains(where: counts.contains) }

  /// Whether a part is shown: for the flags only what raises one, else also what adds nothing.
  func shows(_ part: AgentTimePart) -> Bool {
    kinds.contains(part.kind) && (counts != TimeMeasure.flags || counts(part))
  }
}
