extension DefinedMeasure {
  /// The definition in English.
  var english: MeasureDefinition {
    switch self {
    case .naiveAnsweredRows:
      MeasureDefinition(
        name: "ANSWERED rows",
        formula: "CDR rows of the period’s days with the disposition ANSWERED",
        numerator: "legs on which anything at all picked up",
        denominator: "not a share",
        exclusions:
          "nothing: outbound and internal ones, menus, music, voicemail and both parts of a transfer "
          + "are in")
    case .queueShowCompleted:
      MeasureDefinition(
        name: "queue show, C: completed",
        formula: "COMPLETECALLER + COMPLETEAGENT + BLINDTRANSFER + ATTENDEDTRANSFER + TRANSFER, "
          + "lines of the queue log",
        numerator: "talks from a queue that ended on the period’s days",
        denominator: "not a share",
        exclusions: "talks without a line about their end; after-hours and test calls are in")
    case .queueShowAbandoned:
      MeasureDefinition(
        name: "queue show, A: abandoned",
        formula: "ABANDON + EXITWITHTIMEOUT + EXITEMPTY + WITHDRAW + SYSCOMPAT, lines of the queue "
          + "log",
        numerator: "visits of a queue that ended without a talk on the period’s days",
        denominator: "not a share",
        exclusions:
          "callers who left by a key (EXITWITHKEY); after-hours calls are in, and each queue that a "
          + "call passed through")
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
    case .overflow:
      MeasureDefinition(
        name: "Stations of the way to a person",
        formula: "entered = answered + passed on + left there + unknown",
        numerator: "queues and dialled phones that a call met in order, up to the answer",
        denominator: "not a share",
        exclusions:
          "a transfer after the answer is no station; the wait runs from the first station to the "
          + "bridge, of calls answered at that station")
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
    case .agentsByHour:
      MeasureDefinition(
        name: "Answer rate by hour and weekday",
        formula: "answered ÷ rated, by the hour in which the call began",
        numerator: "an agent’s answered offers, the centre’s answered calls",
        denominator:
          "all offers to an agent; the centre’s offered calls less unknown outcomes and short "
          + "abandons",
        exclusions: "the picture shows no share where fewer than 5 calls are rated")
    case .around14:
      MeasureDefinition(
        name: "Before and after 14:00",
        formula: "answer rate after − answer rate before; Newcombe’s 95 % interval",
        numerator: "calls that began before 14:00, and calls from 14:00 on",
        denominator: "the rated calls of each half",
        exclusions: "where the interval contains 0 there is no evidence of change")
    case .workedTime:
      MeasureDefinition(
        name: "Worked time",
        formula: "shifts of shifts.csv, else the time logged on by the queue log",
        numerator: "merged over all queues and devices of the agent, within the period",
        denominator: "not a share",
        exclusions:
          "a forgotten log-off is cut and flagged; with neither shifts nor log-ons the time is "
          + "unknown; pauses count within worked time")
    case .occupancy:
      MeasureDefinition(
        name: "Occupancy",
        formula: "busy ÷ (busy + available)",
        numerator: "talks and calls out; two at once are busy once",
        denominator: "the same and worked time that is neither paused nor busy",
        exclusions:
          "after-call work is not in the sources; internal calls do not count; time is cut at "
          + "midnight")
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
