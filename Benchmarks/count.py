"""Counts the instructions and allocations of a night over generated rows, and holds them against
what is committed: a gate against slowness, which no clock of a shared machine could be.

    python3 Benchmarks/count.py --ringtally .build/release/ringtally [--record]

Ends with 1 where a count is more than a tenth over thresholds.json, beside this file. A lower one
says so; --record writes down what was counted.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from generate import AS_OF, generate

HERE = Path(__file__).resolve().parent
ROWS = 20_000
ALLOWED = 0.10


def counts(profile):
    """Instructions of the whole program, and how often it called malloc and its like."""
    instructions = 0
    allocations = 0
    names = {}
    called = ""
    with open(profile, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.startswith("cfn="):
                # (12) name where it is first met, (12) from then on.
                number, name = re.match(r"cfn=\((\d+)\)(?: (.*))?", line).groups()
                if name:
                    names[number] = name.strip()
                called = names.get(number, "")
            elif line.startswith("fn="):
                number, name = re.match(r"fn=\((\d+)\)(?: (.*))?", line).groups()
                if name:
                    names[number] = name.strip()
            elif line.startswith("calls="):
                if re.fullmatch(r"malloc|calloc|realloc|posix_memalign|aligned_alloc", called):
                    allocations += int(line[6:].split()[0])
            elif line.startswith(("summary:", "totals:")):
                instructions = int(line.split()[1])
    return {"instructions": instructions, "allocations": allocations}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ringtally", required=True)
    parser.add_argument("--folder", default=".build-bench")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()

    place = generate(ROWS, options.folder)
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        # The debug information of Swift 6 is more than valgrind 3.19 can read.
        program = work / "ringtally"
        subprocess.run(["strip", "--strip-debug", "-o", program, options.ringtally], check=True)
        ended = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={work / 'profile'}", program,
             "run", "--config", place / "ringtally.yaml", "--as-of", AS_OF,
             "--database", work / "store.sqlite", "--reports", work / "reports"],
            env={**os.environ, "SWIFT_DETERMINISTIC_HASHING": "1"},
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if ended.returncode != 0:
            sys.exit(f"count: ended with {ended.returncode}:\n{ended.stderr[-4000:]}")
        found = counts(work / "profile")

    committed = HERE / "thresholds.json"
    if options.record:
        committed.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    allowed = json.loads(committed.read_text(encoding="utf-8"))
    worse = False
    print(f"a night of {ROWS:,} rows | counted | committed | ratio")
    for name, most in allowed.items():
        ratio = found[name] / most
        print(f"{name} | {found[name]:,} | {most:,} | {ratio:.3f}")
        if ratio > 1 + ALLOWED:
            worse = True
            print(f"count: {name} are {ratio:.2f} of what is committed; at most {1 + ALLOWED:.2f} "
                  "is allowed. Find what costs them, or say in the commit why they are worth it "
                  "and record them: scripts/count.sh --record", file=sys.stderr)
        elif ratio < 1 - ALLOWED:
            print(f"{name}: fewer than committed; record them, so that they stay: "
                  "scripts/count.sh --record")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
