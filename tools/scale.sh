#!/bin/sh
# The Python tests that a database or Redis can change, on PostgreSQL and Redis started for the occasion.
. "${0%/*}/lib.sh"

trap 'sh tools/services.sh stop' EXIT
trap 'exit 130' INT TERM
sh tools/services.sh start
. "$PWD/var/services/environment"
sh tools/pytest.sh "$@"
