#!/bin/sh
# Every rule of the house that a machine can hold; all are tried, and the refusals named at the end.
. "${0%/*}/lib.sh"

refused=
try() { # try NAME COMMAND…: quiet when it passes
    name=$1; shift
    log=$(mktemp)
    if "$@" >"$log" 2>&1 </dev/null; then
        say "  ok       $name"
    else
        say "  REFUSED  $name"
        sed 's/^/           /' "$log"
        refused="$refused
  $name"
    fi
    rm -f "$log"
}

try "style: ruff" ruff check
try "form: ruff format" ruff format --check
try "budgets: sizes of files, functions, classes" python tools/check_budget.py
try "words: nothing forbidden in sources and templates" python tools/check_words.py
try "catalogues: French complete" python tools/messages.py check
try "floors: import-linter" lint-imports --no-cache
try "types: mypy" mypy
try "contract: generated types up to date" python tools/write_contract.py --check
try "migrations: none missing" python -W error -m django makemigrations --check --dry-run --settings atelier.site.settings
try "system: Django's checks" python -m django check --fail-level WARNING --settings atelier.site.settings
try "front end: svelte-check and tsc" npm run --silent check
[ -z "$refused" ] || fail "Refused:$refused"
