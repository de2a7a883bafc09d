import Metrics
import Testing

@testable import report

/// The compiler sees to it that no word is missing; that none is empty or left in the other
/// language is seen to here.
@Suite("Report words") struct ReportWordsTests {
  private func isCyrillic(_ text: String) -> Bool {
    text.unicodeScalars.contains { ("\u{400}"..."\u{4FF}").contains($0) }
  }

  @Test(arguments: ReportColumn.allCases)
  func `a column has a heading in both languages`(_ column: ReportColumn) {
    #expect(!column.heading(in: .ru).isEmpty)
    #expect(!column.heading(in: .en).isEmpty)
    #expect(!isCyrillic(column.heading(in: .en)))
    // Quantiles are named alike in both.
    #expect(isCyrillic(column.heading(in: .ru)) || column.heading(in: .ru).hasPrefix("p"))
  }

  @Test(arguments: OutcomeWord.allCases)
  func `an outcome has words in both languages`(_ word: OutcomeWord) {
    #expect(isCyrillic(word.text(in: .ru)))
    #expect(!word.text(in: .en).isEmpty && !isCyrillic(word.text(in: .en)))
  }

  @Test(arguments: BridgeStep.allCases)
  func `a step of the bridge has words in both languages`(_ step: BridgeStep) {
    #expect(isCyrillic(step.text(in: .ru)))
    #expect(!step.text(in: .en).isEmpty && !isCyrillic(step.text(in: .en)))
  }

  @Test(arguments: DefinedMeasure.allCases)
  func `a definition tells formula, numerator, denominator and exclusions`(
    _ measure: DefinedMeasure
  ) {
    for language in ReportLanguage.allCases {
      let definition = measure.definition(in: language)
      for part in [
        definition.name, definition.formula, definition.numerator, definition.denominator,
        definition.exclusions,
      ] {
        #expect(part.count > 2)
        #expect(isCyrillic(part) == (language == .ru))
      }
    }
  }

  @Test(arguments: ServiceLevelFormula.allCases)
  func `a formula of the service level is named and told in both languages`(
    _ formula: ServiceLevelFormula
  ) {
    for language in ReportLanguage.allCases {
      let definition = formula.definition(in: language)
      #expect(definition.name.contains(formula.rawValue))
      for part in [definition.formula, definition.denominator, definition.exclusions] {
        #expect(isCyrillic(part) == (language == .ru))
      }
    }
    let formulas = ServiceLevelFormula.allCases.map { $0.definition(in: .en).formula }
    #expect(Set(formulas).count == formulas.count)
  }

  @Test func `calendars have twelve months and seven days`() {
    for language in ReportLanguage.allCases {
      let calendar = language.phrases.calendar
      #expect(Set(calendar.months).count == 12)
      #expect(Set(calendar.monthsInDates).count == 12)
      #expect(Set(calendar.shortMonths).count == 12)
      #expect(Set(calendar.weekdays).count == 7)
      #expect(Set(calendar.shortWeekdays).count == 7)
    }
  }

  @Test func `the columns of the CSV list are all there`() {
    let listed = """
      started_at direction kind number section customer queue outcome wait_s talk_s agents order call_id \
      agent_id agent team offered answered missed answer_rate pickup_p50_s pickup_p90_s handled \
      transfers_in transfers_out talk_seconds average_handle_time_s outbound outbound_connected \
      outbound_talk_seconds answered_elsewhere caller_left busy short_ring team_missed \
      average_speed_of_answer_s p50_s p90_s p95_s p99_s answered_in_threshold service_level \
      formula threshold_s abandoned short_abandoned unknown callback_requested step count first_missed_at \
      caller_attempts our_attempts callback_latency_open_s callback_latency_s day episodes elapsed \
      called_back reached recovered_after_attempt tried_not_reached self_recovered untouched pending \
      unreachable coverage p50_open_s p90_open_s within_15min within_60min orders confirmed \
      never_confirmed automatic phone_orders handling_p50_s handling_p90_s lead_p50_s cohort \
      dimension value shipped redeemed partial returned returning lost open rate low high floor \
      ceiling maturity calls unique_callers first_time qualified visits calls_per_1000_visits revenue \
      change_vs_previous period for_period payroll_id score bonus deltas adjustments total currency \
      status config_hash export_id in_period measure old new amount reason numerator denominator \
      shrunk target weight points note source files rows accepted rejected deduplicated first_at \
      last_at gaps file line byte column remedy open_orders configured naive_answered_rows \
      queue_show_completed complete_lines transfer_lines queue_show_abandoned abandon_lines \
      timeout_lines empty_lines withdraw_lines incompatible_lines key_lines weekday hour rated \
      rated_before answered_before answer_rate_before rated_after answered_after \
      answer_rate_after difference difference_low difference_high verdict hours_from worked_hours \
      worked_days logged_in_s paused_s pauses busy_s available_s occupancy handled_per_hour \
      handled_per_day calls_per_day flags talk_upper_bounds hop entered passed_on left skew_s \
      skew_spread_s skew_calls skew_against anonymous after_our_miss after_our_talk after_robot \
      repeat known customers.returning customers.new customers.unknown judged resolved \
      first_contact_resolution joined shared issues issues.open contacts_mean contacts_p50 \
      contacts_p90 agents_mean agents_p50 agents_p90 several_agents several_agents_share \
      managed_calls by_manager by_manager_share status_calls share bot_served bot_share came_back \
      came_back_share saved_minutes saved_cost region night night_unknown
      """.split(separator: " ").map(String.init)
    #expect(Set(listed) == Set(ReportColumn.allCases.map(\.rawValue)))
  }
}
