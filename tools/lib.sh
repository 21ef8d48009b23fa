# Shared by the scripts of tools/: say, fail, and get what a bare machine lacks. Sourced, not run.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*"; }
fail() { printf '\n%s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# install WHY PACKAGE…: with apt-get as root; otherwise name the one command to type, and stop.
install() {
    why=$1; shift
    has apt-get || fail "$why Please install: $* (with your system's own installer), then type the same command again."
    if [ "$(id -u)" != 0 ]; then
        fail "$why Type this, then the same command again:
    sudo apt-get install -y --no-install-recommends $*"
    fi
    say "$why Installing $*"
    # runlevel 1: where there is no systemd, installing a service does not start it
    DEBIAN_FRONTEND=noninteractive RUNLEVEL=1; export DEBIAN_FRONTEND RUNLEVEL
    log=$(mktemp)
    apt-get update >"$log" 2>&1 </dev/null || true # an unreachable source must not stop what others can give
    if ! apt-get install -y -q --no-install-recommends "$@" >"$log" 2>&1 </dev/null; then
        tail -n 20 "$log" >&2
        fail "apt-get could not install $*."
    fi
    rm -f "$log"
}
