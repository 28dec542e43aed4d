#!/usr/bin/env bash
# Install one lock file into .venv, once: a stamp with the lock's digest says that it is done.
# Interrupted, it starts again where it must. Usage: install.sh PYTHON LOCK
set -euo pipefail
python=$1 lock=$2
stamp=.venv/.$(basename "$lock" .txt)

fail() { printf 'shitu: %s\n' "$*" >&2; exit 1; }

command -v "$python" >/dev/null || fail "$python is not there; install Python 3.11 or newer (Debian: apt-get install python3-venv)."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$("$python" --version) is too old; Python 3.11 or newer is needed (PYTHON=/path/to/python3 make run)."

wanted=$(sha256sum "$lock" | cut -d' ' -f1)
[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && exit 0

if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
    rm -rf .venv
    echo "· making .venv"
    "$python" -m venv .venv 2>/dev/null || fail "cannot make .venv; install venv (Debian: apt-get install python3-venv)."
fi
total=$(grep -ciE '^[a-z0-9]' "$lock")
refused="the packages of $lock could not be installed; see above, then run the same command again."
echo "· installing up to $total packages from $lock (once)"
if command -v uv >/dev/null; then
    uv pip install --quiet --python .venv/bin/python --require-hashes -r "$lock" || fail "$refused"
else
    end=$'\n'
    [ -t 1 ] && end=$'\033[K\r'
    .venv/bin/python -m pip install --progress-bar off --require-hashes -r "$lock" |
        awk -v total="$total" -v end="$end" '
            /^Collecting/ { printf "  %d/%d %s%s", ++n, total, $2, end; fflush() }
            /^Installing/ { printf "  putting them in place …%s", end; fflush() }' || fail "$refused"
    [ -t 1 ] && printf '\033[K'
fi
printf '%s' "$wanted" >"$stamp"
