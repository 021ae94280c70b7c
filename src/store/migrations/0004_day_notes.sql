-- Notes of a day or of several; a practitioner's, or everybody's.
CREATE TABLE daynote(
  id           BLOB PRIMARY KEY NOT NULL,
  date         TEXT NOT NULL,
  until        TEXT NOT NULL,
  practitioner BLOB,
  data         TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX daynote_date ON daynote(date, until);

-- Visits planned together, and those of which nobody knows yet whose they are. The row's columns stay; these follow from its fields.
CREATE INDEX appointment_series ON appointment(json_extract(data, '$.series'), start) WHERE json_extract(data, '$.series') IS NOT NULL;
CREATE INDEX appointment_unsettled ON appointment(start) WHERE patient IS NULL;
