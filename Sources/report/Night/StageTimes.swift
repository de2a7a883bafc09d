/// How long the stages of a run took, one after another.
struct StageTimes {
  private let clock = ContinuousClock()
  private var began: ContinuousClock.Instant
  private(set) var stages: [(name: String, duration: Duration)] = []

  /// Starts the first stage.
  init() { began = clock.now }

  /// Ends a stage and starts the next.
  mutating func end(_ name: String) {
    let now = clock.now
    stages.append((name, now - began))
    began = now
  }

  /// `read 1.20 s, calls 0.80 s`.
  var text: String {
    stages.map { stage in
      let (seconds, attoseconds) = stage.duration.components
      let hundredths = seconds * 100 + attoseconds / 10_000_000_000_000_000
      let fraction = String(hundredths % 100)
      return "\(stage.name) \(hundredths / 100).\(fraction.count < 2 ? "0" : "")\(fraction) s"
    }.joined(separator: ", ")
  }
}
