//! What was asked of a manager.

use super::{Db, error::Result, rows};
use crate::{
    base::Id,
    model::{Ask, Fields},
};
use rusqlite::{Connection, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    if fields.is_empty() {
        sql.prepare_cached("DELETE FROM ask WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    }
    sql.prepare_cached("INSERT OR REPLACE INTO ask(id, state, data) VALUES(?1, ?2, ?3)")?.execute(params![
        id.as_bytes(),
        rows::text(fields, "state"),
        rows::data(fields)
    ])?;
    Ok(())
}

/// The newest first.
pub fn all(db: &Db) -> Result<Vec<Ask>> {
    rows::all(db.0, "SELECT id, data FROM ask ORDER BY json_extract(data, '$.at') DESC, id", [])
}

pub fn get(db: &Db, id: Id) -> Result<Option<Ask>> {
    rows::one(db.0, "SELECT id, data FROM ask WHERE id = ?1", [id.as_bytes()])
}
