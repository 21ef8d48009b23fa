#!/bin/sh
# The Python tests, on two processes; a file's tests stay together, so that its server is started once.
# Browsers apart: Playwright keeps an event loop of its own, which asyncio tests of the same process cannot bear.
. "${0%/*}/lib.sh"

PATH="$PWD/.venv/bin:$PATH"; export PATH
run() { .venv/bin/python -m pytest -n "${JOBS:-2}" --dist loadfile "$@" </dev/null; }

if [ $# -gt 0 ]; then
    run "$@"
else
    failed=0
    run --ignore tests/browser || failed=1
    run tests/browser || failed=1
    exit $failed
fi
