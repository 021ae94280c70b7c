-- Which changes are of the practice, its persons and their keys: few among very many, and asked for together whenever one
-- is added, for each must be signed by who was allowed to make it.
CREATE TABLE rights(
  origin BLOB NOT NULL,
  seq    INTEGER NOT NULL,
  doc    BLOB NOT NULL,
  PRIMARY KEY(origin, seq)
) STRICT, WITHOUT ROWID;
