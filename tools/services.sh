#!/bin/sh
# services.sh start|stop: PostgreSQL and Redis for `make test-scale`, in var/services, on free ports of 127.0.0.1.
#
# Written for tests: fsync is off, nothing survives. start leaves var/services/environment to be sourced.
# Needs no systemd and no running service; installs what is missing (root) or names the command (others).
. "${0%/*}/lib.sh"

here=$PWD/var/services
data=$here/postgresql
owner=$(id -un)
[ "$owner" != root ] || owner=postgres

as_owner() { if [ "$(id -un)" = root ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

# PostgreSQL 15 or later: the newest of the places where Debian, Homebrew and others put it.
find_postgresql() {
    for folder in $(ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin \
            2>/dev/null | sort -Vr) $(dirname "$(command -v postgres 2>/dev/null || echo /none)"); do
        version=$("$folder/postgres" --version 2>/dev/null | sed 's/[^0-9]*\([0-9]*\).*/\1/')
        if [ "${version:-0}" -ge 15 ]; then echo "$folder"; return; fi
    done
}

find_redis() { command -v redis-server || command -v valkey-server || true; }

find_services() {
    postgresql=$(find_postgresql) redis=$(find_redis)
    missing=
    [ -n "$postgresql" ] || missing="postgresql"
    [ -n "$redis" ] || missing="$missing redis-server"
    # shellcheck disable=SC2086
    [ -z "$missing" ] || install "The scale tests need PostgreSQL 15 or later and Redis." $missing
    postgresql=$(find_postgresql) redis=$(find_redis)
    [ -n "$postgresql" ] && [ -n "$redis" ] || fail "This system offers no PostgreSQL ≥ 15 or no Redis."
}

free_port() {
    .venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# A proxy, to lose a process behind it; the one test that wants it is skipped where the system has none.
find_proxy() {
    if ! has caddy && has apt-get && [ "$(id -u)" = 0 ] && apt-cache show caddy >/dev/null 2>&1; then
        install "The scale tests put two processes behind a proxy." caddy
    fi
}

start_postgresql() {
    port=$(free_port)
    # The folder may lie where another account cannot enter (a home): then its data go to the system's temporary place.
    mkdir -p "$data" && chown "$owner" "$here" "$data"
    as_owner test -w "$data" 2>/dev/null || { data=$(as_owner mktemp -d /tmp/atelier-postgresql.XXXXXX); }
    echo "$data" >"$here/postgresql.place"
    (cd / && as_owner "$postgresql/initdb" -D "$data" -U atelier -A trust -E UTF8 --locale=C.UTF-8 --no-sync) \
        >"$here/initdb.log" 2>&1 || { cat "$here/initdb.log" >&2; fail "PostgreSQL could not make its folder."; }
    (cd / && as_owner "$postgresql/pg_ctl" -D "$data" -w -t 30 -l "$data/log" -o "-p $port -k '' \
        -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c synchronous_commit=off \
        -c max_connections=200" start) >"$here/pg_ctl.log" 2>&1 </dev/null \
        || { as_owner tail -n 20 "$data/log" >&2; fail "PostgreSQL did not start."; }
    (cd / && as_owner "$postgresql/createdb" -h 127.0.0.1 -p "$port" -U atelier atelier)
    echo "export ATELIER_DATABASE_URL=postgresql://atelier@127.0.0.1:$port/atelier" >"$here/environment"
}

start_redis() {
    port=$(free_port)
    "$redis" --port "$port" --bind 127.0.0.1 --save "" --appendonly no --daemonize yes \
        --dir "$here" --pidfile "$here/redis.pid" --logfile "$here/redis.log" >/dev/null
    tries=0
    until .venv/bin/python -c "import redis; redis.Redis(port=$port).ping()" 2>/dev/null; do
        tries=$((tries + 1))
        [ "$tries" -lt 20 ] || { tail -n 20 "$here/redis.log" >&2; fail "Redis did not start."; }
        sleep 0.2
    done
    echo "export ATELIER_REDIS_URL=redis://127.0.0.1:$port/0" >>"$here/environment"
}

start() {
    stop
    find_services
    find_proxy
    mkdir -p "$here"
    start_postgresql
    start_redis
    say "PostgreSQL and Redis are up ($here/environment)"
}

# Ends only what start began: the two processes named by files of var/services.
stop() {
    [ -d "$here" ] || return 0
    if [ -f "$here/redis.pid" ]; then kill "$(cat "$here/redis.pid")" 2>/dev/null || true; fi
    if [ -f "$here/postgresql.place" ]; then
        data=$(cat "$here/postgresql.place")
        postgresql=$(find_postgresql)
        (cd / && as_owner "$postgresql/pg_ctl" -D "$data" -m immediate -w -t 20 stop) >/dev/null 2>&1 || true
        rm -rf "$data"
    fi
    rm -rf "$here"
    data=$here/postgresql
}

case ${1:-} in
    start) start ;;
    stop) stop ;;
    *) fail "services.sh start|stop" ;;
esac
