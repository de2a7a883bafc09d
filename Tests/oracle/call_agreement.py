#!/usr/bin/env python3
"""Runs a night over generated calls and holds its CSV files against DuckDB: every figure has to be equal.

    call_agreement.py PROGRAM CALLS SEED [FOLDER]

Prints `compared,FIGURES,CALLS` and one line `different,…` for each figure that is not the same text. FOLDER keeps the
exports and the reports; without it they are removed.
"""
import csv
import os
import pathlib
import subprocess
import sys
import tempfile

import call_figures
import generated_calls

KEYS = {"answer_latency": "queue", "callbacks": "day", "customers": "day", "bridge": "step"}


def read(path, key):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}


def compare(reports, expected):
    """Yields one text for each figure: empty where it is the same."""
    published = {path.name for path in reports.iterdir() if (path / "csv").is_dir() and not path.is_symlink()}
    for name in sorted(published ^ {period for period, _ in expected}):
        yield f"{name}: {'published' if name in published else 'not published'}"
    for (period, file), rows in sorted(expected.items()):
        if period not in published:
            continue
        found = read(reports / period / "csv" / f"{file}.csv", KEYS[file])
        # The bridge has steps of files and rows too, which are not about calls.
        for key in sorted(found.keys() - rows.keys()) if file != "bridge" else []:
            # A queue or the whole without any case has a row of zeros here and none there.
            if any(value.strip("0") for column, value in found[key].items()
                   if column not in (KEYS[file], "threshold_s", "formula")):
                yield f"{period} {file} {key}: unknown to DuckDB"
        for key, cells in sorted(rows.items()):
            for column, value in cells.items():
                other = found.get(key, {}).get(column, "no such row")
                same = other == value
                yield "" if same else f"{period} {file} {key} {column}: ringtally {other!r} DuckDB {value!r}"


def main():
    program, calls, seed = os.path.abspath(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    with tempfile.TemporaryDirectory(prefix="agreement-") as temporary:
        folder = pathlib.Path(sys.argv[4] if len(sys.argv) > 4 else temporary)
        made = generated_calls.generate(folder, calls, seed)
        done = subprocess.run(
            [program, "run", "--config", "ringtally.yaml", "--as-of", generated_calls.AS_OF], cwd=folder,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{program} ended with {done.returncode}: {done.stderr[-2000:]}")
        result = list(compare(folder / "reports", call_figures.figures(folder)))
        print(f"compared,{len(result)},{made}")
        for line in result:
            if line:
                print(f"different,{line.replace(',', ' ')}")


if __name__ == "__main__":
    main()
