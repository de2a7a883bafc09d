import Ingest
import Metrics
import Testing

@Suite("Pay sheet") struct PaySheetTests {
  static func decimal(_ text: String) throws -> DecimalFraction {
    try #require(DecimalFraction(text))
  }

  static func measure(
    _ measure: ScorecardMeasure, _ weight: Int, _ floor: String, _ target: String,
    gate: String? = nil, minimum: Int = 50
  ) throws -> ScoredMeasure {
    ScoredMeasure(
      measure: measure, weight: DecimalFraction(weight), floor: try decimal(floor),
      target: try decimal(target), gate: try gate.map { try decimal($0) },
      cap: try decimal("1.2"), minimum: minimum, lag: 0)
  }

  static func card(
    _ measures: [ScoredMeasure], bonus: Int = 2_000_000, cap: String = "1.2",
    scored: String = "0.6", rounding: Scorecard.Rounding = .roubleHalfUp,
    payout: Scorecard.Payout = .linear
  ) throws -> Scorecard {
    Scorecard(
      from: Day(number: 0), teams: ["calls"], period: .month, bonus: bonus, cap: try decimal(cap),
      minimumScoredWeight: try decimal(scored), shrinkage: 20, rounding: rounding,
      payout: payout, measures: measures)
  }

  static func input(_ numerator: Int, _ denominator: Int) -> MeasureInput {
    MeasureInput(numerator: Rational(numerator), denominator: Rational(denominator))
  }

  static func three() throws -> [ScoredMeasure] {
    [
      try measure(.answerRate, 30, "0.80", "0.97", gate: "0.70"),
      try measure(.answeredPer100Hours, 20, "300", "700"),
      try measure(.pickupP90, 10, "12", "5"),
    ]
  }

  @Test func `a sheet of two agents, by hand`() throws {
    // The team answered 90 + 60 of 200: 3/4.
    let lines = PaySheet.lines(
      scorecard: try Self.card(try Self.three()),
      inputs: [
        "boris": [
          .answerRate: Self.input(60, 100), .answeredPer100Hours: Self.input(70_000, 100),
          .pickupP90: Self.input(3, 60),
        ],
        "anna": [
          .answerRate: Self.input(90, 100), .answeredPer100Hours: Self.input(50_000, 100),
          .pickupP90: Self.input(8, 90),
        ],
      ])
    #expect(lines.map(\.agent) == ["anna", "boris"])
    // (90 + 20 · 3/4) / 120 = 7/8; (7/8 − 0.80) / 0.17 = 15/34.
    // (500 − 300) / 400 = 1/2. (8 − 12) / (5 − 12) = 4/7, seconds are not shrunk.
    let anna = lines[0]
    #expect(anna.details.map(\.value) == [Rational(9, 10), Rational(500), Rational(8)])
    #expect(anna.details.map(\.shrunk) == [Rational(7, 8), nil, nil])
    #expect(anna.details.map(\.points) == [Rational(15, 34), Rational(1, 2), Rational(4, 7)])
    #expect(anna.details.map(\.note) == [.none, .none, .none])
    // (30 · 15/34 + 20 · 1/2 + 10 · 4/7) / 60 = 689/1428 = 0.48249…
    #expect(anna.score == Rational(689, 1428))
    #expect(anna.score?.text(decimals: 4) == "0.4825")
    #expect(anna.bonusMinor == 965_000)  // 20,000 · 689/1428 = 9,649.86
    // (60 + 15) / 120 = 5/8 is under the gate, and under the floor; 9/7 is above the cap.
    let boris = lines[1]
    #expect(boris.details.map(\.shrunk) == [Rational(5, 8), nil, nil])
    #expect(boris.details.map(\.points) == [.zero, Rational(1), Rational(6, 5)])
    #expect(boris.details.map(\.note) == [.gate, .none, .none])
    #expect(boris.score == Rational(8, 15))  // (0 + 20 + 12) / 60
    #expect(boris.bonusMinor == 0)
  }

  @Test func `the gate is compared with the shrunk value`() throws {
    // 68 % alone is under the gate. The team has 162/200: (68 + 20 · 0.81) / 120 = 0.70166….
    let lines = PaySheet.lines(
      scorecard: try Self.card([try Self.measure(.answerRate, 1, "0.60", "0.80", gate: "0.70")]),
      inputs: [
        "a": [.answerRate: Self.input(68, 100)], "b": [.answerRate: Self.input(94, 100)],
      ])
    #expect(lines[0].details[0].shrunk == Rational(842, 1200))
    #expect(lines[0].details[0].note == .none)
    // (0.70166… − 0.6) / 0.2 = 61/120, of 20,000 roubles 10,166.67.
    #expect(lines[0].bonusMinor == 1_016_700)
  }

  @Test(arguments: [(60, false), (61, true)])
  func `where less is better the gate is a value too great`(missed: Int, isGated: Bool) throws {
    let line = try #require(
      PaySheet.lines(
        scorecard: try Self.card([
          try Self.measure(.missedPer100Hours, 1, "40", "5", gate: "60"),
          try Self.measure(.answeredPer100Hours, 1, "300", "700"),
        ]),
        inputs: [
          "a": [
            .missedPer100Hours: Self.input(missed * 100, 100),
            .answeredPer100Hours: Self.input(70_000, 100),
          ]
        ]
      ).first)
    #expect(line.details[0].points == .zero)
    #expect(line.details[0].note == (isGated ? .gate : .none))
    #expect(line.score == Rational(1, 2))
    #expect(line.bonusMinor == (isGated ? 0 : 1_000_000))
  }

  @Test(arguments: [("0.5", true), ("0.51", false)])
  func `a measure below its minimum hands its weight on, until too little is scored`(
    scored: String, isPaid: Bool
  ) throws {
    // 49 of 50 cases: 30 of 60 weights remain. (20 · 1/2 + 10 · 1) / 30 = 2/3.
    let line = try #require(
      PaySheet.lines(
        scorecard: try Self.card(try Self.three(), scored: scored),
        inputs: [
          "a": [
            .answerRate: Self.input(10, 49), .answeredPer100Hours: Self.input(50_000, 100),
            .pickupP90: Self.input(5, 50),
          ]
        ]
      ).first)
    #expect(line.details.map(\.note) == [.belowMinimum, .none, .none])
    #expect(line.details[0].value == Rational(10, 49))
    #expect(line.details[0].points == nil)
    #expect(line.score == (isPaid ? Rational(2, 3) : nil))
    #expect(line.bonusMinor == (isPaid ? 1_333_300 : nil))  // 13,333.33 roubles
  }

  @Test func `who did nothing has neither score nor bonus`() throws {
    let line = try #require(
      PaySheet.lines(scorecard: try Self.card(try Self.three()), inputs: ["a": [:]]).first)
    #expect(line.score == nil)
    #expect(line.bonusMinor == nil)
    #expect(line.details.map(\.value) == [nil, nil, nil])
    #expect(line.details.map(\.denominator) == [.zero, .zero, .zero])
  }

  @Test(arguments: [
    (30_100, Scorecard.Rounding.roubleHalfUp, 15_100),  // 150.50 roubles
    (30_099, .roubleHalfUp, 15_000),
    (30_099, .kopeckHalfUp, 15_050),  // 15,049.5 kopecks
  ])
  func `half a step is rounded up, once`(
    bonus: Int, rounding: Scorecard.Rounding, paid: Int
  ) throws {
    let lines = PaySheet.lines(
      scorecard: try Self.card(
        [try Self.measure(.answeredPer100Hours, 1, "300", "700")], rounding: rounding),
      bonuses: ["a": bonus], inputs: ["a": [.answeredPer100Hours: Self.input(50_000, 100)]])
    #expect(lines.map(\.bonusMinor) == [paid])
  }

  @Test func `the whole score has a cap of its own`() throws {
    let lines = PaySheet.lines(
      scorecard: try Self.card(
        [try Self.measure(.answeredPer100Hours, 1, "300", "700")], cap: "1.1"),
      inputs: ["a": [.answeredPer100Hours: Self.input(90_000, 100)]])
    #expect(lines[0].details[0].points == Rational(6, 5))
    #expect(lines[0].score == Rational(11, 10))
    #expect(lines[0].bonusMinor == 2_200_000)
  }

  @Test(arguments: [(499, 0), (500, 600_000), (699, 600_000), (700, 2_000_000)])
  func `tiers pay the share of the last one reached`(per100Hours: Int, paid: Int) throws {
    let tiers = [
      Scorecard.Tier(from: try Self.decimal("0.5"), pays: try Self.decimal("0.3")),
      Scorecard.Tier(from: DecimalFraction(1), pays: DecimalFraction(1)),
    ]
    let lines = PaySheet.lines(
      scorecard: try Self.card(
        [try Self.measure(.answeredPer100Hours, 1, "300", "700")], payout: .tiers(tiers)),
      inputs: ["a": [.answeredPer100Hours: Self.input(per100Hours * 100, 100)]])
    #expect(lines.map(\.bonusMinor) == [paid])
  }
}

@Suite("Exact fractions") struct PaySheetRationalTests {
  @Test func `the four operations are exact`() {
    #expect(Rational(1, 3) + Rational(1, 6) == Rational(1, 2))
    #expect(Rational(1, 3) - Rational(1, 2) == Rational(-1, 6))
    #expect(Rational(2, 3) * Rational(3, 4) == Rational(1, 2))
    #expect(Rational(2, 3) / Rational(-4, 3) == Rational(1, -2))
    #expect(Rational(-1, 2) < Rational(1, -3))
    #expect(Rational(.max, 3) / Rational(.max, 6) == Rational(2))
  }

  @Test(arguments: [
    (Rational(1, 8), 2, "0.13"), (Rational(1, 3), 4, "0.3333"), (Rational(5, 2), 0, "3"),
    (Rational(-5, 2), 0, "-2"), (Rational(1, 400), 2, "0.00"), (Rational(1, 200), 2, "0.01"),
    (Rational(-6, 5), 2, "-1.20"), (Rational(199_995, 10_000), 3, "20.000"),
  ])
  func `text is rounded half up`(value: Rational, decimals: Int, text: String) {
    #expect(value.text(decimals: decimals) == text)
  }

  @Test func `steps are rounded half up, negative ones too`() {
    #expect(Rational(150).roundedHalfUp(toStep: 100) == 200)
    #expect(Rational(1499, 10).roundedHalfUp(toStep: 100) == 100)
    #expect(Rational(-150).roundedHalfUp(toStep: 100) == -100)
    #expect(Rational(-151).roundedHalfUp(toStep: 100) == -200)
  }
}
