#!/bin/sh
# Resolve requirements/*.in into hashed locks that name no registry, valid on every system and Python ≥ 3.11.
. "${0%/*}/lib.sh"

for name in base dev uv node; do
    say "Locking requirements/$name.in"
    uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
        --output-file "requirements/$name.txt" "requirements/$name.in"
done
