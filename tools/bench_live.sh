#!/bin/sh
# make bench-live: the comparison of benchmarks/live, with the sizes that make was given.
. "${0%/*}/lib.sh"

has cc || has gcc || has clang || install "The load client is compiled when it is needed." gcc libc6-dev
# shellcheck disable=SC2086
exec env PYTHONPATH="$PWD/src:$PWD" .venv/bin/python -m benchmarks.live --reps "${REPS:-5}" --seconds "${SECONDS:-8}" \
    ${CASES:+--cases $CASES} ${SERVERS:+--servers $SERVERS} ${DATABASE:+--database "$DATABASE"}
