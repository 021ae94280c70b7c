#!/bin/sh
# Hands cards and a table to validate_files.py with vobject from PyPI, fetched once.
# Ends with 0 valid, 1 not valid, 77 PyPI is not to be had.
set -u
[ $# -eq 3 ] || { echo "usage: $0 CARDS.vcf TABLE.csv NAMES" >&2; exit 2; }
here=$(dirname "$0")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/genki/file-validators
python="$cache/py/bin/python"
mkdir -p "$cache"
"$python" -c 'import vobject' 2>/dev/null || {
    python3 -m venv "$cache/py" && "$cache/py/bin/pip" install --quiet vobject==0.9.9
} >"$cache/py.log" 2>&1
"$python" -c 'import vobject' 2>/dev/null || { echo "PyPI gave no validator"; exit 77; }
exec "$python" -W ignore "$here/validate_files.py" "$@"
