//! Keys granted to persons.

use super::{Db, error::Result, rows};
use crate::{
    base::Id,
    model::{Fields, Grant},
};
use rusqlite::{Connection, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    if fields.is_empty() {
        sql.prepare_cached("DELETE FROM grants WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    }
    sql.prepare_cached("INSERT OR REPLACE INTO grants(id, person, data) VALUES(?1, ?2, ?3)")?.execute(params![
        id.as_bytes(),
        rows::id(fields, "person").unwrap_or_default(),
        rows::data(fields)
    ])?;
    Ok(())
}

pub fn of_person(db: &Db, person: Id) -> Result<Vec<Grant>> {
    rows::all(db.0, "SELECT id, data FROM grants WHERE person = ?1 ORDER BY id", [person.as_bytes()])
}

pub fn all(db: &Db) -> Result<Vec<Grant>> {
    rows::all(db.0, "SELECT id, data FROM grants ORDER BY id", [])
}
