#!/bin/sh
# Chromium for the browser tests: the system's, or apt-get's on Debian; elsewhere Playwright's own.
. "${0%/*}/lib.sh"

is_there() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        if has "$name" && "$name" --version >/dev/null 2>&1; then return 0; fi
    done
    [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] && return 0
    [ -n "$(find "$HOME/.cache/ms-playwright" "$HOME/Library/Caches/ms-playwright" -maxdepth 1 -name 'chromium*' 2>/dev/null)" ]
}

if is_there; then exit 0; fi
if has apt-get && grep -qs '^ID=debian' /etc/os-release; then
    install "The browser tests need Chromium." chromium
else # Ubuntu's chromium is a snap, macOS has none
    say "Installing Playwright's Chromium"
    .venv/bin/playwright install chromium
fi
