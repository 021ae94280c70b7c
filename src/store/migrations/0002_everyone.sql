-- What several people need: keys granted, what was asked of a manager, notes, results, and who saw what.
CREATE INDEX change_sealed ON change(audience) WHERE audience <> x'';
CREATE TABLE grants(id BLOB PRIMARY KEY NOT NULL, person BLOB NOT NULL, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX grants_person ON grants(person);
CREATE TABLE ask(id BLOB PRIMARY KEY NOT NULL, state TEXT NOT NULL, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE note(id BLOB PRIMARY KEY NOT NULL, patient BLOB, at TEXT NOT NULL, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX note_patient ON note(patient);
CREATE TABLE result(id BLOB PRIMARY KEY NOT NULL, patient BLOB, at TEXT NOT NULL, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX result_patient ON result(patient);
CREATE TABLE seen(
  id     BLOB PRIMARY KEY NOT NULL,
  person BLOB NOT NULL,
  about  BLOB,
  at     TEXT NOT NULL,            -- local time
  data   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX seen_at ON seen(at);
CREATE INDEX seen_about ON seen(about);
