#!/bin/sh
# bench_live.sh [--reps 5] [--seconds 8] [--cases …]: the comparison of benchmarks/live, with what it needs.
. "${0%/*}/lib.sh"

has cc || has gcc || has clang || install "The load client is compiled when it is needed." gcc libc6-dev
PYTHONPATH="$PWD/src:$PWD"; export PYTHONPATH
exec .venv/bin/python -m benchmarks.live "$@"
