#!/bin/sh
# Installs what the tests need and runs all of them: Swift's, then the browser's on the demo report.
set -eu
cd "$(dirname "$0")/.."

scripts/setup.sh test
. scripts/swift.sh

# For the browser, and for the libraries that some numbers are held against.
if ! [ -x .venv-test/bin/python ]; then
  python3 -m venv .venv-test || {
    echo "test: no virtual environment. Install python3-venv, rm -rf .venv-test and again" >&2
    exit 1
  }
fi
cat Tests/browser/requirements.txt Tests/oracle/requirements.txt >.venv-test/wanted.txt
if ! cmp -s .venv-test/wanted.txt .venv-test/requirements.txt; then
  .venv-test/bin/python -m pip install -q -r .venv-test/wanted.txt || {
    echo "test: pip failed. Check the network or the proxy, then give the command again" >&2
    exit 1
  }
  cp .venv-test/wanted.txt .venv-test/requirements.txt
fi

echo "test: swift test"
swift test || {
  code=$?
  echo "test: swift test failed. One test again: swift test --filter NAME. Golden files after an intended change: see CONTRIBUTING.md" >&2
  exit "$code"
}

echo "test: browser tests"
# The report that the browser opens comes from the debug build which swift test has just made.
program=$(swift build --show-bin-path)/ringtally
echo "test: a report of fixtures/pharmacy for the browser"
"$program" run --config fixtures/pharmacy/ringtally.yaml --as-of 2026-12-01 \
  --reports .build/browser/reports --database .build/browser/store.sqlite || {
  code=$?
  echo "test: ringtally ended with $code. To start afresh: rm -rf .build/browser" >&2
  exit "$code"
}
reports=.build/browser/reports
.venv-test/bin/python Tests/browser/check_report.py "$reports/2026-10/report.html" \
  "$reports/2026-W41/report.html" "$reports/2026-10-15/report.html" "$reports/index.html" || {
  code=$?
  echo "test: a browser test failed; the report is .build/browser/reports/2026-10/report.html" >&2
  exit "$code"
}
