import Ingest
import Metrics

extension ReportPageBuilder {
  /// A share by its counts.
  private struct Share {
    var part: Int
    var whole: Int
  }

  /// The headline, most important first.
  var tiles: [ReportPage.Tile] {
    let words = language.phrases.tiles
    return [
      countTile(words.offered, \.offered, better: nil),
      countTile(words.missed, \.missed, better: .down),
      shareTile(
        words.answerRate, "agents", answerRate(figures.calls),
        before.map { answerRate($0.calls) }),
      shareTile(
        "\(words.serviceLevel), \(format.duration(seconds: composer.config.calls.serviceLevelWithin))",
        "latency",
        serviceLevel(figures.calls), before.flatMap { serviceLevel($0.calls) }),
      latencyTile,
      shareTile(
        words.callbackCoverage, "callbacks", coverage(figures), before.flatMap(coverage)),
      confirmationTile,
      redemptionTile,
    ].compactMap { $0 }
  }

  private func answerRate(_ calls: CallTally) -> Share {
    Share(part: calls.answered, whole: calls.offered - calls.unknown - calls.shortAbandoned)
  }

  private func serviceLevel(_ calls: CallTally) -> Share? {
    let rules = composer.config.calls
    return rules.formula(calls.serviceLevelCounts(within: rules.serviceLevelWithin)).map {
      Share(part: $0.numerator, whole: $0.denominator)
    }
  }

  private func coverage(_ figures: ReportComposer.Figures) -> Share? {
    guard let all = figures.total("callbacks", "day"), let part = all.count("called_back"),
      let elapsed = all.count("elapsed")
    else { return nil }
    return Share(
      part: part,
      whole: elapsed - (all.count("self_recovered") ?? 0) - (all.count("unreachable") ?? 0))
  }

  private func countTile(
    _ label: String, _ value: (CallTally) -> Int, better: ReportPage.Change.Movement?
  ) -> ReportPage.Tile {
    let now = value(figures.calls)
    var tile = ReportPage.Tile(label: label, value: format.integer(now), section: "calls")
    // An open period has fewer days than the one before: its counts do not compare.
    guard isComplete, let before else { return tile }
    let then = value(before.calls)
    tile.previous = format.integer(then)
    let movement: ReportPage.Change.Movement = now == then ? .level : now > then ? .up : .down
    let share = then > 0 ? " (\(format.signedPercent(Double(now - then) / Double(then))))" : ""
    let meaning: ReportPage.Change.Meaning =
      !isEvident(now, then)
      ? .noEvidence : better == nil ? .neutral : movement == better ? .better : .worse
    tile.change = ReportPage.Change(
      text: format.signed(now - then) + share, interval: nil, movement: movement,
      meaning: meaning)
    return tile
  }

  /// A share with Newcombe's interval of the difference.
  private func shareTile(
    _ label: String, _ section: String, _ now: Share?, _ then: Share?
  ) -> ReportPage.Tile? {
    guard let now else { return nil }
    guard now.whole > 0 else { return ReportPage.Tile(label: label, value: ReportFormat.undefined) }
    var tile = ReportPage.Tile(
      label: label, value: format.percent(now.part, of: now.whole), section: section)
    if let then, then.whole > 0 {
      tile.previous = format.percent(then.part, of: then.whole)
      tile.change = change(now, from: then)
    }
    return tile
  }

  private func change(_ now: Share, from then: Share) -> ReportPage.Change {
    let difference =
      Double(now.part) / Double(now.whole) - Double(then.part) / Double(then.whole)
    let interval = newcombe(now.part, of: now.whole, minus: then.part, of: then.whole)
    let isEvident = interval.low > 0 || interval.high < 0
    return ReportPage.Change(
      text: format.points(difference),
      interval: format.pointsInterval(interval.low, interval.high),
      movement: difference > 0 ? .up : difference < 0 ? .down : .level,
      meaning: !isEvident ? .noEvidence : difference > 0 ? .better : .worse)
  }

  /// Nine tenths of the answered waited no longer.
  private var latencyTile: ReportPage.Tile? {
    guard let now = figures.calls.latency.quantile(percent: 90) else { return nil }
    return durationTile(
      language.phrases.sections.answerLatency + ", p90", "latency", now,
      before?.calls.latency.quantile(percent: 90))
  }

  /// How long an order was worked on, else how long it waited for confirmation.
  private var confirmationTile: ReportPage.Tile? {
    let words = language.phrases.tiles
    let now = figures.total("confirmation", "agent_id")
    let then = before?.total("confirmation", "agent_id")
    for (column, label) in [
      ("handling_p50_s", words.handlingTime), ("p50_open_s", words.confirmationTime),
    ] {
      if let value = now?.count(column) {
        return durationTile(label + ", p50", "confirmation", value, then?.count(column))
      }
    }
    return nil
  }

  /// A duration, of which less is better; its table has no interval, so a small change means
  /// nothing yet.
  private func durationTile(
    _ label: String, _ section: String, _ now: Int, _ then: Int?
  ) -> ReportPage.Tile {
    // The figure stands large, its unit and what follows small: `3` and `мин 06 с`.
    let parts = format.duration(seconds: now).split(separator: "\u{A0}", maxSplits: 1)
    var tile = ReportPage.Tile(label: label, value: String(parts[0]), section: section)
    tile.unit = parts.count > 1 ? String(parts[1]) : nil
    guard let then else { return tile }
    tile.previous = format.duration(seconds: then)
    let difference = now - then
    let isLarge = abs(difference) * 10 >= max(then, 1)
    tile.change = ReportPage.Change(
      text: (difference > 0 ? "+" : "") + format.duration(seconds: difference), interval: nil,
      movement: difference == 0 ? .level : difference > 0 ? .up : .down,
      meaning: !isLarge ? .neutral : difference > 0 ? .worse : .better)
    return tile
  }

  /// The period's own month cohort; a month only.
  private var redemptionTile: ReportPage.Tile? {
    let period = figures.period
    guard period.kind == .month, let row = figures.cohort(period.name), let now = ended(row),
      now.whole > 0
    else { return nil }
    var tile = ReportPage.Tile(
      label: language.sentences.redemption(of: period.title(in: language)),
      value: format.percent(now.part, of: now.whole), section: "redemption")
    if !isMature(row) {
      tile.unit = language.sentences.maturity(format.percent(row.number("maturity"), digits: 0))
    }
    if let previous = figures.cohort(period.previous.name), let then = ended(previous),
      then.whole > 0
    {
      tile.previous = format.percent(then.part, of: then.whole)
      var moved = change(now, from: then)
      // Returns finish later than redemptions: a young cohort looks better than it is.
      if !isMature(row) || !isMature(previous) { moved.meaning = .noEvidence }
      tile.change = moved
    }
    return tile
  }

  private func ended(_ cohort: FigureRow) -> Share? {
    guard let redeemed = cohort.count("redeemed"), let returned = cohort.count("returned") else {
      return nil
    }
    return Share(part: redeemed, whole: redeemed + returned)
  }
}
