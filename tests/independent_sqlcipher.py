"""Opens a database with an SQLCipher that is not Genki's: with the key, without, and with another.

usage: independent_sqlcipher.py DATABASE KEY-IN-HEX NAME   (prints how many patients fold to NAME)
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


def main():
    path, key, name = sys.argv[1:]
    if count(path, None, name) is not None:
        sys.exit("it opens without a key")
    other = ("0" if key[0] != "0" else "1") + key[1:]
    if count(path, other, name) is not None:
        sys.exit("it opens with another key")
    found = count(path, key, name)
    if found is None:
        sys.exit("it does not open with its key")
    print(found)


main()
