-- Calls, what is owed to whom, recalls and what shows that something was done, and what is kept in mind of somebody.
CREATE TABLE communication(
  id      BLOB PRIMARY KEY NOT NULL,
  patient BLOB,
  at      TEXT NOT NULL,
  about   BLOB,
  data    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX communication_at ON communication(at);
CREATE INDEX communication_patient ON communication(patient, at);
CREATE INDEX communication_about ON communication(about, at) WHERE about IS NOT NULL;

CREATE TABLE task(
  id      BLOB PRIMARY KEY NOT NULL,
  patient BLOB,
  open    INTEGER NOT NULL,
  at      TEXT NOT NULL,
  data    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX task_open ON task(at) WHERE open;
CREATE INDEX task_patient ON task(patient);

CREATE TABLE recallkind(id BLOB PRIMARY KEY NOT NULL, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE recall(
  id      BLOB PRIMARY KEY NOT NULL,
  patient BLOB NOT NULL,
  kind    BLOB NOT NULL,
  data    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX recall_kind ON recall(kind, patient);
CREATE INDEX recall_patient ON recall(patient);

-- That something was done for somebody, or is to be as another program says, by each name and code it bears. Follows
-- from encounter, appointment and kept.
CREATE TABLE evidence(
  term   TEXT NOT NULL,
  whose  BLOB NOT NULL,
  date   TEXT NOT NULL,
  record BLOB NOT NULL,
  title  TEXT NOT NULL,
  PRIMARY KEY(term, whose, date, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_record ON evidence(record);

CREATE TABLE keepsake(
  id      BLOB PRIMARY KEY NOT NULL,
  patient BLOB,
  open    INTEGER NOT NULL,
  data    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX keepsake_patient ON keepsake(patient) WHERE open;

DROP TABLE result;
CREATE TABLE result(
  id      BLOB PRIMARY KEY NOT NULL,
  patient BLOB,
  at      TEXT NOT NULL,
  open    INTEGER NOT NULL,        -- not told yet
  data    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX result_patient ON result(patient);
CREATE INDEX result_open ON result(at) WHERE open;
CREATE INDEX patient_flags ON patient(id) WHERE json_extract(data, '$.flags') IS NOT NULL;
