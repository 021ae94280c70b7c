//! Somebody who works with Genki.

use super::{
    Db,
    authority::{self, Authority},
    error::Result,
    rows,
};
use crate::{
    base::Id,
    model::{Fields, Person, Record},
};
use rusqlite::{Connection, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    if fields.is_empty() {
        sql.prepare_cached("DELETE FROM person WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    }
    sql.prepare_cached("INSERT OR REPLACE INTO person(id, name, data) VALUES(?1, ?2, ?3)")?.execute(params![
        id.as_bytes(),
        rows::text(fields, "name"),
        rows::data(fields)
    ])?;
    Ok(())
}

pub fn all(db: &Db) -> Result<Vec<Person>> {
    rows::all(db.0, "SELECT id, data FROM person ORDER BY name, id", [])
}

pub fn get(db: &Db, id: Id) -> Result<Option<Person>> {
    rows::needed(db.0, "SELECT id, data FROM person WHERE id = ?1", [id.as_bytes()])
}

/// A person as the log says, whatever stands in the table.
pub fn by_log(db: &Db, id: Id) -> Result<Option<Person>> {
    let state = Authority::of(db.0)?.state(Person::KIND, id);
    Ok(if state.is_empty() { None } else { Person::from_fields(id, &authority::restrictive(&state, id)) })
}
