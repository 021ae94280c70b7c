-- How long visits really took, beside what was planned: a practitioner's pace is learnt from it. Follows from encounter
-- and appointment.
CREATE TABLE tempo(
  encounter    BLOB PRIMARY KEY NOT NULL,
  practitioner BLOB NOT NULL,
  reason       TEXT NOT NULL,      -- the id, '' without one
  planned      INTEGER NOT NULL,   -- minutes
  actual       INTEGER NOT NULL    -- minutes by the clock on the wall, without those spent out of the room
) STRICT, WITHOUT ROWID;
CREATE INDEX tempo_pace ON tempo(practitioner, reason, planned, actual);
DROP INDEX encounter_practitioner;
