#!/usr/bin/env python3
"""Breaks the rules of counting one by one and lists which tests notice.

    scripts/flip-rules.sh [--all | --own] [--cases-only] [--folder DIR] [--table FILE] [RULE...]

The rules stand in rules.txt beside this script. Everything happens in a copy of the tree (DIR,
.build-rules by default), which is made to hold the same files as the tree before each run and whose
broken file is put back after each rule. Of each rule its own conformance cases are tried first, then all,
then the unit and law suites. With --all every case is tried for every rule, so that the table names all that
notice; without it the table names those that were tried, and with --own no others than the rule's own are.
--cases-only leaves out the suites.
What was found is kept in DIR/results.json; --table writes it as the Markdown table of
fixtures/conformance/RULES.md.

Exit status: 0 if every rule was noticed, 1 if one was not, 2 if the list or the tree can't be used.
"""

import argparse
import datetime
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LIST = HERE / "rules.txt"
SUITES = "IngestTests|MetricsTests"
TIME_LIMIT = 1800


def fail(message):
    print(f"flip-rules: {message}", file=sys.stderr)
    raise SystemExit(2)


class Rule:
    def __init__(self, name, says):
        self.name = name
        self.says = says
        self.cases = []
        self.edits = []  # (file, text, broken)

    def digest(self):
        return hashlib.sha256(repr(self.edits).encode()).hexdigest()[:16]


def read_rules(path):
    rules, file = [], None
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        word, _, rest = line.partition(" ")
        if not line or word.startswith("#"):
            continue
        if word == "rule":
            name, _, says = rest.partition(": ")
            rules.append(Rule(name, says))
        elif not rules:
            fail(f"{path.name}:{number}: expected `rule NAME: …` first")
        elif word == "file":
            file = rest
        elif word == "cases":
            rules[-1].cases = rest.split()
        elif word == "-":
            edits = rules[-1].edits
            # A `-` after a `+` begins the next text; one after a `-` is its next line.
            if edits and edits[-1][2] is None:
                edits[-1][1] += "\n" + rest
            else:
                edits.append([file, rest, None])
        elif word == "+" and rules[-1].edits:
            edit = rules[-1].edits[-1]
            edit[2] = rest if edit[2] is None else edit[2] + "\n" + rest
        else:
            fail(f"{path.name}:{number}: expected rule, file, cases, - or +; found {word}")
    names = [rule.name for rule in rules]
    for rule in rules:
        if names.count(rule.name) > 1:
            fail(f"{rule.name}: twice in the list")
        if not rule.edits or any(None in edit or edit[1] == edit[2] for edit in rule.edits):
            fail(f"{rule.name}: expected a text and what stands there in the broken source")
    return rules


def broken(rule, tree):
    """The files of a rule as they are broken: {path: text}."""
    files = {}
    for file, text, other in rule.edits:
        source = files.get(file) or (tree / file).read_text(encoding="utf-8")
        if source.count(text) != 1:
            fail(f"{rule.name}: expected its text once in {file}, found it {source.count(text)} times: {text}. "
                 f"Bring {LIST.relative_to(ROOT)} in line with the source")
        files[file] = source.replace(text, other)
    return files


def copy_tree(folder):
    """Makes the copy hold the tree's files; what is the same keeps its time, so that builds stay warm."""
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True, capture_output=True, text=True).stdout
    names = {name for name in listed.split("\0") if name and (ROOT / name).is_file()}
    for name in names:
        target = folder / name
        content = (ROOT / name).read_bytes()
        if target.is_file() and target.read_bytes() == content:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        target.chmod((ROOT / name).stat().st_mode & 0o777)
    for kept in ("Sources", "Tests", "fixtures"):
        for path in (folder / kept).rglob("*"):
            if path.is_file() and str(path.relative_to(folder)) not in names:
                path.unlink()


class Tree:
    def __init__(self, folder):
        self.folder = folder
        self.flags = shlex.split(os.environ.get("SWIFT_BUILD_FLAGS", ""))

    def run(self, *command):
        return subprocess.run(
            command, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            errors="replace", timeout=TIME_LIMIT, check=False)

    def build(self, *what):
        """What the compiler said against it; empty where it built."""
        done = self.run("swift", "build", *what, *self.flags)
        if done.returncode == 0:
            return ""
        said = done.stdout + done.stderr
        errors = [line for line in said.split("\n") if "error:" in line]
        return "\n".join(errors[:5]) or said[-2000:]

    def program(self):
        shown = self.run("swift", "build", "--product", "ringtally", "--show-bin-path", *self.flags)
        return pathlib.Path(shown.stdout.strip()) / "ringtally"

    def cases(self, program, names):
        """The cases that are not as expected; all cases where `names` is empty."""
        done = self.run(sys.executable, "fixtures/conformance/check.py", program, *names)
        if done.returncode == 2:
            fail(done.stderr.strip())
        return sorted({line.partition(": ")[0].partition("-")[0]
                       for line in done.stdout.split("\n") if re.match(r"\d+-[a-z0-9-]+: ", line)})

    def suites(self, pattern):
        """The tests that fail."""
        done = self.run("swift", "test", "--skip-build", "--filter", pattern, *self.flags)
        found = set(re.findall(r'Test "?(.+?)"? (?:recorded an issue|failed after)', done.stdout))
        if done.returncode != 0 and not found:
            found = {"the run ended with " + str(done.returncode)}
        return sorted(found)


def flip(rule, tree, program, options):
    """{"cases": […], "tests": […], "tried": …}; None where the broken source does not build."""
    files = broken(rule, tree.folder)
    whole = {name: (tree.folder / name).read_bytes() for name in files}
    try:
        for name, text in files.items():
            (tree.folder / name).write_text(text, encoding="utf-8")
        said = tree.build("--product", "ringtally")
        if said:
            print(f"{rule.name}: does not build\n{said}", file=sys.stderr)
            return None
        found, tests, tried = [], [], "its own"
        known = [case for case in rule.cases
                 if any((tree.folder / "fixtures/conformance").glob(case + "-*"))]
        if known and not options.all:
            found = tree.cases(program, known)
        if not found and not options.own:
            found, tried = tree.cases(program, []), "all"
        if not found and not options.cases_only:
            said = tree.build("--build-tests")
            tests = tree.suites(SUITES) if not said else []
            if said:
                print(f"{rule.name}: the tests do not build\n{said}", file=sys.stderr)
        return {"cases": found, "tests": tests, "tried": tried, "digest": rule.digest()}
    finally:
        # A file that is written anew has a time of now, which the next build goes by.
        for name, content in whole.items():
            (tree.folder / name).write_bytes(content)


def noticed(result):
    parts = []
    if result["cases"]:
        parts.append("case" + ("s " if len(result["cases"]) > 1 else " ") + ", ".join(result["cases"]))
    if result["tests"]:
        parts.append("; ".join(f"«{test}»" for test in result["tests"][:3]))
    return "; ".join(parts) or "NOT CAUGHT"


def table(rules, results, commit):
    lines = ["| rule | what it says | who notices when it is broken |", "|---|---|---|"]
    for rule in rules:
        result = results.get(rule.name)
        current = result and result["digest"] == rule.digest()
        said = noticed(result) if current else "not tried"
        lines.append(f"| {rule.name} | {rule.says} | {said} |".replace("«", "`").replace("»", "`"))
    caught = sum(1 for rule in rules if (results.get(rule.name) or {}).get("digest") == rule.digest()
                 and noticed(results[rule.name]) != "NOT CAUGHT")
    lines.append("")
    lines.append(f"{caught} of {len(rules)} rules are noticed when broken; "
                 f"{datetime.date.today().isoformat()}, {commit}.")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n")[0], epilog="See the head of this script.")
    parser.add_argument("rules", nargs="*", metavar="RULE", help="only these")
    parser.add_argument("--all", action="store_true", help="try every case for every rule")
    parser.add_argument("--own", action="store_true", help="try no other cases than the rule's own")
    parser.add_argument("--cases-only", action="store_true", help="leave out the suites")
    parser.add_argument("--again", action="store_true", help="also rules whose result is known")
    parser.add_argument("--folder", default=str(ROOT / ".build-rules"))
    parser.add_argument("--table", help="write the table of all results between this file's markers")
    options = parser.parse_args()

    rules = read_rules(LIST)
    for rule in rules:
        broken(rule, ROOT)
    unknown = set(options.rules) - {rule.name for rule in rules}
    if unknown:
        fail(f"no such rule: {', '.join(sorted(unknown))}")
    wanted = [rule for rule in rules if not options.rules or rule.name in options.rules]

    folder = pathlib.Path(options.folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    copy_tree(folder)
    commit = subprocess.run(["git", "-C", ROOT, "describe", "--always", "--dirty"],
                            capture_output=True, text=True, check=False).stdout.strip()
    kept = folder / "results.json"
    results = json.loads(kept.read_text()) if kept.is_file() else {}

    tree = Tree(folder)
    said = tree.build("--product", "ringtally")
    if said:
        fail(f"the unbroken tree does not build: {said}")
    program = tree.program()
    failing = tree.cases(program, [])
    if failing:
        fail(f"cases of the unbroken tree fail: {', '.join(failing)}")

    missing = False
    for place, rule in enumerate(wanted, 1):
        known = results.get(rule.name)
        if known and known["digest"] == rule.digest() and noticed(known) != "NOT CAUGHT" and not options.again:
            continue
        began = time.monotonic()
        result = flip(rule, tree, program, options)
        if result is None:
            missing = True
            continue
        results[rule.name] = result
        kept.write_text(json.dumps(results, indent=1, ensure_ascii=False))
        missing = missing or noticed(result) == "NOT CAUGHT"
        print(f"{place}/{len(wanted)} {rule.name}: {noticed(result)} ({time.monotonic() - began:.0f} s)",
              flush=True)

    text = table(rules, results, commit)
    if options.table:
        page = pathlib.Path(options.table)
        head, mark, rest = page.read_text(encoding="utf-8").partition("<!-- table: begin -->\n")
        _, end, foot = rest.partition("<!-- table: end -->")
        if not mark or not end:
            fail(f"{page}: expected the lines <!-- table: begin --> and <!-- table: end -->")
        page.write_text(head + mark + text + "\n" + end + foot, encoding="utf-8")
    else:
        print(text)
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
