"""Reads what Genki exports with other people's readers: cards with vobject, the table with Python's csv.

    validate_files.py CARDS.vcf TABLE.csv NAMES

NAMES is JSON: the family names both must hold, letter by letter. Ends with 0 when all is as it should be.
"""

import csv
import io
import json
import sys

import vobject

cards, table, names = sys.argv[1:4]
names = set(json.loads(names))
wrong = []

text = open(cards, encoding="utf-8", newline="").read()
if any(len(line.encode()) > 75 for line in text.split("\r\n")):
    wrong.append("a line of a card is longer than 75 bytes")
read = list(vobject.readComponents(text))
for card in read:
    card.validate(raiseException=True)
    if card.version.value != "3.0" or not card.fn.value:
        wrong.append("a card without its version or name")
found = {card.n.value.family for card in read}
if found != names:
    wrong.append(f"the cards hold other names: {sorted(found ^ names)}")

raw = open(table, "rb").read()
if not raw.startswith(b"\xef\xbb\xbf"):
    wrong.append("the table does not begin with the mark that spreadsheets need")
rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))
if len({len(row) for row in rows}) != 1:
    wrong.append("rows of different lengths")
found = {row[rows[0].index("Nom")].lstrip("'") for row in rows[1:]}
if found != names:
    wrong.append(f"the table holds other names: {sorted(found ^ names)}")
if any(cell[:1] in ("=", "+", "-", "@") for row in rows for cell in row):
    wrong.append("a cell that a spreadsheet takes for a formula")

for line in wrong:
    print(line)
print(f"{len(read)} cards, {len(rows) - 1} rows: {len(wrong)} faults")
sys.exit(bool(wrong))
