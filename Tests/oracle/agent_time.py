"""Who was logged on, paused and busy, second by second, by the text of docs/metrics.md.

    agent_time.py FOLDER ZONE FROM UNTIL CAP

FOLDER holds queue_log, Master.csv and agents.csv (lines only, PJSIP/<line>); FROM and UNTIL are days,
the second not included; CAP is in seconds. Prints, for each day and for `all` days together:

    day,agent,logged_in_s,paused_s,pauses,busy_s,available_s,worked_days,flags
"""

import csv
import datetime
import sys
import zoneinfo

folder, zone_name, first, until, cap = sys.argv[1:6]
cap = int(cap)
zone = zoneinfo.ZoneInfo(zone_name)


def midnight(text):
    day = datetime.date.fromisoformat(text)
    return int(datetime.datetime(day.year, day.month, day.day, tzinfo=zone).timestamp())


def day_of(second):
    return datetime.datetime.fromtimestamp(second, zone).date().isoformat()


begin, end = midnight(first), midnight(until)

holders = []
with open(f"{folder}/agents.csv", encoding="utf-8", newline="") as file:
    for row in csv.DictReader(file):
        holders.append((row["line"], row["id"], row["from"], row["to"] or "9999-12-31"))


def holder(device, day):
    """The agent of PJSIP/201 or Agent/201 on a day; a row's last day is the day before `to`."""
    line = device.split("/")[1]
    for known, agent, since, to in holders:
        if known == line and since <= day < to:
            return agent
    return "?" + device


def exact_stretches(seconds):
    """How many runs of consecutive seconds there are."""
    return sum(1 for second in seconds if second - 1 not in seconds)


events = {}
busy = {}
calls = {}
with open(f"{folder}/queue_log", encoding="utf-8") as file:
    for line in file:
        at, call, queue, agent, word, *rest = line.rstrip("\n").split("|")
        at = int(at)
        if word == "ENTERQUEUE":
            calls[call] = {"start": at}
        elif word == "CONNECT":
            calls[call].update(device=agent, since=at)
        elif word in ("COMPLETECALLER", "COMPLETEAGENT"):
            talk = calls[call]
            who = holder(talk["device"], day_of(talk["start"]))
            busy.setdefault(who, set()).update(range(talk["since"], talk["since"] + int(rest[1])))
        elif agent != "NONE":
            events.setdefault(agent, []).append((at, queue, word, rest))

with open(f"{folder}/Master.csv", encoding="utf-8", newline="") as file:
    for row in csv.reader(file):
        local = datetime.datetime.fromisoformat(row[9])
        # The id's epoch tells which of two equal hours it was.
        start = int(row[16].split(".")[0])
        assert local.strftime("%H:%M:%S") == datetime.datetime.fromtimestamp(start, zone).strftime("%H:%M:%S")
        who = holder(row[5].rsplit("-", 1)[0], day_of(start))
        busy.setdefault(who, set()).update(range(start, start + int(row[12])))

logged, paused, flags = {}, {}, {}
for device, own in events.items():
    logins, pauses, late = {}, {}, {}
    place = 0
    for second in range(begin, end + 1):
        while place < len(own) and own[place][0] == second:
            _, queue, word, rest = own[place]
            place += 1
            everywhere = queue == "NONE"
            if word in ("ADDMEMBER", "AGENTLOGIN", "AGENTCALLBACKLOGIN"):
                key = queue if word == "ADDMEMBER" else "-"
                logins[key] = second
                late.pop(key, None)
                if word == "ADDMEMBER" and rest and rest[0] == "PAUSED":
                    pauses[queue] = second
            elif word in ("REMOVEMEMBER", "AGENTLOGOFF", "AGENTCALLBACKLOGOFF"):
                key = queue if word == "REMOVEMEMBER" else "-"
                lasted = int(rest[1]) if len(rest) > 1 and rest[1] else -1
                if key in logins:
                    del logins[key]
                elif key in late and second - late[key] <= 2 * cap:
                    del late[key]
                elif 0 <= lasted <= cap:
                    for past in range(second - lasted, second):
                        logged.setdefault(holder(device, day_of(past)), set()).add(past)
                else:
                    day = day_of(second)
                    flags.setdefault((day, holder(device, day)), set()).add("logoff_without_login")
                if word == "REMOVEMEMBER":
                    pauses.pop(queue, None)
                if not logins:
                    pauses.clear()
            elif word in ("PAUSE", "PAUSEALL"):
                pauses["*" if everywhere or word == "PAUSEALL" else queue] = second
            elif word == "UNPAUSEALL" or (word == "UNPAUSE" and everywhere):
                pauses.clear()
            elif word == "UNPAUSE":
                pauses.pop(queue, None)
                if not set(pauses) - {"*"}:
                    pauses.clear()
        for state, flag in ((logins, "forgotten_logoff"), (pauses, "forgotten_pause")):
            for key in [k for k, since in state.items() if since + cap == second]:
                if state is logins:
                    late[key] = state[key]
                del state[key]
                day = day_of(second - 1)
                flags.setdefault((day, holder(device, day)), set()).add(flag)
        if second < end:
            if logins or pauses:
                who = holder(device, day_of(second))
                if logins:
                    logged.setdefault(who, set()).add(second)
                if pauses:
                    paused.setdefault(who, set()).add(second)

days = []
day = datetime.date.fromisoformat(first)
while day.isoformat() < until:
    days.append(day.isoformat())
    day += datetime.timedelta(days=1)
spans = [(d, midnight(d), midnight(n)) for d, n in zip(days, days[1:] + [until])]
# What a log-off tells of the past may lie on the day before.
eve = (datetime.date.fromisoformat(first) - datetime.timedelta(days=1)).isoformat()
whole = [(eve, midnight(eve), begin)] + spans
for name, since, to in spans + [("all", midnight(eve), end)]:
    covered = [d for d, a, b in whole if a >= since and b <= to]
    for agent in sorted(set(logged) | set(busy) | {a for _, a in flags}):
        at_work = {s for s in logged.get(agent, ()) if since <= s < to}
        rest = {s for s in paused.get(agent, ()) if s in at_work}
        talk = {s for s in busy.get(agent, ()) if since <= s < to}
        worked = sum(1 for _, a, b in whole if any(a <= s < b for s in at_work))
        words = set().union(*(flags.get((d, agent), set()) for d in covered))
        order = ["forgotten_logoff", "logoff_without_login", "forgotten_pause"]
        print(
            name, agent, len(at_work), len(rest), exact_stretches(rest), len(talk),
            len(at_work - rest - talk), worked, " ".join(w for w in order if w in words), sep=",")
