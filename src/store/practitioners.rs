//! Doctors and others whom patients come to see.

use super::{Db, error::Result, rows};
use crate::{
    base::{Id, text::fold},
    model::{Fields, Practitioner},
};
use rusqlite::{Connection, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    if fields.is_empty() {
        sql.prepare_cached("DELETE FROM practitioner WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    }
    let is = |name: &str| fields.get(name).and_then(|v| v.as_bool()).unwrap_or(false);
    let given = fields.get("given").and_then(|v| v.as_array()).and_then(|a| a.first()).and_then(|v| v.as_str());
    let folded = fold(&format!("{} {}", rows::text(fields, "family"), given.unwrap_or_default()));
    sql.prepare_cached("INSERT OR REPLACE INTO practitioner(id, folded, here, data) VALUES(?1, ?2, ?3, ?4)")?.execute(params![
        id.as_bytes(),
        folded,
        !is("elsewhere") && !is("hidden"),
        rows::data(fields)
    ])?;
    Ok(())
}

pub fn get(db: &Db, id: Id) -> Result<Option<Practitioner>> {
    rows::one(db.0, "SELECT id, data FROM practitioner WHERE id = ?1", [id.as_bytes()])
}

pub fn all(db: &Db) -> Result<Vec<Practitioner>> {
    rows::all(db.0, "SELECT id, data FROM practitioner ORDER BY folded, id", [])
}

/// Those whose day is kept here.
pub fn here(db: &Db) -> Result<Vec<Practitioner>> {
    rows::all(db.0, "SELECT id, data FROM practitioner WHERE here ORDER BY folded, id", [])
}
