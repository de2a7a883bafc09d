#!/usr/bin/env python3
"""Journeys in call detail records, counted again: docs/metrics.md#outcomes by another hand.

    cdr_counts.py FILE ZONE TRUNK…     by month of ZONE: rows, journeys by direction, and more

FILE is a table with broken quotes, a MySQL dump (its table `cdr` and copies) or cdr_custom's
Master.csv. TRUNK is the beginning of a channel's name. It shares no code with the product, knows no
queue log and no list of agents or numbers, and takes the zone of the file from nothing but the
epoch in uniqueid.
"""
import ast
import collections
import csv
import datetime
import re
import sys
import zoneinfo

CUSTOM = ("clid src dst dcontext channel dstchannel lastapp lastdata start answer end duration billsec "
          "disposition amaflags accountcode uniqueid userfield sequence").split()
VOICEMAIL = {"VoiceMail"}
MENU = {"BackGround", "WaitExten", "Playback", "Read", "IVR", "AGI", "Stasis", "MusicOnHold"}
CONTACT_FROM = 10


def table(lines):
    names = next(lines).rstrip("\n").split(",")
    for line in lines:
        # ""Name" <n>" → "'Name' <n>": what the exporter meant.
        fixed = re.sub(r'""([^"]*)" <([^>]*)>"', r'"\1 <\2>"', line)
        row = dict(zip(names, next(csv.reader([fixed])), strict=True))
        yield {key: "" if value == "NULL" else value for key, value in row.items()}


def dump(lines):
    names, inside, columns = {}, None, []
    for line in lines:
        if inside is not None:
            column = re.match(r"\s*`(\w+)` ", line)
            if column:
                columns.append(column[1])
            elif line.startswith(")"):
                names[inside], inside = columns, None
        elif created := re.match(r"CREATE TABLE `(\w+)`", line):
            inside, columns = created[1], []
        elif inserted := re.match(r"INSERT INTO `(\w+)` VALUES (\(.*\));$", line):
            if "calldate" in names[inserted[1]] and "disposition" in names[inserted[1]]:
                # MySQL's literals of these rows are Python's, but for NULL.
                values = ast.literal_eval(inserted[2].replace(", NULL", ", None"))
                yield dict(zip(names[inserted[1]], map(str, values), strict=True))


def rows(path):
    with open(path, encoding="utf-8") as file:
        first = file.readline()
        file.seek(0)
        if first.startswith("AcctId,"):
            yield from table(file)
        elif first.startswith("/*"):
            yield from dump(file)
        else:
            for cells in csv.reader(file):
                yield dict(zip(CUSTOM, cells, strict=True))


def main():
    path, zone, trunks = sys.argv[1], zoneinfo.ZoneInfo(sys.argv[2]), tuple(sys.argv[3:])
    read = junk = copies = 0
    legs = {}
    for row in rows(path):
        read += 1
        clock = row.get("calldate") or row["start"]
        if clock.startswith(("0000-", "1000-01-01")):
            junk += 1
            continue
        key = row["uniqueid"], row["channel"], row["sequence"]
        copies += key in legs
        row["clock"] = datetime.datetime.fromisoformat(clock)
        legs[key] = row
    # The file's clock is off from UTC by what most rows are off from their channel's epoch, in
    # quarters of an hour, rounded down: a leg begins with its channel or later.
    offsets = collections.Counter()
    for row in legs.values():
        created = datetime.datetime.fromtimestamp(float(row["uniqueid"].split("-")[-1]), datetime.UTC)
        late = (row["clock"] - created.replace(tzinfo=None)).total_seconds()
        offsets[round(late / 900) * 900] += 1
    offset = datetime.timedelta(seconds=offsets.most_common(1)[0][0])
    for row in legs.values():
        row["at"] = (row["clock"] - offset).replace(tzinfo=datetime.UTC)

    # Connected components over uniqueid and linkedid.
    parent = {}

    def find(x):
        while parent.setdefault(x, x) != x:
            x = parent[x]
        return x

    for row in legs.values():
        parent[find(row.get("linkedid") or row["uniqueid"])] = find(row["uniqueid"])
    journeys = collections.defaultdict(list)
    for row in legs.values():
        journeys[find(row["uniqueid"])].append(row)

    counts = collections.defaultdict(collections.Counter)
    for journey in journeys.values():
        journey.sort(key=lambda row: (row["at"], int(row["sequence"])))
        count = counts[journey[0]["at"].astimezone(zone).strftime("%Y-%m")]
        count["journeys"] += 1
        if journey[0]["channel"].startswith(trunks):
            count["inbound"] += 1
            outcome(journey, trunks, count)
        elif any(row["dstchannel"].startswith(trunks) for row in journey):
            count["outbound"] += 1
        else:
            count["internal"] += 1
    for row in legs.values():
        counts[row["at"].astimezone(zone).strftime("%Y-%m")]["legs"] += 1

    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["read", read])
    out.writerow(["rejected", junk])
    out.writerow(["deduplicated", copies])
    out.writerow(["accepted", read - junk - copies])
    out.writerow(["utc_offset_s", int(offset.total_seconds())])
    names = ["legs", "journeys", "outbound", "internal", "inbound", "ivr_left", "answered",
             "missed", "voicemail"]
    out.writerow(["month"] + names)
    for month, count in sorted(counts.items()):
        out.writerow([month] + [count[name] for name in names])


def outcome(journey, trunks, count):
    """Answered by a person, left in a menu, or missed."""
    for row in journey:
        person = row["dstchannel"] and row["disposition"] == "ANSWERED"
        if person and (not row["dstchannel"].startswith(trunks)
                       or int(row["billsec"]) >= CONTACT_FROM):
            count["answered"] += 1
            return
    rang = any(row["dstchannel"] or row["lastapp"] == "Queue" for row in journey)
    if not rang and journey[-1]["lastapp"] in MENU:
        count["ivr_left"] += 1
        return
    count["missed"] += 1
    if any(row["lastapp"] in VOICEMAIL and row["disposition"] == "ANSWERED" and int(row["billsec"])
           for row in journey):
        count["voicemail"] += 1


if __name__ == "__main__":
    main()
