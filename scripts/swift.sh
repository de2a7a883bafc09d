# shellcheck shell=sh
# Sourced by the other scripts: leaves a Swift of 6.3 or later on PATH, or ends with how to get one.

swift_wanted_major=6
swift_wanted_minor=3

# Prints "major minor" of the swift on PATH, nothing where there is none.
swift_version() {
  swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1
}

swift_is_recent() {
  # shellcheck disable=SC2046  # two words are wanted
  set -- $(swift_version)
  [ $# -eq 2 ] || return 1
  [ "$1" -gt "$swift_wanted_major" ] && return 0
  [ "$1" -eq "$swift_wanted_major" ] && [ "$2" -ge "$swift_wanted_minor" ]
}

# swiftly and the tarball both end up outside the PATH of a non-login shell.
for swift_folder in "${SWIFTLY_BIN_DIR:-$HOME/.local/share/swiftly/bin}" /opt/swift/usr/bin /usr/share/swift/usr/bin; do
  swift_is_recent && break
  [ -x "$swift_folder/swift" ] && PATH="$swift_folder:$PATH"
done

if ! swift_is_recent; then
  found=$(swift_version | tr ' ' .)
  if [ -z "$found" ] && command -v swift >/dev/null 2>&1; then
    found="$(command -v swift), which does not start: $(swift --version 2>&1 | head -n 1)"
  fi
  machine=$(uname -m)
  case "$machine" in aarch64) platform=debian12-aarch64 ;; *) platform=debian12 ;; esac
  cat >&2 <<TXT
ringtally needs Swift 6.3 or later; found: ${found:-none}.
Either by swiftly, as the user who builds:
  curl -fsSLO https://download.swift.org/swiftly/linux/swiftly-$machine.tar.gz
  tar xzf swiftly-$machine.tar.gz && ./swiftly init && . ~/.local/share/swiftly/env.sh
  swiftly install 6.3.1 && swiftly use 6.3.1
or by the tarball for Debian 12, as root:
  curl -fsSLO https://download.swift.org/swift-6.3.1-release/$platform/swift-6.3.1-RELEASE/swift-6.3.1-RELEASE-$platform.tar.gz
  mkdir -p /opt/swift && tar xzf swift-6.3.1-RELEASE-$platform.tar.gz -C /opt/swift --strip-components=1
Then give the same command again.
TXT
  exit 1
fi
export PATH
