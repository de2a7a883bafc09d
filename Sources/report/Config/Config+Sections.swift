import Ingest
import Metrics
import Yams

extension Config.Calls {
  init(reading section: SectionReader) {
    let level = section.section("service_level", .serviceLevel)
    let qualified = section.section("qualified", .qualified)
    let requests = section.section("callback_requests", .callbackRequests)
    self.init(
      serviceLevelWithin: level.value("within", .duration) ?? 0,
      shortAbandon: level.value("short_abandon", .duration) ?? 0,
      formula: level.value("formula", .choice) ?? .ringtally,
      ringCountsFrom: section.value("ring_counts_from", .duration) ?? 0,
      contactFrom: section.value("contact_from", .duration) ?? 0,
      callbackWithin: section.value("callback_within", .duration) ?? 0,
      repeatWithin: section.value("repeat_within", .duration) ?? 0,
      resolutionAfter: section.value("resolution_after", .duration) ?? 0,
      qualifiedTalk: qualified.value("talk", .duration) ?? 0,
      qualifiedFirstIn: qualified.value("first_in", .duration) ?? 0,
      agentMinuteCost: section.value("agent_minute_cost", .money),
      testNumbers: section.list("test_numbers", .text),
      outsourced: section.list("outsourced", .text),
      callbackRequests: Config.CallbackRequests(
        keys: requests.list("keys", .text), contexts: requests.list("contexts", .text),
        events: requests.list("events", .text)))
  }
}

extension Config.Staffing {
  init(reading section: SectionReader) {
    let goal = section.value("service_level", .goal) ?? ServiceLevelGoal(percent: 80, within: 20)
    self.init(
      percent: goal.percent, within: goal.within,
      occupancyCap: section.value("occupancy_cap", .share) ?? DecimalFraction(1),
      shrinkage: section.value("shrinkage", .share) ?? DecimalFraction(0))
    if shrinkage == DecimalFraction(1) {
      section.report("shrinkage", "expected a share under 1", "At 1 nobody would ever work.")
    }
    if occupancyCap == DecimalFraction(0) {
      section.report("occupancy_cap", "expected a share over 0", "At 0 nobody may take a call.")
    }
  }
}

/// `80/20`: 80 % within 20 s.
struct ServiceLevelGoal {
  let percent: Int
  let within: Seconds
}

extension ValueKind where Value == ServiceLevelGoal {
  static var goal: Self {
    Self(
      expected: "percent and seconds such as 80/20", remedy: "80/20 is 80 % within 20 seconds.",
      parse: { scalar in
        let parts = scalar.string.split(separator: "/", omittingEmptySubsequences: false)
          .map { DecimalFraction($0) }
        guard parts.count == 2, let percent = parts[0], let within = parts[1],
          percent.denominator == 1, within.denominator == 1,
          (1...100).contains(percent.numerator), (0...3600).contains(within.numerator)
        else { return nil }
        return ServiceLevelGoal(percent: percent.numerator, within: within.numerator)
      },
      spell: { "\($0.percent)/\($0.within)" })
  }
}

extension Config.Privacy {
  init(reading section: SectionReader) {
    if section.value("mask_numbers", .flag) == false {
      section.report(
        "mask_numbers", "expected true: HTML and csv/ never show whole numbers",
        "Remove the key; whole numbers are in worklist/ only, see worklist_shows_numbers.")
    }
    self.init(
      worklistShowsNumbers: section.value("worklist_shows_numbers", .flag) ?? false,
      keepDays: section.value("keep_days", .count(1...36_500)) ?? 1)
  }
}

extension Config.Limits {
  init(reading section: SectionReader) {
    self.init(
      rejects: section.value("rejects", .share) ?? DecimalFraction(0),
      staleAfter: section.value("stale_after", .duration) ?? 0)
  }
}

extension Config {
  /// How CSV reports are written.
  package struct CSVStyle: Hashable, Sendable {
    /// A known program's wishes; single keys can still differ from it.
    package enum Preset: String, CaseIterable, Sendable {
      /// A Russian Excel opens it by a double click.
      case excelRu = "excel-ru"
    }

    /// How letters are written.
    package enum Encoding: String, CaseIterable, Hashable, Sendable {
      case utf8 = "utf-8"
      case windows1251 = "windows-1251"
    }

    package var delimiter: UInt8
    package var decimal: UInt8
    package var encoding: Encoding
    /// Whether a UTF-8 file begins with a byte order mark.
    package var hasByteOrderMark: Bool

    init(reading section: SectionReader) {
      let preset: Preset? = section.value("preset", .choice)
      let isExcel = preset == .excelRu
      delimiter =
        section.value(
          "delimiter", .sign(",;|\t", "a delimiter: , ; | or a tab (\"\\t\")"),
          default: isExcel ? "\";\"" : nil) ?? 0x2C
      decimal =
        section.value(
          "decimal", .sign(".,", "the decimal sign . or ,"), default: isExcel ? "\",\"" : nil)
        ?? 0x2E
      encoding =
        section.value("encoding", .choice, default: isExcel ? "windows-1251" : nil) ?? .utf8
      hasByteOrderMark = section.value("bom", .flag) ?? false
      if delimiter == decimal {
        section.report(
          section.has("decimal") ? "decimal" : "delimiter",
          "expected another sign than the other of delimiter and decimal", "Use \";\" and \",\".")
      }
      if hasByteOrderMark, encoding != .utf8 {
        section.report(
          "bom", "expected false, only utf-8 has a byte order mark",
          "Write encoding: utf-8, or bom: false.")
      }
    }
  }
}
