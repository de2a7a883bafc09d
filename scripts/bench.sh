#!/bin/sh
# Times ringtally beside DuckDB on generated call records.
#
#   ROWS=1000000 REPEAT=3 scripts/bench.sh
set -eu
cd "$(dirname "$0")/.."

rows=${ROWS:-1000000}
repeat=${REPEAT:-3}
case "$rows$repeat" in
  *[!0-9]*)
    echo "bench: ROWS and REPEAT are whole numbers; found ROWS=$rows REPEAT=$repeat" >&2
    exit 64
    ;;
esac

scripts/setup.sh bench
. scripts/swift.sh

if ! [ -x .venv-bench/bin/python ]; then
  python3 -m venv .venv-bench || {
    echo "bench: no virtual environment. Install python3-venv, rm -rf .venv-bench and again" >&2
    exit 1
  }
fi
if ! cmp -s Benchmarks/requirements.txt .venv-bench/requirements.txt; then
  echo "bench: installing $(paste -sd ' ' Benchmarks/requirements.txt) into .venv-bench"
  .venv-bench/bin/python -m pip install -q -r Benchmarks/requirements.txt || {
    echo "bench: pip failed. Check the network or the proxy, then give the command again" >&2
    exit 1
  }
  cp Benchmarks/requirements.txt .venv-bench/requirements.txt
fi

echo "bench: building ringtally in release"
# shellcheck disable=SC2086 # several flags
swift build -c release --product ringtally ${SWIFT_BUILD_FLAGS:-} >.build-bench.log 2>&1 || {
  tail -n 15 .build-bench.log >&2
  echo "bench: the build failed, its output is in .build-bench.log; 'make demo' says more" >&2
  exit 1
}
# shellcheck disable=SC2086
program=$(swift build -c release --product ringtally ${SWIFT_BUILD_FLAGS:-} --show-bin-path)/ringtally

exec .venv-bench/bin/python Benchmarks/bench.py \
  --ringtally "$program" --rows "$rows" --repeat "$repeat" --folder .build-bench
