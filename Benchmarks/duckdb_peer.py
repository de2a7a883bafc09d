"""The same numbers by SQL: persists Master.csv into a DuckDB file and computes what is compared.

    python Benchmarks/duckdb_peer.py Master.csv store.duckdb result.json --columns all|needed

The rules are those of docs/metrics.md for a source that has only call records; each is written here
from the page and not from the product's code.
"""

import argparse
import json
from datetime import datetime, timezone
from pathlib import Path

import duckdb

from generate import AS_OF

COLUMNS = {
    "accountcode": "VARCHAR", "src": "VARCHAR", "dst": "VARCHAR", "dcontext": "VARCHAR",
    "clid": "VARCHAR", "channel": "VARCHAR", "dstchannel": "VARCHAR", "lastapp": "VARCHAR",
    "lastdata": "VARCHAR", "start": "TIMESTAMP", "answer": "TIMESTAMP", "end": "TIMESTAMP",
    "duration": "INTEGER", "billsec": "INTEGER", "disposition": "VARCHAR", "amaflags": "VARCHAR",
    "uniqueid": "VARCHAR", "userfield": "VARCHAR", "peeraccount": "VARCHAR",
    "linkedid": "VARCHAR", "sequence": "INTEGER",
}

# What the questions need, and what a second export of the same rows would be recognised by.
NEEDED = ("src", "dst", "channel", "dstchannel", "start", "answer", "end", "billsec",
          "disposition", "uniqueid", "linkedid", "sequence")

CALLS = """
-- One row per leg: seconds since 1970 in local time, the agent's line, the customer's ten digits.
CREATE TEMP TABLE leg AS
SELECT
  linkedid AS call,
  epoch(start)::BIGINT AS starts, epoch(answer)::BIGINT AS answers, epoch("end")::BIGINT AS ends,
  billsec AS talk,
  disposition = 'ANSWERED' AND billsec > 0 AS answered,
  CASE WHEN channel LIKE 'PJSIP/provider-%' THEN 'in'
       WHEN dstchannel LIKE 'PJSIP/provider-%' THEN 'out' ELSE 'internal' END AS direction,
  CASE WHEN channel LIKE 'PJSIP/provider-%'
       THEN split_part(split_part(dstchannel, '/', 2), '-', 1)
       ELSE split_part(split_part(channel, '/', 2), '-', 1) END AS line,
  right(CASE WHEN channel LIKE 'PJSIP/provider-%' THEN src ELSE dst END, 10) AS customer
FROM cdr;

-- One row per inbound call. It belongs to the month in which it started.
CREATE TEMP TABLE inbound AS
SELECT
  call, any_value(customer) AS customer, min(starts) AS starts, max(ends) AS ends,
  strftime(make_timestamp(min(starts) * 1000000), '%Y-%m') AS month,
  bool_or(answered) AS answered,
  min(answers) FILTER (WHERE answered) - min(starts) AS wait
FROM leg WHERE direction = 'in' GROUP BY call;
"""

AGENTS = """
WITH attempt AS (
  -- An attempt was missed when it rang for 3 s or more and the caller stayed when it ended. The last
  -- one, at whose end the caller was gone, is nobody's fault.
  SELECT i.month, l.call, l.line, l.answered, l.talk,
    NOT l.answered AND l.ends - l.starts >= 3 AND l.ends < i.ends AS missed
  FROM leg l JOIN inbound i USING (call) WHERE l.line <> ''
), offer AS (
  -- At most one offer per call and agent, and the best outcome of it counts.
  SELECT month, call, line, bool_or(answered) AS answered, bool_or(missed) AS missed,
    count(*) FILTER (WHERE answered) AS handled, sum(talk) FILTER (WHERE answered) AS talk
  FROM attempt GROUP BY month, call, line
), calls_in AS (
  SELECT month, line,
    count(*) FILTER (WHERE answered OR missed) AS offered,
    count(*) FILTER (WHERE answered) AS answered,
    count(*) FILTER (WHERE missed AND NOT answered) AS missed,
    sum(handled)::BIGINT AS handled, coalesce(sum(talk), 0)::BIGINT AS talk_seconds
  FROM offer GROUP BY month, line
), calls_out AS (
  SELECT strftime(make_timestamp(starts * 1000000), '%Y-%m') AS month, line,
    count(*) AS outbound,
    count(*) FILTER (WHERE answered AND talk >= 10) AS outbound_connected,
    coalesce(sum(talk) FILTER (WHERE answered AND talk >= 10), 0)::BIGINT AS outbound_talk_seconds
  FROM leg WHERE direction = 'out' GROUP BY 1, line
)
SELECT month, line, coalesce(offered, 0) AS offered, coalesce(answered, 0) AS answered,
  coalesce(missed, 0) AS missed, coalesce(handled, 0) AS handled,
  coalesce(talk_seconds, 0) AS talk_seconds, coalesce(outbound, 0) AS outbound,
  coalesce(outbound_connected, 0) AS outbound_connected,
  coalesce(outbound_talk_seconds, 0) AS outbound_talk_seconds
FROM calls_in FULL JOIN calls_out USING (month, line) ORDER BY month, line;
"""

# The wait of a caller who left runs to his end; up to 5 s of it are a short abandon.
LATENCY = """
SELECT month, count(*) AS offered, count(*) FILTER (WHERE answered) AS answered,
  count(*) FILTER (WHERE NOT answered) AS missed,
  count(*) FILTER (WHERE NOT answered AND ends - starts <= 5) AS short_abandoned,
  count(*) FILTER (WHERE NOT answered AND ends - starts > 5) AS abandoned,
  count(*) FILTER (WHERE answered AND wait <= 20) AS answered_in_threshold,
  sum(wait)::BIGINT AS wait_seconds,
  quantile_disc(wait, 0.50) AS p50_s, quantile_disc(wait, 0.90) AS p90_s,
  quantile_disc(wait, 0.95) AS p95_s, quantile_disc(wait, 0.99) AS p99_s
FROM inbound GROUP BY month ORDER BY month;
"""

# An episode begins at the end of a missed call, takes in the customer's further ones, and ends with
# a talk in either direction or after 12 hours (the shop never closes). It belongs to the month of
# its first call. Its latency ends with our first attempt.
CALLBACKS = """
WITH RECURSIVE happening AS (
  SELECT customer, starts AS moment, ends, month, false AS by_us,
    CASE WHEN answered THEN 'contact' ELSE 'missed' END AS what
  FROM inbound
  UNION ALL
  SELECT customer, starts, ends, NULL, true,
    CASE WHEN answered AND talk >= 10 THEN 'contact' ELSE 'attempt' END
  FROM leg WHERE direction = 'out'
), stretch AS (
  -- Between two contacts of a customer: how many contacts came before.
  SELECT *, count(*) FILTER (WHERE what = 'contact')
    OVER (PARTITION BY customer ORDER BY moment ROWS UNBOUNDED PRECEDING) AS contacts
  FROM happening
), miss AS (
  SELECT customer, contacts, moment, ends, month FROM stretch WHERE what = 'missed'
), episode AS (
  SELECT customer, contacts, min(ends) AS opened, arg_min(month, ends) AS month
  FROM miss GROUP BY customer, contacts
  UNION ALL
  SELECT customer, contacts, min(m.ends), arg_min(m.month, m.ends)
  FROM episode e JOIN miss m USING (customer, contacts)
  WHERE m.moment >= e.opened + 12 * 3600
  GROUP BY customer, contacts
), ours AS (
  SELECT customer, starts AS moment FROM leg WHERE direction = 'out'
), first_attempt AS (
  -- An attempt that became a contact ends the episode and counts in it.
  SELECT e.customer, e.opened, e.month, e.contacts, min(o.moment) AS attempt
  FROM episode e LEFT JOIN ours o
    ON o.customer = e.customer AND o.moment >= e.opened AND o.moment < e.opened + 12 * 3600
  GROUP BY ALL
), ending AS (
  SELECT customer, contacts - 1 AS contacts, moment AS contact, by_us FROM stretch WHERE what = 'contact'
), timed AS (
  SELECT f.month,
    CASE WHEN f.attempt <= coalesce(g.contact, f.attempt) THEN f.attempt - f.opened END AS latency,
    g.by_us AND g.contact < f.opened + 12 * 3600 AS reached,
    NOT g.by_us AND g.contact < f.opened + 12 * 3600 AS got_through
  FROM first_attempt f LEFT JOIN ending g USING (customer, contacts)
), outcome AS (
  SELECT month, latency, CASE WHEN reached THEN 'reached' WHEN got_through AND latency IS NULL THEN 'self_recovered'
    WHEN got_through THEN 'recovered_after_attempt' WHEN latency IS NOT NULL THEN 'tried_not_reached'
    ELSE 'untouched' END AS what
  FROM timed
)
SELECT month, count(*) AS episodes, count(latency) AS called_back,
  count(*) FILTER (WHERE what = 'reached') AS reached,
  count(*) FILTER (WHERE what = 'recovered_after_attempt') AS recovered_after_attempt,
  count(*) FILTER (WHERE what = 'tried_not_reached') AS tried_not_reached,
  count(*) FILTER (WHERE what = 'self_recovered') AS self_recovered,
  count(*) FILTER (WHERE what = 'untouched') AS untouched,
  count(*) FILTER (WHERE latency <= 900) AS in_15min, count(*) FILTER (WHERE latency <= 3600) AS in_60min,
  quantile_disc(latency, 0.50) AS p50_s, quantile_disc(latency, 0.90) AS p90_s
FROM outcome GROUP BY month ORDER BY month;
"""

# Why customers called: the first kind that applies, from the calls before. A call is recent for 72 h
# from its end; known is who called on one of the 42 days before; new needs as many days of data.
# An answered call has settled the matter if no further one came within 7 days; younger ones are not judged.
CUSTOMERS = """
WITH happening AS (
  SELECT customer, call, starts, ends, answered, true AS inbound FROM inbound
  UNION ALL
  SELECT customer, call, starts, ends, true, false FROM leg
  WHERE direction = 'out' AND answered AND talk >= 10
), told AS (
  SELECT *, starts // 86400 AS day, strftime(make_timestamp(starts * 1000000), '%Y-%m') AS month,
    lag(NOT inbound) OVER w AS talked_since,
    last_value(CASE WHEN inbound THEN ends END IGNORE NULLS) OVER before AS last_end,
    last_value(CASE WHEN inbound THEN starts // 86400 END IGNORE NULLS) OVER before AS last_day,
    last_value(CASE WHEN inbound THEN NOT answered END IGNORE NULLS) OVER before AS last_missed,
    last_value(CASE WHEN NOT inbound THEN ends END IGNORE NULLS) OVER before AS talk_end,
    first_value(CASE WHEN inbound THEN starts END IGNORE NULLS) OVER after AS next_start
  FROM happening
  WINDOW w AS (PARTITION BY customer ORDER BY starts, split_part(call, '.', 2)::BIGINT),
    before AS (PARTITION BY customer ORDER BY starts, split_part(call, '.', 2)::BIGINT
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
    after AS (PARTITION BY customer ORDER BY starts, split_part(call, '.', 2)::BIGINT
      ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
), kind AS (
  SELECT *, CASE
      WHEN last_missed AND NOT talked_since AND starts - last_end <= 72 * 3600 THEN 'after_our_miss'
      WHEN starts - talk_end <= 72 * 3600 THEN 'after_our_talk'
      WHEN starts - last_end <= 72 * 3600 THEN 'repeat'
      WHEN day - last_day <= 42 THEN 'known'
      WHEN day - (SELECT min(starts) // 86400 FROM leg) >= 42 THEN 'new'
      ELSE 'unknown' END AS why
  FROM told WHERE inbound
)
SELECT month, count(*) AS calls, count(DISTINCT customer) AS unique_callers,
  count(*) FILTER (WHERE why = 'after_our_miss') AS after_our_miss,
  count(*) FILTER (WHERE why = 'after_our_talk') AS after_our_talk,
  count(*) FILTER (WHERE why = 'repeat') AS repeat, count(*) FILTER (WHERE why = 'known') AS known,
  count(*) FILTER (WHERE why = 'new') AS new, count(*) FILTER (WHERE why = 'unknown') AS unknown,
  count(*) FILTER (WHERE answered AND ends + 7 * 86400 <= $now) AS judged,
  count(*) FILTER (WHERE answered AND ends + 7 * 86400 <= $now
    AND coalesce(next_start > ends + 7 * 86400, true)) AS resolved
FROM kind GROUP BY month ORDER BY month;
"""


# The start of the as-of day in local seconds, as `starts` are.
NOW = int(datetime.fromisoformat(AS_OF).replace(tzinfo=timezone.utc).timestamp())


def rows(connection, query, parameters=None):
    cursor = connection.execute(query, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, values)) for values in cursor.fetchall()]


def compute(source, store, columns, threads):
    Path(store).unlink(missing_ok=True)
    connection = duckdb.connect(store, config={"threads": threads})
    kept = NEEDED if columns == "needed" else tuple(COLUMNS)
    kept = ", ".join(f'"{name}"' for name in kept)
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())
    path = source.replace("'", "''")
    connection.execute(f"""
        CREATE TABLE cdr AS SELECT {kept} FROM read_csv('{path}', columns = {{{types}}},
          auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
          nullstr = '', timestampformat = '%Y-%m-%d %H:%M:%S')""")
    connection.execute("CHECKPOINT")
    connection.execute(CALLS)
    result = {
        "version": duckdb.__version__,
        "rows": connection.execute("SELECT count(*) FROM cdr").fetchone()[0],
        "agents": rows(connection, AGENTS),
        "latency": rows(connection, LATENCY),
        "callbacks": rows(connection, CALLBACKS),
        "customers": rows(connection, CUSTOMERS, {"now": NOW}),
    }
    connection.close()
    return result


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source")
    parser.add_argument("store")
    parser.add_argument("result")
    parser.add_argument("--columns", choices=("all", "needed"), default="needed")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    answer = compute(options.source, options.store, options.columns, options.threads)
    Path(options.result).write_text(json.dumps(answer, indent=1), encoding="utf-8")
