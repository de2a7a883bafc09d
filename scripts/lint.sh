#!/bin/sh
# Checks the format of the Swift sources and, where shellcheck is installed, of the scripts.
set -eu
cd "$(dirname "$0")/.."
. scripts/swift.sh

folders="Sources Tests Package.swift"
for folder in Benchmarks Fuzz Tools; do
  if [ -n "$(git ls-files "$folder/*.swift")" ]; then folders="$folders $folder"; fi
done
# shellcheck disable=SC2086
swift format lint --strict --parallel --recursive $folders || {
  echo "lint: 'make format' mends layout; rules about names and comments want a hand" >&2
  exit 1
}
if command -v shellcheck >/dev/null 2>&1; then
  # shellcheck disable=SC2046
  shellcheck -x $(git ls-files 'scripts/*.sh' .ci/run)
else
  echo "lint: shellcheck is not installed, the scripts were not checked"
fi
