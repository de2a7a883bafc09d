#!/usr/bin/env python3
"""Checks report pages in a real Chromium.

For each page given: no request beyond the file itself, nothing on the console, no axe violation
in light or dark, no sideways scroll of the page at 390 px (320 px too), everything there and
nothing dead without JavaScript, sorting by keyboard. Prints one line a check; exits 1 if any fails.

    python check_report.py [--screenshots DIR] [--chromium PATH] report.html [index.html ...]
"""

import argparse
import pathlib
import shutil
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

SIZES = {"wide": (1280, 800), "phone": (390, 844)}
# Beyond the default rules: everything that axe calls a best practice counts too.
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


class Checks:
    """Collects what was checked and what failed."""

    def __init__(self):
        self.failed = 0

    def expect(self, ok, what, detail=""):
        print(("ok    " if ok else "FAIL  ") + what + ("" if ok or not detail else f": {detail}"))
        self.failed += not ok


def open_page(browser, path, size=(1280, 800), scheme="light", javascript=True):
    """A page in a context of its own, with what it asked for and what it complained about."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        java_script_enabled=javascript,
        offline=True,
    )
    page = context.new_page()
    requests, complaints = [], []
    page.on("request", lambda r: requests.append(r.url))
    page.on("console", lambda m: complaints.append(f"{m.type}: {m.text}"))
    page.on("pageerror", lambda e: complaints.append(str(e)))
    page.goto(path.as_uri())
    return page, requests, complaints


def axe_report(violations):
    """The broken rules, each with the first places."""
    return "; ".join(
        f"{v['id']} ({len(v['nodes'])}): "
        + ", ".join(str(n["target"]) + " " + n.get("failureSummary", "")[:160] for n in v["nodes"][:3])
        for v in violations
    )


def check_appearance(browser, path, checks, screenshots):
    """Requests, console, accessibility and width in each size and colour scheme."""
    for scheme in ("light", "dark"):
        for name, size in SIZES.items():
            where = f"{path.name} {name} {scheme}"
            page, requests, complaints = open_page(browser, path, size, scheme)
            for details in page.locator("details").all():
                details.evaluate("e => e.open = true")
            violations = Axe().run(page, options=OPTIONS).response["violations"]
            checks.expect(not violations, f"{where}: axe", axe_report(violations))
            width = page.evaluate("document.documentElement.scrollWidth")
            checks.expect(width <= size[0], f"{where}: no sideways scroll", f"{width} px")
            others = [u for u in requests if u != path.as_uri() and not u.startswith("data:")]
            checks.expect(not others, f"{where}: no requests", str(others))
            checks.expect(not complaints, f"{where}: silent console", str(complaints[:3]))
            if screenshots:
                for details in page.locator("details").all():
                    details.evaluate("e => e.open = false")
                base = screenshots / f"{path.parent.name}-{path.stem}-{name}-{scheme}"
                page.screenshot(path=f"{base}.png", full_page=True)
                page.screenshot(path=f"{base}-first.png")
            page.context.close()


def check_narrow(browser, path, checks):
    """A small phone, and text twice as large."""
    page, _, _ = open_page(browser, path, (320, 640))
    width = page.evaluate("document.documentElement.scrollWidth")
    checks.expect(width <= 320, f"{path.name}: no sideways scroll at 320 px", f"{width} px")
    clipped = page.evaluate(
        """() => [...document.querySelectorAll('svg.chart text')].filter(t => {
             const a = t.getBoundingClientRect(), b = t.ownerSVGElement.getBoundingClientRect();
             return a.left < b.left - 2 || a.right > b.right + 2;
           }).map(t => t.textContent)"""
    )
    checks.expect(not clipped, f"{path.name}: chart labels stay inside", str(clipped[:5]))
    page.context.close()


def check_labels(browser, path, checks):
    """No two labels of a chart lie on each other, at either width."""
    for name, size in SIZES.items():
        page, _, _ = open_page(browser, path, size)
        clashes = page.evaluate(
            """() => [...document.querySelectorAll('svg.chart')].flatMap(svg => {
                 const texts = [...svg.querySelectorAll('text')].map(t =>
                   [t.textContent, t.getBoundingClientRect()]);
                 const found = [];
                 texts.forEach(([a, r], i) => texts.slice(i + 1).forEach(([b, s]) => {
                   const x = Math.min(r.right, s.right) - Math.max(r.left, s.left);
                   const y = Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top);
                   if (x > 1 && y > 3) found.push(a + ' × ' + b);
                 }));
                 return found;
               })"""
        )
        checks.expect(not clashes, f"{path.name} {name}: chart labels apart", str(clashes[:5]))
        page.context.close()


def check_without_javascript(browser, path, checks):
    """The same words without a script, and no control that does nothing."""
    with_script, _, _ = open_page(browser, path)
    without, _, _ = open_page(browser, path, javascript=False)
    words = [p.locator("body").inner_text().split() for p in (with_script, without)]
    checks.expect(
        words[0] == words[1] and len(words[1]) > 10, f"{path.name}: content without JavaScript",
        f"{len(words[0])} words with, {len(words[1])} without",
    )
    buttons = without.locator("button").count()
    checks.expect(buttons == 0, f"{path.name}: no dead buttons", str(buttons))
    with_script.context.close()
    without.context.close()


def check_sorting(browser, path, checks):
    """Headers sort by keyboard, say so, and leave the total row last."""
    page, _, _ = open_page(browser, path)
    tables = page.locator("table").filter(has=page.locator("thead button"))
    for index in range(tables.count()):
        table = tables.nth(index)
        heads = table.locator("thead th")
        column = next((i for i in range(heads.count())
                       if heads.nth(i).get_attribute("data-kind") != "text"), 0)
        head = heads.nth(column)
        values = {}
        for order in ("descending", "ascending"):
            head.locator("button").focus()
            page.keyboard.press("Enter")
            checks.expect(head.get_attribute("aria-sort") == order,
                          f"{path.name} table {index + 1}: aria-sort {order}")
            rows = table.locator("tbody tr:not(.total)").all()
            cells = [r.locator(":scope > *").nth(column).get_attribute("data-sort") for r in rows]
            values[order] = [float(c) for c in cells if c is not None]
        checks.expect(values["ascending"] == sorted(values["ascending"])
                      and values["descending"] == values["ascending"][::-1],
                      f"{path.name} table {index + 1}: sorted", str(values))
        classes = [r.get_attribute("class") for r in table.locator("tbody tr").all()]
        totals = classes.count("total")
        checks.expect(totals == 0 or classes[-totals:] == ["total"] * totals,
                      f"{path.name} table {index + 1}: totals last", str(classes))
    page.context.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="+", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path, help="folder for pictures of the pages")
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="the browser to use")
    arguments = parser.parse_args()
    if arguments.screenshots:
        arguments.screenshots.mkdir(parents=True, exist_ok=True)
    checks = Checks()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=arguments.chromium, args=["--no-sandbox"])
        for path in (p.resolve() for p in arguments.pages):
            check_appearance(browser, path, checks, arguments.screenshots)
            check_narrow(browser, path, checks)
            check_labels(browser, path, checks)
            check_without_javascript(browser, path, checks)
            check_sorting(browser, path, checks)
        browser.close()
    print(f"{checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
