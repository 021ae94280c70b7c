#!/bin/sh
# Opens a table that Genki exported in LibreOffice, as a person does by double click, and looks for accents, for phone
# numbers with their zero and for formulas. By hand: LibreOffice is too large to be fetched for every run of the tests.
#
#   genki export --format csv --to patients.csv …; tests/open_in_libreoffice.sh patients.csv
set -eu
export LC_ALL=C.UTF-8
[ $# -eq 1 ] || { sed -n '2,/^set/{/^set/!s/^# \{0,1\}//p}' "$0"; exit 2; }
command -v soffice >/dev/null || { echo "no soffice: apt-get install --no-install-recommends libreoffice-calc-nogui"; exit 77; }
to=$(mktemp -d)
trap 'rm -rf "$to"' EXIT
# 59: semicolon (44 for a comma), 34: quotes, 76: UTF-8; every column as a spreadsheet guesses it.
soffice --headless "-env:UserInstallation=file://$to/profile" --infilter='CSV:59,34,76,1' --convert-to fods --outdir "$to" "$1" >/dev/null 2>&1
cells="$to/$(basename "${1%.*}").fods"
[ -s "$cells" ] || { echo "LibreOffice made nothing of it"; exit 1; }
rows=$(grep -c '<table:table-row' "$cells")
accents=$(grep -o '[àâçéèêëîïôöùûüÿœæÀÉÈŒ]' "$cells" | sort -u | tr -d '\n')
echo "$rows rows; letters with accents: $accents; numbers with their zero: $(grep -cE '>0[1-9]( [0-9]{2}){4}<' "$cells")"
! grep -q 'table:formula=' "$cells" || { echo "a cell became a formula"; exit 1; }
! grep -qE 'Ã|Â©|�' "$cells" || { echo "letters were read wrong"; exit 1; }
[ -n "$accents" ]
