"""Calls, callbacks, kinds of call and service level of generated exports, by DuckDB.

Written from docs/metrics.md, not from the product's code, for the exports of generated_calls.py: a journey is a
linkedid there, and its caller's legs and queue events carry it. Returns {(period, file): {key: {column: text}}}, the
texts as the CSV files write them.
"""
import bisect
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import duckdb

import generated_calls as shop

COLUMNS = ("accountcode src dst dcontext clid channel dstchannel lastapp lastdata start answer end duration billsec "
           "disposition amaflags uniqueid userfield peeraccount linkedid sequence").split()
NUMBERS = {"duration", "billsec", "sequence"}

# -- the calendar, by Python's own time zones


def stretches(weekly, closed_days, zone):
    """Open stretches as (from, to) in Unix seconds, made of each minute's wall clock at stretches' ends."""
    found = []
    day = date(2026, 8, 1)
    while day < date(2027, 3, 1):
        if day.weekday() in weekly and day.isoformat() not in closed_days:
            low, high = weekly[day.weekday()]
            # Half-hours of real time whose wall clock lies in the hours; zones change on full hours.
            start = int(datetime(day.year, day.month, day.day, tzinfo=timezone.utc).timestamp()) - 86400
            for moment in range(start, start + 3 * 86400, 1800):
                clock = datetime.fromtimestamp(moment, zone)
                if clock.date() == day and low <= clock.hour * 60 + clock.minute < high:
                    if found and found[-1][1] == moment:
                        found[-1][1] = moment + 1800
                    else:
                        found.append([moment, moment + 1800])
        day += timedelta(days=1)
    rows, before = [], 0
    for begin, end in found:
        rows.append((begin, end, before))
        before += end - begin
    return rows


def days():
    """(day, first second, first second of the next day) in the shop's zone."""
    zone = ZoneInfo(shop.ZONE)
    day = date(2026, 8, 1)
    while day < date(2027, 1, 1):
        following = day + timedelta(days=1)
        yield (day, int(datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()),
               int(datetime(following.year, following.month, following.day, tzinfo=zone).timestamp()))
        day = following


# -- journeys

JOURNEYS = """
CREATE TABLE leg AS
WITH local AS (
  SELECT *, epoch(strptime(start, '%Y-%m-%d %H:%M:%S'))::BIGINT AS wall,
    split_part(uniqueid, '.', 1)::BIGINT AS created,
    split_part(uniqueid, '.', 2)::BIGINT AS serial
  FROM (SELECT DISTINCT * FROM cdr)
), placed AS (
  -- The clock is put back at $back: an hour comes twice, and the channel's own second says which.
  SELECT *, CASE
      WHEN wall - 7200 >= $back THEN wall - 3600
      WHEN wall - 3600 < $back THEN wall - 7200
      WHEN abs(wall - 7200 - created) <= abs(wall - 3600 - created) THEN wall - 7200
      ELSE wall - 3600 END AS moment
  FROM local
)
SELECT linkedid AS call, serial, moment, moment + duration AS ends,
  CASE WHEN disposition = 'ANSWERED' THEN moment + duration - billsec END AS answered,
  billsec AS talk, disposition, lastapp AS app, accountcode = 'robot' AS robot,
  channel LIKE 'PJSIP/provider-%' AS from_trunk, dstchannel LIKE 'PJSIP/provider-%' AS to_trunk,
  dstchannel <> '' AS rang, lastapp = 'Queue' AS queued,
  CASE WHEN length(regexp_replace(src, '[^0-9]', '', 'g')) >= 10 THEN right(src, 10) END AS caller,
  right(dst, 10) AS dialled
FROM placed WHERE moment < $now;

CREATE TABLE event AS
SELECT line, min(place) AS place, split_part(line, '|', 1)::BIGINT AS moment, split_part(line, '|', 2) AS call,
  split_part(line, '|', 3) AS queue, split_part(line, '|', 5) AS word, split_part(line, '|', 6) AS a,
  split_part(line, '|', 7) AS b, split_part(line, '|', 8) AS c, split_part(line, '|', 9) AS d
FROM log WHERE split_part(line, '|', 1)::BIGINT < $now GROUP BY line;

-- Each queue is entered at most once a call here: what follows the entry is of that visit. Within a second the log's
-- order counts.
CREATE TABLE visit AS
SELECT e.call, e.queue, e.moment AS entered, e.place,
  max(o.moment) FILTER (WHERE o.word = 'CONNECT') AS bridged,
  max(o.a::BIGINT) FILTER (WHERE o.word = 'CONNECT') AS bridge_wait,
  max(o.word) FILTER (WHERE o.word IN ('ABANDON', 'EXITWITHTIMEOUT', 'EXITEMPTY', 'EXITWITHKEY')) AS ending,
  max(o.moment) FILTER (WHERE o.word IN ('ABANDON', 'EXITWITHTIMEOUT', 'EXITEMPTY', 'EXITWITHKEY')) AS gone,
  max(CASE o.word WHEN 'EXITWITHKEY' THEN o.d::BIGINT WHEN 'ABANDON' THEN o.c::BIGINT
    WHEN 'EXITWITHTIMEOUT' THEN o.c::BIGINT WHEN 'EXITEMPTY' THEN o.c::BIGINT END) AS gone_wait,
  max(o.moment) AS ends
FROM event e LEFT JOIN event o ON o.call = e.call AND o.queue = e.queue AND o.word <> 'ENTERQUEUE'
WHERE e.word = 'ENTERQUEUE' GROUP BY ALL;

CREATE TABLE part AS
WITH legs AS (
  SELECT call, min(serial) AS serial, min(moment) AS moment, max(ends) AS ends,
    bool_or(from_trunk) AS inbound, bool_or(to_trunk) AND NOT bool_or(from_trunk) AS outbound,
    bool_or(robot) AS robot, max(caller) AS caller, max(dialled) FILTER (WHERE to_trunk) AS called,
    coalesce(max(talk) FILTER (WHERE to_trunk AND disposition = 'ANSWERED'), 0) AS talk,
    min(moment) FILTER (WHERE rang AND NOT queued) AS first_ring,
    min(answered) FILTER (WHERE rang AND NOT queued) AS direct_answer,
    bool_and(disposition = 'BUSY') AS all_busy,
    bool_or(app = 'VoiceMail' AND disposition = 'ANSWERED' AND talk > 0) AS voicemail,
    bool_or(rang OR queued) AS reached_phones
  FROM leg GROUP BY call
), visits AS (
  SELECT call, min(entered) AS entered, arg_min(queue, place) AS queue, min(bridged) AS bridged,
    arg_max(coalesce(ending, CASE WHEN bridged IS NULL THEN 'UNKNOWN' END), place) AS last_ending,
    arg_max(gone, place) AS gone, max(ends) AS ends
  FROM visit GROUP BY call
)
SELECT l.*, v.entered, v.queue, v.last_ending, v.gone,
  least(l.moment, coalesce(v.entered, l.moment)) AS starts, greatest(l.ends, coalesce(v.ends, l.ends)) AS finishes,
  least(coalesce(v.bridged, l.direct_answer), coalesce(l.direct_answer, v.bridged)) AS bridge
FROM legs l LEFT JOIN visits v USING (call);

CREATE TABLE journey AS
WITH judged AS (
  SELECT p.*, d.day,
    CASE WHEN inbound THEN caller WHEN outbound THEN called END AS customer,
    EXISTS (SELECT 1 FROM open_hours o
      WHERE o.schedule = CASE WHEN p.queue = '610' THEN 'east' ELSE 'shop' END
        AND p.starts >= o.begins AND p.starts < o.ends) AS is_open
  FROM part p JOIN days d ON p.starts >= d.first AND p.starts < d.next
)
SELECT *,
  CASE WHEN NOT inbound THEN NULL
    WHEN customer = $test THEN 'test'
    WHEN NOT is_open THEN CASE WHEN bridge IS NULL THEN 'closed' ELSE 'closed_answered' END
    WHEN NOT reached_phones THEN 'ivr_left'
    WHEN bridge IS NOT NULL THEN 'answered'
    WHEN last_ending = 'UNKNOWN' THEN 'unknown'
    ELSE 'missed' END AS outcome,
  coalesce(bridge, gone, finishes) - coalesce(entered, first_ring) AS wait,
  -- The first reason that applies.
  CASE WHEN voicemail THEN 'voicemail' WHEN last_ending = 'EXITWITHKEY' THEN 'key_exit'
    WHEN entered IS NULL AND all_busy THEN 'line_busy' WHEN last_ending = 'EXITEMPTY' THEN 'empty'
    WHEN last_ending = 'EXITWITHTIMEOUT' THEN 'timeout' ELSE 'abandon' END AS reason
FROM judged;
"""

# -- callbacks

EPISODES = """
CREATE TABLE contact AS
SELECT customer, starts AS moment, outbound AS ours FROM journey
WHERE customer IS NOT NULL AND (outcome IN ('answered', 'closed_answered') OR outbound AND NOT robot AND talk >= $contact);

CREATE TABLE attempt AS
SELECT customer, starts AS moment FROM journey WHERE outbound AND NOT robot AND customer IS NOT NULL;

CREATE TABLE miss AS
WITH counted AS (
  -- Open seconds of all time up to the end of the call; 12 h more are the deadline.
  SELECT j.customer, j.starts, j.serial, j.finishes, j.day, j.outcome AS kind,
    o.before + least(j.finishes, o.ends) - o.begins AS open_at_end
  FROM journey j ASOF JOIN (SELECT * FROM open_hours WHERE schedule = 'shop') o ON j.finishes >= o.begins
  WHERE j.outcome IN ('missed', 'closed')
), due AS (
  -- The moment at which the deadline's open second has gone by lies in the last stretch begun before it.
  SELECT c.*, o.begins + c.open_at_end + $within - o.before AS deadline
  FROM counted c ASOF JOIN (SELECT * FROM open_hours WHERE schedule = 'shop') o
    ON c.open_at_end + $within > o.before
)
SELECT d.*, row_number() OVER (PARTITION BY d.customer ORDER BY d.starts, d.serial) AS place,
  (SELECT min(c.moment) FROM contact c
   WHERE c.customer = d.customer AND c.moment >= d.finishes AND c.moment < d.deadline) AS contact
FROM due d;

CREATE TABLE episode AS
WITH RECURSIVE linked AS (
  -- Were a miss an episode's first: the miss that would begin the next episode.
  SELECT m.*, (SELECT min(n.place) FROM miss n
    WHERE n.customer = m.customer AND n.place > m.place
      AND n.starts >= least(m.deadline, coalesce(m.contact, m.deadline))) AS following
  FROM miss m WHERE customer IS NOT NULL
), chain AS (
  SELECT * FROM linked WHERE place = 1
  UNION ALL
  SELECT l.* FROM chain c JOIN linked l ON l.customer = c.customer AND l.place = c.following
)
SELECT e.*,
  (SELECT min(a.moment) FROM attempt a WHERE a.customer = e.customer AND a.moment >= e.finishes
     AND a.moment < e.deadline
     AND (e.contact IS NULL OR a.moment < e.contact OR a.moment = e.contact AND e.by_us)) AS tried
FROM (
  SELECT c.*, EXISTS (SELECT 1 FROM contact k
    WHERE k.customer = c.customer AND k.moment = c.contact AND k.ours) AS by_us FROM chain c
) e;

CREATE TABLE judged_episode AS
WITH named AS (
  SELECT day, finishes, tried,
    CASE WHEN contact IS NOT NULL AND by_us THEN 'reached'
      WHEN contact IS NOT NULL AND tried IS NULL THEN 'self_recovered'
      WHEN contact IS NOT NULL THEN 'recovered_after_attempt'
      WHEN deadline > $now THEN 'pending'
      WHEN tried IS NOT NULL THEN 'tried_not_reached'
      ELSE 'untouched' END AS outcome
  FROM episode
  UNION ALL
  SELECT day, finishes, NULL, 'unreachable' FROM miss WHERE customer IS NULL
), timed AS (
  SELECT day, outcome, CASE WHEN outcome IN ('reached', 'recovered_after_attempt', 'tried_not_reached')
    THEN tried - finishes END AS latency, tried, finishes FROM named
)
SELECT t.day, t.outcome, t.latency,
  CASE WHEN t.latency IS NOT NULL THEN
    (b.before + least(t.tried, b.ends) - b.begins) - (a.before + least(t.finishes, a.ends) - a.begins) END AS latency_open
FROM timed t
ASOF JOIN (SELECT * FROM open_hours WHERE schedule = 'shop') a ON t.finishes >= a.begins
ASOF JOIN (SELECT * FROM open_hours WHERE schedule = 'shop') b ON coalesce(t.tried, t.finishes) >= b.begins;
"""

CALLBACKS = """
SELECT count(*) AS episodes, count(*) FILTER (WHERE outcome <> 'pending') AS elapsed,
  count(*) FILTER (WHERE outcome IN ('reached', 'recovered_after_attempt', 'tried_not_reached')) AS called_back,
  count(*) FILTER (WHERE outcome = 'reached') AS reached,
  count(*) FILTER (WHERE outcome = 'recovered_after_attempt') AS recovered_after_attempt,
  count(*) FILTER (WHERE outcome = 'tried_not_reached') AS tried_not_reached,
  count(*) FILTER (WHERE outcome = 'self_recovered') AS self_recovered,
  count(*) FILTER (WHERE outcome = 'untouched') AS untouched,
  count(*) FILTER (WHERE outcome = 'pending') AS pending,
  count(*) FILTER (WHERE outcome = 'unreachable') AS unreachable,
  quantile_disc(latency_open, 0.5) AS p50_open_s, quantile_disc(latency_open, 0.9) AS p90_open_s,
  quantile_disc(latency, 0.5) AS p50_s, quantile_disc(latency, 0.9) AS p90_s,
  count(*) FILTER (WHERE latency_open <= 900) AS in_15, count(*) FILTER (WHERE latency_open <= 3600) AS in_60,
  count(latency) AS latencies
FROM judged_episode WHERE day BETWEEN ? AND ?
"""

# -- kinds of call

KINDS = """
CREATE TABLE kind AS
WITH call AS (
  SELECT *, row_number() OVER (PARTITION BY customer ORDER BY starts, serial) AS place
  FROM journey WHERE inbound AND outcome <> 'test' AND customer IS NOT NULL
), before AS (
  SELECT *, lag(finishes) OVER w AS last_end, lag(outcome) OVER w AS last_outcome, lag(starts) OVER w AS last_start,
    lag(serial) OVER w AS last_serial, lag(day) OVER w AS last_day, lead(starts) OVER w AS next_start
  FROM call WINDOW w AS (PARTITION BY customer ORDER BY starts, serial)
), ours AS (
  SELECT customer, starts, serial, finishes, robot FROM journey
  WHERE outbound AND customer IS NOT NULL AND (robot OR talk >= $contact)
), told AS (
  SELECT b.starts, b.serial, b.day, b.customer, b.outcome, b.finishes, b.next_start, b.last_outcome, b.last_day,
    b.last_end IS NOT NULL AND b.starts - b.last_end <= $repeat AS recent,
    coalesce(bool_or(NOT o.robot AND b.starts - o.finishes <= $repeat), false) AS recent_talk,
    coalesce(bool_or(o.robot AND b.starts - o.finishes <= $repeat), false) AS recent_robot,
    coalesce(bool_or(NOT o.robot AND (o.starts, o.serial) > (b.last_start, b.last_serial)), false) AS talked_since
  FROM before b LEFT JOIN ours o ON o.customer = b.customer AND (o.starts, o.serial) < (b.starts, b.serial)
  GROUP BY ALL
)
SELECT day, customer, starts, outcome, finishes, next_start,
  CASE WHEN recent AND last_outcome IN ('missed', 'closed') AND NOT talked_since THEN 'after_our_miss'
    WHEN recent_talk THEN 'after_our_talk' WHEN recent_robot THEN 'after_robot' WHEN recent THEN 'repeat'
    WHEN day - last_day <= $look_back THEN 'known'
    WHEN day - (SELECT min(day) FROM journey) >= $look_back THEN 'new'
    ELSE 'unknown' END AS kind
FROM told;
"""

CUSTOMERS = """
SELECT count(*) AS calls, count(DISTINCT customer) AS unique_callers,
  count(*) FILTER (WHERE kind = 'after_our_miss') AS after_our_miss,
  count(*) FILTER (WHERE kind = 'after_our_talk') AS after_our_talk,
  count(*) FILTER (WHERE kind = 'after_robot') AS after_robot,
  count(*) FILTER (WHERE kind = 'repeat') AS repeat, count(*) FILTER (WHERE kind = 'known') AS known,
  count(*) FILTER (WHERE kind = 'new') AS new, count(*) FILTER (WHERE kind = 'unknown') AS unknown,
  count(*) FILTER (WHERE outcome = 'answered' AND finishes + $resolution <= $now) AS judged,
  count(*) FILTER (WHERE outcome = 'answered' AND finishes + $resolution <= $now
    AND coalesce(next_start > finishes + $resolution, true)) AS resolved
FROM kind WHERE day BETWEEN $from AND $to
"""

# -- service level

LATENCY = """
SELECT queue, count(*) AS offered, count(*) FILTER (WHERE result = 'answered') AS answered,
  coalesce(sum(wait) FILTER (WHERE result = 'answered'), 0)::BIGINT AS waited,
  quantile_disc(wait, 0.5) FILTER (WHERE result = 'answered') AS p50_s,
  quantile_disc(wait, 0.9) FILTER (WHERE result = 'answered') AS p90_s,
  quantile_disc(wait, 0.95) FILTER (WHERE result = 'answered') AS p95_s,
  quantile_disc(wait, 0.99) FILTER (WHERE result = 'answered') AS p99_s,
  count(*) FILTER (WHERE result = 'answered' AND wait <= $threshold) AS answered_in_threshold,
  count(*) FILTER (WHERE result = 'abandon' AND wait > $short) AS abandoned,
  count(*) FILTER (WHERE result = 'abandon' AND wait <= $short) AS short_abandoned,
  count(*) FILTER (WHERE result NOT IN ('answered', 'unknown')) AS missed,
  count(*) FILTER (WHERE result = 'unknown') AS unknown
FROM (
  SELECT day, 'all' AS queue, wait,
    CASE outcome WHEN 'missed' THEN reason ELSE outcome END AS result
  FROM journey WHERE outcome IN ('answered', 'missed', 'unknown')
  UNION ALL
  SELECT j.day, v.queue, coalesce(v.bridge_wait, v.gone_wait),
    CASE WHEN v.bridged IS NOT NULL THEN 'answered' WHEN v.ending = 'ABANDON' THEN 'abandon'
      WHEN v.ending IS NULL THEN 'unknown' ELSE v.ending END
  FROM visit v JOIN journey j USING (call) WHERE j.outcome IN ('answered', 'missed', 'unknown')
) WHERE day BETWEEN $from AND $to GROUP BY queue
"""

BRIDGE = """
SELECT count(*) AS journeys, count(*) FILTER (WHERE outbound) AS outbound,
  count(*) FILTER (WHERE NOT inbound AND NOT outbound) AS internal, count(*) FILTER (WHERE inbound) AS inbound,
  count(*) FILTER (WHERE outcome = 'test') AS test,
  count(*) FILTER (WHERE outcome IN ('closed', 'closed_answered')) AS closed,
  count(*) FILTER (WHERE outcome = 'ivr_left') AS ivr_left,
  count(*) FILTER (WHERE outcome IN ('answered', 'missed', 'unknown')) AS offered,
  count(*) FILTER (WHERE outcome = 'missed') AS missed, count(*) FILTER (WHERE outcome = 'unknown') AS unknown,
  count(*) FILTER (WHERE outcome = 'answered') AS answered
FROM journey WHERE day BETWEEN ? AND ?
"""


def share(numerator, denominator, digits=4):
    """Rounded half up from the exact fraction; empty for 0/0."""
    if not denominator:
        return ""
    scale = 10**digits
    units = (2 * numerator * scale + denominator) // (2 * denominator)
    return f"{units // scale}.{units % scale:0{digits}}"


def text(value):
    return "" if value is None else str(value)


def periods(connection):
    """Days, ISO weeks and months in which a journey began: (name, first day, last day)."""
    found = set()
    for (day,) in connection.execute("SELECT DISTINCT day FROM journey").fetchall():
        year, week, weekday = day.isocalendar()
        monday = day - timedelta(days=weekday - 1)
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        found.add((day.isoformat(), day, day))
        found.add((f"{year}-W{week:02}", monday, monday + timedelta(days=6)))
        found.add((day.isoformat()[:7], day.replace(day=1), following - timedelta(days=1)))
    return sorted(found)


def figures(folder):
    connection = duckdb.connect(config={"threads": 2})
    types = ", ".join(f"'{name}': '{'BIGINT' if name in NUMBERS else 'VARCHAR'}'" for name in COLUMNS)
    connection.execute(f"""CREATE TABLE cdr AS SELECT * REPLACE (coalesce(src, '') AS src, coalesce(dstchannel, '')
        AS dstchannel, coalesce(accountcode, '') AS accountcode) FROM read_csv('{folder}/Master.csv*',
        columns = {{{types}}}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"')""")
    connection.execute(f"""CREATE TABLE log AS SELECT *, row_number() OVER () AS place FROM read_csv('{folder}/queue_log*',
        columns = {{'line': 'VARCHAR'}}, auto_detect = false, header = false, delim = '\t', quote = '', escape = '')""")
    connection.execute("CREATE TABLE open_hours (schedule VARCHAR, begins BIGINT, ends BIGINT, before BIGINT)")
    connection.executemany("INSERT INTO open_hours VALUES ('shop', ?, ?, ?)",
                           stretches(shop.WEEKLY, {shop.HOLIDAY}, ZoneInfo(shop.ZONE)))
    # Its exceptions are the shop's.
    connection.executemany("INSERT INTO open_hours VALUES ('east', ?, ?, ?)",
                           stretches(shop.EAST, {shop.HOLIDAY}, ZoneInfo(shop.EAST_ZONE)))
    connection.execute("CREATE TABLE days (day DATE, first BIGINT, next BIGINT)")
    connection.executemany("INSERT INTO days VALUES (?, ?, ?)", list(days()))
    known = {"back": shop.BACK, "now": shop.NOW, "test": shop.TEST_NUMBER, "contact": shop.CONTACT,
             "within": shop.WITHIN, "repeat": shop.REPEAT, "look_back": shop.LOOK_BACK}
    for script in (JOURNEYS, EPISODES, KINDS):
        for statement in script.split(";\n"):
            for name, value in known.items():
                statement = statement.replace("$" + name, f"'{value}'" if isinstance(value, str) else str(value))
            if statement.strip():
                connection.execute(statement)
    return {key: rows for period in periods(connection) for key, rows in tables(connection, *period).items()}


def query(connection, statement, parameters):
    cursor = connection.execute(statement, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, values)) for values in cursor.fetchall()]


def tables(connection, name, first, last):
    latency = {}
    for row in query(connection, LATENCY, {"from": first, "to": last, "threshold": shop.THRESHOLD, "short": shop.SHORT}):
        waited = row.pop("waited")
        cells = {column: text(value) for column, value in row.items()}
        cells["average_speed_of_answer_s"] = share(waited, row["answered"], 1)
        cells["service_level"] = share(row["answered_in_threshold"],
                                       row["offered"] - row["unknown"] - row["short_abandoned"])
        cells["callback_requested"] = "0"
        latency[row["queue"]] = cells
    callbacks = {}
    begun = query(connection, "SELECT DISTINCT day FROM judged_episode WHERE day BETWEEN ? AND ?", (first, last))
    for key, low, high in [("all", first, last)] + [(str(r["day"]), r["day"], r["day"]) for r in begun]:
        row = query(connection, CALLBACKS, (low, high))[0]
        in_15, in_60, latencies = row.pop("in_15"), row.pop("in_60"), row.pop("latencies")
        cells = {column: text(value) for column, value in row.items()}
        cells["coverage"] = share(row["called_back"],
                                  row["elapsed"] - row["self_recovered"] - row["unreachable"])
        cells["within_15min"], cells["within_60min"] = share(in_15, latencies), share(in_60, latencies)
        callbacks[key] = cells
    customers = {}
    called = query(connection, "SELECT DISTINCT day FROM journey WHERE inbound AND outcome <> 'test' "
                   "AND day BETWEEN ? AND ?", (first, last))
    for key, low, high in [("all", first, last)] + [(str(r["day"]), r["day"], r["day"]) for r in called]:
        row = query(connection, CUSTOMERS, {"from": low, "to": high, "now": shop.NOW, "resolution": shop.RESOLUTION})[0]
        cells = {column: text(value) for column, value in row.items()}
        hidden = query(connection, "SELECT count(*) AS n FROM journey WHERE inbound AND outcome <> 'test' "
                       "AND customer IS NULL AND day BETWEEN ? AND ?", (low, high))[0]["n"]
        cells["anonymous"] = str(hidden)
        cells["first_contact_resolution"] = share(row["resolved"], row["judged"])
        customers[key] = cells
    bridge = query(connection, BRIDGE, (first, last))[0]
    return {(name, "answer_latency"): latency, (name, "callbacks"): callbacks, (name, "customers"): customers,
            (name, "bridge"): {step: {"count": str(count)} for step, count in bridge.items()}}
