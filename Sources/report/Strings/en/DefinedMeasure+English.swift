extension DefinedMeasure {
  /// The definition in English.
  var english: MeasureDefinition {
    switch self {
    case .bridge:
      MeasureDefinition(
        name: "From rows to answered calls",
        formula:
          "read − rejected − deduplicated − superseded − other days = legs + queue events; "
          + "inbound = offered + closed + menu only + test; offered = answered + missed + unknown",
        numerator: "calls: one caller’s way over all legs and queues",
        denominator: "not a share",
        exclusions: "headers and blank lines are not rows; a call belongs to the day it started in")
    case .answerRate:
      MeasureDefinition(
        name: "Answer rate",
        formula: "answered ÷ (offered − unknown − short abandons)",
        numerator: "calls in which a person talked with the caller",
        denominator: "offered in open hours, less what is left out",
        exclusions:
          "a menu, music, voicemail, a fax or someone’s mailbox has not answered; unknown outcomes and "
          + "short abandons are out; test and after-hours calls stand apart")
    case .abandonmentRate:
      MeasureDefinition(
        name: "Abandonment rate",
        formula: "long abandons ÷ (offered − unknown − short abandons)",
        numerator: "callers who hung up in the queue after the short-abandon limit",
        denominator: "offered in open hours, less what is left out",
        exclusions: "short abandons are shown apart")
    case .serviceLevel:
      MeasureDefinition(
        name: "Service level",
        formula:
          "answered in threshold ÷ (offered − unknown − short abandons − callback requests)",
        numerator: "answered with a wait up to the threshold: exactly at it is inside",
        denominator: "offered in open hours, less what is left out",
        exclusions: "the configuration names the formula; the table prints the threshold")
    case .latencyQuantiles:
      MeasureDefinition(
        name: "Answer latency: p50, p90, p95, p99",
        formula: "nearest rank on whole seconds: a share p of the calls waited no longer",
        numerator: "time from the first queue entry (else the first ring) to the talk",
        denominator: "answered calls",
        exclusions:
          "missed calls are out; the menu before the queue is out; overflow between queues is in: the "
          + "caller’s clock runs on")
    case .agentOffered:
      MeasureDefinition(
        name: "Offered to an agent",
        formula: "offered = answered + missed",
        numerator: "rings that the agent took, or that rang at least 3 s and ran out",
        denominator: "not a share",
        exclusions:
          "apart: answered elsewhere, caller left, busy, short ring, missed by the team; transferred "
          + "calls count as handled, not as offered")
    case .agentAnswerRate:
      MeasureDefinition(
        name: "Agent’s answer rate",
        formula: "answered ÷ offered",
        numerator: "offers that the agent took",
        denominator: "offers to the agent in open hours",
        exclusions: "calls that a colleague took or whose caller left are nobody’s fault")
    case .pickupTime:
      MeasureDefinition(
        name: "Pickup time",
        formula: "p50 and p90 from the start of the agent’s own ring to the talk",
        numerator: "seconds of the agent’s own ring",
        denominator: "offers that the agent took",
        exclusions: "time in the queue is out: no agent commands it")
    case .callbackCoverage:
      MeasureDefinition(
        name: "Callback coverage",
        formula: "called back ÷ (elapsed − self-recovered − unreachable)",
        numerator: "episodes in which we called the customer in time",
        denominator: "missed episodes whose time is over",
        exclusions: "pending episodes are shown apart")
    case .callbackLatency:
      MeasureDefinition(
        name: "Time to callback",
        formula: "our first attempt − end of the first missed call",
        numerator: "seconds in open hours and by the clock, p50 and p90",
        denominator: "episodes in which we called",
        exclusions: "a miss at night waits from opening on")
    case .callKinds:
      MeasureDefinition(
        name: "Kinds of call",
        formula:
          "the first that applies: after our miss, after our call, after the robot’s call, repeat, "
          + "bought before, known, new",
        numerator: "inbound calls of customers with a number; the kinds sum to them",
        denominator: "not a share",
        exclusions: "test calls and hidden numbers; “new” needs 42 days of data before")
    case .uniqueCallers:
      MeasureDefinition(
        name: "Unique callers",
        formula: "customers with an inbound call in the period, each once",
        numerator: "customers: numbers that orders have under one customer’s id are one",
        denominator: "not a share",
        exclusions: "test calls and hidden numbers; days do not sum to the period")
    case .firstContactResolution:
      MeasureDefinition(
        name: "First-contact resolution, a proxy",
        formula: "resolved ÷ judged",
        numerator: "answered calls without a further call of that customer in the time set",
        denominator: "answered calls that are at least so old",
        exclusions: "younger calls, closed hours, hidden numbers")
    case .issues:
      MeasureDefinition(
        name: "Issues",
        formula:
          "talks of a customer with people, either side calling, up to 72 h apart or about one open "
          + "order",
        numerator: "talks, and different agents, of each issue that is over",
        denominator: "issues whose last talk was in the period",
        exclusions:
          "missed calls and machines are no talks; issues that may go on stand apart; the personal "
          + "manager is who has the customer’s latest order")
    case .statusCalls:
      MeasureDefinition(
        name: "Status calls, and what the bot saved",
        formula:
          "minutes = (judged − came back) × talk of the status calls that people took ÷ their number",
        numerator: "inbound calls of customers with an open order",
        denominator: "inbound calls but tests",
        exclusions: "calls of the bot that are younger than 24 h are not judged")
    case .regions:
      MeasureDefinition(
        name: "Region, and night there",
        formula: "region of the customer’s number; night is 22:00 to 08:00 local",
        numerator: "inbound calls of numbers of the region",
        denominator: "not a share",
        exclusions:
          "mobile numbers are bound to no place: the hour there is known only where it is the same in "
          + "all of the country’s zones")
    case .confirmationTime:
      MeasureDefinition(
        name: "Time to confirmation",
        formula: "first of (confirmed, connected outbound call) − created",
        numerator: "seconds in open hours and by the clock, p50 and p90",
        denominator: "the period’s orders that a person confirmed",
        exclusions:
          "automatic and phone orders stand apart; never confirmed ones are counted apart; a night "
          + "order waits from opening on")
    case .handlingTime:
      MeasureDefinition(
        name: "Order handling",
        formula: "confirmed (or handed to picking) − taken into work",
        numerator: "seconds of work on an order, p50 and p90",
        denominator: "orders of which both events are known",
        exclusions: "automatic orders stand apart")
    case .redemptionRate:
      MeasureDefinition(
        name: "Redemption rate",
        formula: "redeemed ÷ (redeemed + returned)",
        numerator: "redeemed orders of the cohort; partial redemption counts as redeemed",
        denominator: "orders of the cohort that ended: redeemed or returned",
        exclusions:
          "orders the carrier lost are out; goods returned after redemption change nothing; a return "
          + "counts from its start; 95 % Wilson interval")
    case .redemptionBounds:
      MeasureDefinition(
        name: "Floor, ceiling and maturity",
        formula:
          "floor = redeemed ÷ S; ceiling = (redeemed + open) ÷ S; maturity = ended ÷ shipped; "
          + "S = shipped − lost",
        numerator: "floor: nobody else redeems; ceiling: everybody does",
        denominator: "the cohort’s shipped orders",
        exclusions: "a cohort below the maturity limit is grey: returns finish later")
    case .sectionCalls:
      MeasureDefinition(
        name: "Calls of a site section",
        formula: "all inbound calls to the section’s numbers except test calls",
        numerator: "calls whose number belonged to the section then",
        denominator: "not a share",
        exclusions:
          "after-hours calls are in: interest has no hours; answered and missed come from offered "
          + "only; a number without a section is a row of its own")
    case .callsPer1000Visits:
      MeasureDefinition(
        name: "Calls per 1000 visits",
        formula: "1000 × calls ÷ visits",
        numerator: "the section’s calls",
        denominator: "the section’s visits on the same days",
        exclusions:
          "undefined where visits are not known; such calls are not in the row “all” either")
    case .motivationScore:
      MeasureDefinition(
        name: "Score",
        formula: "sum (weight × points) ÷ sum of weights; points run linearly from floor to target",
        numerator: "measures with enough data; rates are shrunk: (k + m·team rate) ÷ (n + m)",
        denominator: "the weights of the scored measures",
        exclusions:
          "a measure under its minimum is not scored; below a gate there is no bonus; with too little "
          + "scored weight there is no score and a person decides")
    case .motivationBonus:
      MeasureDefinition(
        name: "Bonus",
        formula: "bonus at score 1 × score, rounded once",
        numerator: "the score, up to its cap",
        denominator: "not a share",
        exclusions:
          "before tax, without regional coefficient; later facts change no closed period, they become "
          + "deltas of the next")
    }
  }
}
