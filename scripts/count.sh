#!/usr/bin/env bash
# Counts the instructions and allocations of a night in valgrind, and holds them against
# Benchmarks/thresholds.json. With --record they become the new thresholds.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/swift.sh
. scripts/swift.sh

command -v valgrind >/dev/null || {
  apt-get update -q >/dev/null && apt-get install -y -q --no-install-recommends valgrind binutils >/dev/null
}
# shellcheck disable=SC2086
swift build -c release --product ringtally ${SWIFT_BUILD_FLAGS:-} >&2
# shellcheck disable=SC2086
folder=$(swift build -c release --product ringtally ${SWIFT_BUILD_FLAGS:-} --show-bin-path)
exec python3 Benchmarks/count.py --ringtally "$folder/ringtally" "$@"
