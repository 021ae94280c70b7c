#!/bin/sh
# Hands calendars to validate_ics.py with icalendar and recurring-ical-events from PyPI, fetched once.
# Ends with 0 valid, 1 not valid, 77 PyPI is not to be had.
set -u
[ $# -ge 1 ] || { echo "usage: $0 FILE.ics [FROM TO]" >&2; exit 2; }
here=$(dirname "$0")
cache=${XDG_CACHE_HOME:-$HOME/.cache}/genki/ics-validators
python="$cache/py/bin/python"
mkdir -p "$cache"
"$python" -c 'import icalendar, recurring_ical_events' 2>/dev/null || {
    python3 -m venv "$cache/py" && "$cache/py/bin/pip" install --quiet icalendar==7.3.0 recurring-ical-events==3.8.2
} >"$cache/py.log" 2>&1
"$python" -c 'import icalendar, recurring_ical_events' 2>/dev/null || { echo "PyPI gave no validator"; exit 77; }
exec "$python" -W ignore "$here/validate_ics.py" "$@"
