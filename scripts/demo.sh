#!/bin/sh
# Builds ringtally, runs its main job on the fixtures, says where the report is.
set -eu
cd "$(dirname "$0")/.."

scripts/setup.sh build
. scripts/swift.sh

reports=${REPORTS:-reports}
database=.build/demo.sqlite

echo "demo: building ringtally in release (the first time takes some minutes)"
# shellcheck disable=SC2086  # SWIFT_BUILD_FLAGS is a list of words
if ! swift build -c release --product ringtally ${SWIFT_BUILD_FLAGS:-} >.build-demo.log 2>&1; then
  grep -E 'error:|warning:' .build-demo.log | sort -u | head -n 30 >&2 || true
  tail -n 15 .build-demo.log >&2
  echo "demo: the build failed, its output is in .build-demo.log. Where a header or library is named, run scripts/setup.sh build; where a download, give the command again with a network; otherwise make clean and again." >&2
  exit 1
fi
# shellcheck disable=SC2086
program=$(swift build -c release --product ringtally ${SWIFT_BUILD_FLAGS:-} --show-bin-path)/ringtally

echo "demo: running $program on fixtures/pharmacy"
"$program" run --config fixtures/pharmacy/ringtally.yaml --as-of 2026-12-01 \
  --reports "$reports" --database "$database" --summary || {
  code=$?
  echo "demo: ringtally ended with $code. Its message above names the place and the remedy; to start afresh: rm -rf $database* $reports/*" >&2
  exit "$code"
}

report=$reports/2026-10/report.html
if [ ! -s "$report" ]; then
  echo "demo: ringtally ended well and wrote no $report. Please file this with the output above." >&2
  exit 1
fi
echo "demo: open $report"
