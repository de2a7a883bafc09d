"""Who was bridged with the callers of a FreePBX dump, read from its table cel alone.

    cel_talk.py DUMP TRUNK...

Prints, for each device that was in a bridge with an inbound caller's channel, how many stretches and
how many seconds. Written against Asterisk's CEL Specification, apart from ringtally: rows are read by
ast.literal_eval, calls are told apart by linkedid, and time is walked second by second over sets of
who is in which bridge.
"""

import ast
import collections
import datetime
import json
import re
import sys


def rows(path):
    """The dump's rows of cel as tuples, in the order of their ids."""
    found = []
    with open(path, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            match = re.match(r"INSERT INTO `cel` VALUES (\(.*\));", line)
            if match:
                found.append(ast.literal_eval(match.group(1).replace("NULL", "None")))
    return sorted(found)


def main():
    path, trunks = sys.argv[1], sys.argv[2:]
    calls = collections.defaultdict(list)
    for row in rows(path):
        calls[row[16]].append(row)
    stretches, seconds = collections.Counter(), collections.Counter()
    for events in calls.values():
        starts = [e for e in events if e[1] == "CHAN_START"]
        if not starts or not any(starts[0][10].startswith(t) for t in trunks):
            continue
        caller = starts[0][10]
        inside, since = {}, {}
        for event in events:
            at = datetime.datetime.strptime(str(event[2]), "%Y-%m-%d %H:%M:%S")
            name = event[10]
            if event[1] == "BRIDGE_ENTER":
                inside[name] = json.loads(event[19])["bridge_id"]
            elif event[1] == "BRIDGE_EXIT" and inside.get(name) == json.loads(event[19])["bridge_id"]:
                del inside[name]
            # Bridges that the two ends of a Local channel connect.
            joined = {inside[caller]} if caller in inside else set()
            while True:
                ends = {n for n, b in inside.items() if b in joined and n.startswith("Local/")}
                twins = {n[:-1] + ("2" if n.endswith("1") else "1") for n in ends}
                more = {inside[n] for n in twins if n in inside} - joined
                if not more:
                    break
                joined |= more
            heard = {n for n, b in inside.items() if b in joined and not n.startswith("Local/")}
            heard.discard(caller)
            for other in list(since):
                if other not in heard:
                    device = other.rsplit("-", 1)[0]
                    stretches[device] += 1
                    seconds[device] += int((at - since.pop(other)).total_seconds())
            for other in heard:
                since.setdefault(other, at)
    for device in sorted(stretches):
        print(device, stretches[device], seconds[device], sep=",")


if __name__ == "__main__":
    main()
