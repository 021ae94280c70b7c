-- What shows that something was done, narrow enough for a practice of many years: a row for each person and each thing
-- that was done, with all its days; what it is called stands once.
DROP TABLE evidence;
CREATE TABLE concept(
  id    INTEGER PRIMARY KEY NOT NULL,  -- follows from the rest
  sort  INTEGER NOT NULL,              -- 0 done, 1 recommended by another program, 2 a visit that was held, 3 one to come
  terms TEXT NOT NULL,                 -- each name, folded, and each code of it; a line for each
  title TEXT NOT NULL
) STRICT;
CREATE TABLE evidence(
  concept INTEGER NOT NULL,
  whose   BLOB NOT NULL,
  days    BLOB NOT NULL,               -- four bytes each, from 0001-01-01, in order
  PRIMARY KEY(concept, whose)
) STRICT, WITHOUT ROWID;

-- What of a patient recalls go by, at hand without the record.
DROP INDEX patient_flags;
ALTER TABLE patient ADD COLUMN facts TEXT NOT NULL DEFAULT '';
CREATE INDEX patient_facts ON patient(birth_date, facts) WHERE hidden = 0;
