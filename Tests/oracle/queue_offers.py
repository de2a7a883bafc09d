#!/usr/bin/env python3
"""What becomes of every ring of a queue_log: docs/metrics.md#agents, read again by another hand.

    queue_offers.py FILE            one CSV row per visit and agent: call,agent,result,ran_out
    queue_offers.py FILE --rings    how many RINGNOANSWER lines end in each result
    queue_offers.py FILE --agents ZONE   the counts of calls_by_agent.csv, by month of a zone

FILE is the native log or its table with `htime` and `ttime`. It shares no code with the product and
knows one queue, one visit per call and no transfers between queues: enough for the sample that the
tests hold it against, and it refuses any other.
"""
import collections
import csv
import datetime
import sys
import zoneinfo

ENDS = {"COMPLETEAGENT", "COMPLETECALLER", "ABANDON", "EXITWITHTIMEOUT", "BLINDTRANSFER",
        "ATTENDEDTRANSFER"}
COUNTS_FROM_MS = 3000  # calls.ring_counts_from
TOGETHER_MS = 1000
# Best first.
RANK = ["answered", "missed", "team_missed", "answered_elsewhere", "caller_left", "busy",
        "short_ring"]
# A visit whose end the log lost says nothing about anybody; no column of calls_by_agent.csv.
UNKNOWN = "unknown"

Ring = collections.namedtuple("Ring", "agent start end how")


def events(path):
    """(seconds, call, agent, event, ring in ms or None), in the file's order."""
    with open(path, encoding="utf-8") as file:
        if file.readline().startswith("uid,"):
            file.seek(0)
            for row in csv.DictReader(file):
                ring = None
                if row["event"] == "RINGNOANSWER":
                    ring = int(row["htime"])
                elif row["event"] == "CONNECT":
                    ring = int(row["param3"]) * 1000
                yield int(row["date_time"]), row["callid"], row["type"], row["event"], ring
            return
        file.seek(0)
        for line in file:
            cells = line.rstrip("\n").split("|")
            ring = None
            if cells[4] == "RINGNOANSWER":
                ring = int(cells[5])
            elif cells[4] == "CONNECT":
                ring = int(cells[7]) * 1000
            yield int(cells[0]), cells[1], cells[3], cells[4], ring


def visits(path):
    """call → (entered, [Ring], how it ended)."""
    result = {}
    for at, call, agent, event, ring in events(path):
        if event == "ENTERQUEUE":
            if call in result:
                sys.exit(f"{call} enters twice: more than this script knows")
            result[call] = [at, [], None]
        elif event in ("RINGNOANSWER", "CONNECT"):
            how = "answered" if event == "CONNECT" else "ran out"
            result[call][1].append(Ring(agent, at * 1000 - ring, at * 1000, how))
            if event == "CONNECT":
                result[call][2] = "CONNECT"
        elif event in ENDS and result[call][2] is None:
            result[call][2] = event
    return result


def is_ring_all(rings):
    """Whether two agents rang together for more than a second."""
    edges = sorted({ring.start for ring in rings} | {ring.end for ring in rings})
    for one in rings:
        for other in rings:
            if one.agent < other.agent:
                shared = [e for e in edges
                          if max(one.start, other.start) <= e <= min(one.end, other.end)]
                if shared and shared[-1] - shared[0] > TOGETHER_MS:
                    return True
    return False


def result_of(ring, ring_all, answered):
    """What one ring comes to, before an agent's best counts."""
    if ring.how == "answered":
        return "answered"
    length = ring.end - ring.start
    if length == 0:
        return "busy"
    if length < COUNTS_FROM_MS:
        return "short_ring"
    if not ring_all:
        return "missed"
    return "answered_elsewhere" if answered else "team_missed"


def offers(path):
    """(call, entered, agent, result, RINGNOANSWER lines) per visit and agent, and team misses."""
    rows, team = [], []
    for call, (entered, rings, end) in visits(path).items():
        ring_all, answered = is_ring_all(rings), end == "CONNECT"
        by_agent = collections.OrderedDict()
        for ring in rings:
            by_agent.setdefault(ring.agent, []).append(ring)
        results = set()
        for agent, own in by_agent.items():
            best = UNKNOWN
            if end is not None:
                best = min((result_of(ring, ring_all, answered) for ring in own), key=RANK.index)
            results.add(best)
            rows.append((call, entered, agent, best, sum(r.how == "ran out" for r in own)))
        if "team_missed" in results:
            team.append((call, entered))
    return rows, team


def main():
    path = sys.argv[1]
    rows, team = offers(path)
    out = csv.writer(sys.stdout, lineterminator="\n")
    mode = sys.argv[2] if len(sys.argv) > 2 else ""
    if mode == "--rings":
        counts = collections.Counter()
        seen = collections.Counter()
        for _, _, _, result, ran_out in rows:
            counts[result] += ran_out
            seen[result] += 1
        out.writerow(["result", "offers", "ran_out"])
        for result in RANK + [UNKNOWN]:
            out.writerow([result, seen[result], counts[result]])
        out.writerow(["team", len(team), ""])
    elif mode == "--agents":
        zone = zoneinfo.ZoneInfo(sys.argv[3])

        def month(moment):
            return datetime.datetime.fromtimestamp(moment, zone).strftime("%Y-%m")

        table = collections.defaultdict(collections.Counter)
        for _, entered, agent, result, _ in rows:
            table[month(entered), agent][result] += 1
        for _, entered in team:
            table[month(entered), "team"]["team_missed"] += 1
        out.writerow(["month", "agent"] + RANK)
        for (when, agent), counts in sorted(table.items()):
            out.writerow([when, agent] + [counts[result] for result in RANK])
    else:
        out.writerow(["call", "agent", "result", "ran_out"])
        for call, _, agent, result, ran_out in rows:
            out.writerow([call, agent, result, ran_out])


if __name__ == "__main__":
    main()
