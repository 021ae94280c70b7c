-- Two files that somebody has looked at and found to be of two persons.
CREATE TABLE apart(
  id   BLOB PRIMARY KEY NOT NULL,
  a    BLOB NOT NULL,
  b    BLOB NOT NULL,
  data TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The column patient.hidden says 2 where a file was merged into another, and patient.phones holds e-mail addresses and
-- numbers of the file too.
