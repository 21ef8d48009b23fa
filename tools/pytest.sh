#!/bin/sh
# The Python tests, on two processes; a file's tests stay together, so that its server is started once.
. "${0%/*}/lib.sh"

PATH="$PWD/.venv/bin:$PATH" exec .venv/bin/python -m pytest -n "${JOBS:-2}" --dist loadfile "$@" </dev/null
