#!/bin/sh
# The Python tests (tools/sessions.py), as two processors bear them best.
. "${0%/*}/lib.sh"

PATH="$PWD/.venv/bin:$PATH"; export PATH
# The processors are taken already: a matrix that takes all of them for itself makes everyone wait.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 OPENCV_FOR_THREADS_NUM=1
# Hundreds of servers and commands start: where nothing compiled is kept, each compiles everything for itself.
unset PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX="${PYTHONPYCACHEPREFIX:-$PWD/var/bytecode}"
exec .venv/bin/python tools/sessions.py "$@"
