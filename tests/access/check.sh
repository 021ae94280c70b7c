#!/bin/sh
# Looks at the screens that the test `every_screen…` (tests/screens/tour.rs) left in a folder, in one Chromium:
# axe-core's rules, the Tab walk, targets for fingers, text at 200 %, and what moves. See check.mjs.
#   check.sh FOLDER [--some|--all] [--only WORD]
# Ends with 0 when nothing is against the rules, 1 when something is, 77 when node, npm or Chromium are not to be had.
set -u
[ $# -ge 1 ] || { echo "usage: $0 FOLDER [--some|--all] [--only WORD]" >&2; exit 2; }
here=$(dirname "$(realpath "$0")")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/genki/access
for browser in chromium chromium-browser google-chrome; do
    CHROMIUM=$(command -v "$browser") && break
done
export CHROMIUM
[ -n "$CHROMIUM" ] && command -v node >/dev/null && command -v npm >/dev/null || { echo "no node, npm or Chromium here" >&2; exit 77; }
mkdir -p "$cache"
# One at a time: two runs would install over each other.
exec 9>"$cache/lock"
flock 9 2>/dev/null || true
for package in axe-core@4.14.1 puppeteer-core@25.16.0; do
    grep -qs "\"version\": \"${package#*@}\"" "$cache/node_modules/${package%@*}/package.json" ||
        npm install --prefix "$cache" --silent --no-fund --no-audit "$package" >"$cache/npm.log" 2>&1
    [ -d "$cache/node_modules/${package%@*}" ] || { echo "npm did not give $package" >&2; exit 77; }
done
exec 9>&-
exec node "$here/check.mjs" "$cache" "$@"
