#!/bin/sh
# Makes everything under tests/vendor/ from exact npm versions. For maintainers only: the results are committed.
# Needs: npm, a network. Run: sh tests/vendor/fetch.sh
set -eu

AXE_CORE=4.14.1
SCORM_AGAIN=3.4.3

vendor=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

archive=$(cd "$work" && npm pack --silent "axe-core@$AXE_CORE" 2>/dev/null | tail -n 1)
tar -xzf "$work/$archive" -C "$work"
mkdir -p "$vendor/axe-core"
for file in axe.min.js LICENSE LICENSE-3RD-PARTY.txt; do
  cp "$work/package/$file" "$vendor/axe-core/$file"
done

archive=$(cd "$work" && npm pack --silent "scorm-again@$SCORM_AGAIN" 2>/dev/null | tail -n 1)
tar -xzf "$work/$archive" -C "$work"
mkdir -p "$vendor/scorm-again"
cp "$work/package/dist/scorm12.min.js" "$work/package/LICENSE" "$vendor/scorm-again/"
echo "done: axe-core $AXE_CORE, scorm-again $SCORM_AGAIN in tests/vendor"
