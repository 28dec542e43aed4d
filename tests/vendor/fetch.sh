#!/bin/sh
# Makes everything under tests/vendor/ from exact npm versions. For maintainers only: the results are committed.
# Needs: npm, a network. Run: sh tests/vendor/fetch.sh
set -eu

AXE_CORE=4.14.1

vendor=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

archive=$(cd "$work" && npm pack --silent "axe-core@$AXE_CORE" 2>/dev/null | tail -n 1)
tar -xzf "$work/$archive" -C "$work"
mkdir -p "$vendor/axe-core"
for file in axe.min.js LICENSE LICENSE-3RD-PARTY.txt; do
  cp "$work/package/$file" "$vendor/axe-core/$file"
done
echo "done: axe-core $AXE_CORE in tests/vendor"
