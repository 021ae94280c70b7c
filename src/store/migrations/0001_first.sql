-- The truth: what was written, where, one after the other. Nothing here is ever changed or removed.
CREATE TABLE change(
  origin   BLOB NOT NULL CHECK(length(origin) = 16),
  seq      INTEGER NOT NULL CHECK(seq > 0),
  doc      BLOB NOT NULL CHECK(length(doc) = 16),
  audience BLOB NOT NULL,          -- '' the practice; else whom the bytes are sealed to
  hash     BLOB NOT NULL CHECK(length(hash) = 32),
  bytes    BLOB NOT NULL,
  PRIMARY KEY(origin, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_doc ON change(doc);

-- This device alone; never synced.
CREATE TABLE local(
  key   TEXT PRIMARY KEY NOT NULL,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- All below are projections: dropped and made again from the log by `genki check --rebuild`.
CREATE TABLE act(
  id      BLOB PRIMARY KEY NOT NULL,
  at      INTEGER NOT NULL,
  person  BLOB NOT NULL,
  what    TEXT NOT NULL,
  subject BLOB NOT NULL,           -- the record it is about first of all
  origin  BLOB NOT NULL,
  first   INTEGER NOT NULL,
  last    INTEGER NOT NULL,
  undoes  BLOB                     -- the act it takes back
) STRICT, WITHOUT ROWID;
CREATE INDEX act_at ON act(at);
CREATE INDEX act_undoes ON act(undoes) WHERE undoes IS NOT NULL;
CREATE INDEX act_subject ON act(subject);

CREATE TABLE clash(
  doc    BLOB NOT NULL,
  field  TEXT NOT NULL,
  kind   TEXT NOT NULL,
  vals   TEXT NOT NULL,            -- every value that stands, with its origin, seq, person and time
  PRIMARY KEY(doc, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE practice(id BLOB PRIMARY KEY NOT NULL, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE person(id BLOB PRIMARY KEY NOT NULL, name TEXT NOT NULL, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE reason(id BLOB PRIMARY KEY NOT NULL, name TEXT NOT NULL, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE practitioner(
  id     BLOB PRIMARY KEY NOT NULL,
  folded TEXT NOT NULL,
  here   INTEGER NOT NULL,         -- its day is kept here
  data   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE patient(
  id         BLOB PRIMARY KEY NOT NULL,
  folded     TEXT NOT NULL,
  birth_date TEXT NOT NULL,
  phones     TEXT NOT NULL,        -- digits, one number after the other
  hidden     INTEGER NOT NULL,
  data       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_folded ON patient(folded);
CREATE TABLE appointment(
  id           BLOB PRIMARY KEY NOT NULL,
  practitioner BLOB NOT NULL,
  patient      BLOB,
  start        TEXT NOT NULL,      -- local time, ISO 8601
  status       TEXT NOT NULL,
  data         TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX appointment_start ON appointment(start, practitioner);
CREATE INDEX appointment_patient ON appointment(patient);
CREATE TABLE encounter(
  id           BLOB PRIMARY KEY NOT NULL,
  appointment  BLOB,
  patient      BLOB,
  practitioner BLOB,
  day          TEXT NOT NULL,      -- local date, '' if unknown
  status       TEXT NOT NULL,
  data         TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX encounter_appointment ON encounter(appointment) WHERE appointment IS NOT NULL;
CREATE INDEX encounter_patient ON encounter(patient);
CREATE INDEX encounter_practitioner ON encounter(practitioner, status) WHERE appointment IS NOT NULL;
CREATE TABLE slot(
  id           BLOB PRIMARY KEY NOT NULL,
  practitioner BLOB NOT NULL,
  start        TEXT NOT NULL,
  until        TEXT NOT NULL,
  data         TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX slot_start ON slot(practitioner, start);
CREATE TABLE duty(
  id           BLOB PRIMARY KEY NOT NULL,
  practitioner BLOB NOT NULL,
  date         TEXT NOT NULL,
  data         TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX duty_date ON duty(date);
CREATE TABLE kept(
  id      BLOB PRIMARY KEY NOT NULL,
  patient BLOB,
  kind    TEXT NOT NULL,
  date    TEXT NOT NULL,
  data    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_patient ON kept(patient);
