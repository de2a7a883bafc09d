#!/bin/sh
# Breaks the rules of counting one by one, in a copy of the tree, and lists which tests notice.
#
#   scripts/flip-rules.sh [--all | --own] [--cases-only] [--folder DIR] [--table FILE] [RULE...]
set -eu
cd "$(dirname "$0")/.."

. scripts/swift.sh

exec python3 Tests/mutations/flip.py "$@"
