#!/bin/sh
# Installs the Debian packages that a task needs and are missing.
#
#   scripts/setup.sh build|test|bench [--check]
#
# build: what compiles ringtally. test: that, and what the browser tests need. bench: that, and
# Python's venv. --check only says what is missing.
set -eu
cd "$(dirname "$0")/.."

task=${1:-build}
mode=${2:-install}

# What the Swift toolchain itself wants, the C and C++ headers, and what Package.swift links and
# includes.
packages="git ca-certificates pkg-config binutils libcurl4 libncurses6 libstdc++-12-dev
  libsqlite3-dev libxml2-dev zlib1g-dev
  libphonenumber-dev libprotobuf-dev libabsl-dev libicu-dev"
case "$task" in
  build) ;;
  bench) packages="$packages python3-venv" ;;
  test)
    # Only where there are tests that ask for them.
    if [ -d Tests/browser ]; then
      packages="$packages python3-venv chromium fonts-dejavu-core fonts-liberation"
    fi
    ;;
  *)
    echo "usage: scripts/setup.sh build|test|bench [--check]" >&2
    exit 64
    ;;
esac

if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "This is not a Debian system. Install the equivalents of: $(echo "$packages" | tr -s ' \n' ' ')" >&2
  exit 1
fi

missing=
for package in $packages; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $package"
done

if [ -z "$missing" ]; then
  echo "setup: all Debian packages for '$task' are installed"
else
  line="apt-get install -y --no-install-recommends$missing"
  if [ "$mode" = --check ]; then
    echo "setup: missing. As root: $line" >&2
    exit 1
  fi
  if [ "$(id -u)" -eq 0 ]; then
    as_root=
  elif sudo -n true 2>/dev/null; then
    as_root="sudo -n"
  elif [ -t 0 ] && command -v sudo >/dev/null 2>&1; then
    as_root=sudo
  else
    echo "setup: Debian packages are missing. Run this as root, then give the same command again:" >&2
    echo "  apt-get update && $line" >&2
    exit 1
  fi
  echo "setup: installing$missing"
  # shellcheck disable=SC2086  # words are wanted
  if ! { $as_root apt-get update -q && $as_root env DEBIAN_FRONTEND=noninteractive $line -q; } </dev/null >.build-setup.log 2>&1; then
    tail -n 15 .build-setup.log >&2
    echo "setup: apt-get failed, the whole output is in .build-setup.log. Run it as root, then give the same command again:" >&2
    echo "  apt-get update && $line" >&2
    exit 1
  fi
  rm -f .build-setup.log
fi

. scripts/swift.sh
echo "setup: $(swift --version 2>/dev/null | sed -n 's/.*\(Swift version [0-9.]*\).*/\1/p' | head -n 1)"
