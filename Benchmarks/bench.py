"""Times ringtally and DuckDB on the same rows in the same run, and compares their numbers.

    python Benchmarks/bench.py --ringtally .build/release/ringtally --rows 1000000

The programs alternate, each from an empty store. Ends with 1 where a number disagrees.
"""

import argparse
import csv
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from generate import AS_OF

HERE = Path(__file__).resolve().parent
AGENT_COUNTS = ("offered", "answered", "missed", "handled", "talk_seconds",
                "outbound", "outbound_connected", "outbound_talk_seconds")
LATENCY_COUNTS = ("offered", "answered", "missed", "abandoned", "short_abandoned",
                  "answered_in_threshold", "p50_s", "p90_s", "p95_s", "p99_s")
CALLBACK_COUNTS = ("episodes", "called_back", "reached", "recovered_after_attempt", "tried_not_reached",
                   "self_recovered", "untouched", "p50_s", "p90_s")
CUSTOMER_COUNTS = ("calls", "unique_callers", "after_our_miss", "after_our_talk", "repeat", "known", "new",
                   "unknown", "judged", "resolved")


class Timing(NamedTuple):
    wall: float  # seconds
    cpu: float  # user and system, seconds
    peak: float  # resident, MiB


def timed(command, log):
    """Runs `command` to its end; anything but 0 ends the benchmark with what it said.

    The peak of a child is never below what its parent held at the fork: this process has to stay
    small, so rows are generated in another one.
    """
    with open(log, "wb") as out:
        began = time.monotonic()
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.stderr.write(Path(log).read_text(errors="replace")[-4000:])
        sys.exit(f"bench: ended with {child.returncode}: {' '.join(map(str, command))}")
    return Timing(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def size_of(path):
    """MiB of a store and of the files beside it (-wal, .wal)."""
    return sum(p.stat().st_size for p in path.parent.glob(path.name + "*")) / 2**20


# -- what is compared

class Comparison:
    def __init__(self):
        self.compared = 0
        self.different = []

    def check(self, where, found, expected):
        """`found` is the text of a CSV cell, `expected` an integer, a fraction or None.

        A fraction agrees when it rounds to the text: half a unit of the last printed digit.
        """
        self.compared += 1
        try:
            if expected is None:
                good = found == ""
            elif isinstance(expected, Fraction):
                digits = len(found.partition(".")[2])
                good = abs(Fraction(found) - expected) <= Fraction(1, 2 * 10**digits)
            else:
                good = Fraction(found) == expected
        except (ValueError, TypeError, ZeroDivisionError):
            good = False
        if not good:
            shown = f"{float(expected):.6f}" if isinstance(expected, Fraction) else expected
            self.different.append(f"{where}: ringtally {found!r}, DuckDB {shown}")


def ratio(numerator, denominator):
    return Fraction(numerator, denominator) if denominator else None


def table(reports, month, name, key):
    """A CSV of a month's report, its rows by their key."""
    path = reports / month / "csv" / name
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return {row[key]: row for row in csv.DictReader(file)}
    except (OSError, KeyError) as fault:
        sys.exit(f"bench: nothing to compare: {path} has no column {fault}"
                 if isinstance(fault, KeyError) else f"bench: nothing to compare: {fault}")


def compare(reports, peer):
    """Each month's CSV files against the peer's rows of that month."""
    result = Comparison()

    def row(found, where, names, expected):
        for name in names:
            result.check(f"{where} {name}", found.get(name), expected[name])

    months = sorted(item["month"] for item in peer["latency"])
    for month in months:
        agents = table(reports, month, "calls_by_agent.csv", "agent_id")
        expected = {"a" + item["line"]: item for item in peer["agents"] if item["month"] == month}
        expected["all"] = {name: sum(item[name] for item in expected.values())
                           for name in AGENT_COUNTS}
        for agent, item in expected.items():
            row(agents.get(agent, {}), f"{month} calls_by_agent.csv {agent}", AGENT_COUNTS, item)
        for agent in sorted(agents.keys() - expected.keys() - {"team"}):
            result.different.append(f"{month} calls_by_agent.csv {agent}: unknown to DuckDB")

        latency = table(reports, month, "answer_latency.csv", "queue").get("all", {})
        item = next(item for item in peer["latency"] if item["month"] == month)
        where = f"{month} answer_latency.csv all"
        row(latency, where, LATENCY_COUNTS, item)
        result.check(f"{where} average_speed_of_answer_s", latency.get("average_speed_of_answer_s"),
                     ratio(item["wait_seconds"], item["answered"]))
        result.check(f"{where} service_level", latency.get("service_level"),
                     ratio(item["answered_in_threshold"], item["offered"] - item["short_abandoned"]))

        callbacks = table(reports, month, "callbacks.csv", "day").get("all", {})
        item = next(item for item in peer["callbacks"] if item["month"] == month)
        where = f"{month} callbacks.csv all"
        row(callbacks, where, CALLBACK_COUNTS, item)
        # The shop never closes: open hours are all hours.
        result.check(f"{where} p50_open_s", callbacks.get("p50_open_s"), item["p50_s"])
        result.check(f"{where} p90_open_s", callbacks.get("p90_open_s"), item["p90_s"])
        for name, count, whole in (
                ("within_15min", item["in_15min"], item["called_back"]),
                ("within_60min", item["in_60min"], item["called_back"]),
                ("coverage", item["called_back"], item["episodes"] - item["self_recovered"])):
            result.check(f"{where} {name}", callbacks.get(name), ratio(count, whole))

        customers = table(reports, month, "customers.csv", "day").get("all", {})
        item = next(item for item in peer["customers"] if item["month"] == month)
        where = f"{month} customers.csv all"
        row(customers, where, CUSTOMER_COUNTS, item)
        result.check(f"{where} first_contact_resolution", customers.get("first_contact_resolution"),
                     ratio(item["resolved"], item["judged"]))
    return result


# -- the run

def machine():
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    commit = subprocess.run(["git", "-C", HERE, "describe", "--always", "--dirty"],
                            capture_output=True, text=True, check=False).stdout.strip()
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, {commit}"


def print_table(rows, size, timings, stores):
    base = {name: statistics.median(getattr(t, name) for t in timings["ringtally"])
            for name in Timing._fields}
    print("| program | wall s, median (least–most) | CPU s | peak MiB | store MiB | rows/s "
          "| wall × | CPU × | peak × |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name, runs in timings.items():
        middle = {field: statistics.median(getattr(t, field) for t in runs)
                  for field in Timing._fields}
        walls = [t.wall for t in runs]
        times = " | ".join(f"{middle[field] / base[field]:.2f}" for field in Timing._fields)
        print(f"| {name} | {middle['wall']:.2f} ({min(walls):.2f}–{max(walls):.2f}) "
              f"| {middle['cpu']:.2f} | {middle['peak']:.0f} | {stores[name]:.0f} "
              f"| {rows / middle['wall']:,.0f} | {times} |")
    print(f"\n{rows:,} rows, {size / 1e6:,.0f} MB; {len(runs)} runs of each, in turn; "
          "× is against ringtally, above 1 costs more.")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ringtally", required=True)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2, help="of DuckDB")
    parser.add_argument("--folder", default=".build-bench")
    options = parser.parse_args()
    if options.repeat < 1 or options.rows < 10_000:
        parser.error("--rows is at least 10000, so that both months have calls; --repeat at least 1")
    if not os.access(options.ringtally, os.X_OK):
        sys.exit(f"bench: no program at {options.ringtally}. "
                 "Build it: swift build -c release --product ringtally")

    folder = Path(options.folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    generated = subprocess.run(
        [sys.executable, HERE / "generate.py", "--rows", str(options.rows),
         "--folder", folder, "--seed", str(options.seed)], check=False)
    if generated.returncode != 0:
        sys.exit(f"bench: generate.py ended with {generated.returncode}. "
                 f"Is there room in {folder}? A million rows are 0.3 GB")
    place = folder / f"rows-{options.rows}-seed-{options.seed}"
    source = place / "Master.csv"
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()

    names = {"ringtally": "ringtally", "needed": "DuckDB, 12 columns", "all": "DuckDB, 21 columns"}
    timings = {name: [] for name in names.values()}
    stores = {}
    answers = {}
    for turn in range(options.repeat):
        for key, name in names.items():
            print(f"run {turn + 1} of {options.repeat}: {name}", file=sys.stderr)
            run_folder = work / key
            shutil.rmtree(run_folder, ignore_errors=True)
            run_folder.mkdir()
            if key == "ringtally":
                store = run_folder / "store.sqlite"
                command = [options.ringtally, "run", "--config", place / "ringtally.yaml",
                           "--as-of", AS_OF, "--database", store,
                           "--reports", run_folder / "reports"]
            else:
                store = run_folder / "store.duckdb"
                command = [sys.executable, HERE / "duckdb_peer.py", source, store,
                           run_folder / "result.json", "--columns", key,
                           "--threads", str(options.threads)]
            timings[name].append(timed(command, run_folder / "output.txt"))
            stores[name] = size_of(store)
            if key != "ringtally":
                answers[key] = json.loads((run_folder / "result.json").read_text("utf-8"))

    print_table(answers["needed"]["rows"], source.stat().st_size, timings, stores)
    print(f"{machine()}; DuckDB {answers['needed']['version']}, {options.threads} threads.")

    if answers["needed"] != answers["all"]:
        sys.exit("bench: DuckDB's two ways disagree: see result.json in " + str(work))
    result = compare(work / "ringtally" / "reports", answers["needed"])
    if result.different:
        for line in result.different[:40]:
            print(line, file=sys.stderr)
        sys.exit(f"bench: {len(result.different)} of {result.compared} numbers disagree; "
                 f"the reports and result.json are in {work}")
    print(f"All {result.compared} compared numbers agree.")


if __name__ == "__main__":
    main()
