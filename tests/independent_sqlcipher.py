"""Opens a database with an SQLCipher that is not Genki's: with the key, without, and with another.

usage: independent_sqlcipher.py DATABASE KEY-IN-HEX NAME [WORD]

Prints how many patients fold to NAME; with WORD also in how many values of any table WORD stands.
"""

import sys

from sqlcipher3 import dbapi2 as sqlcipher


def count(path, key, name):
    """Counts, or says that it does not open."""
    db = sqlcipher.connect(f"file:{path}?mode=ro", uri=True)
    try:
        if key is not None:
            db.execute(f"PRAGMA key = \"x'{key}'\"")
        return db.execute("SELECT count(*) FROM patient WHERE folded LIKE ?", (f"%{name}%",)).fetchone()[0]
    except sqlcipher.DatabaseError:
        return None
    finally:
        db.close()


def standing(path, key, word):
    """In how many values of any table a word stands, whatever the type."""
    db = sqlcipher.connect(f"file:{path}?mode=ro", uri=True)
    db.execute(f"PRAGMA key = \"x'{key}'\"")
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    values = (value for table in tables for row in db.execute(f'SELECT * FROM "{table}"') for value in row)
    as_bytes = (value if isinstance(value, bytes) else str(value).encode() for value in values)
    return sum(word.encode() in value for value in as_bytes)


def main():
    path, key, name, *word = sys.argv[1:]
    if count(path, None, name) is not None:
        sys.exit("it opens without a key")
    other = ("0" if key[0] != "0" else "1") + key[1:]
    if count(path, other, name) is not None:
        sys.exit("it opens with another key")
    found = count(path, key, name)
    if found is None:
        sys.exit("it does not open with its key")
    print(found, *(standing(path, key, w) for w in word))


main()
