//! The practice itself: one record.

use super::{Db, error::Result, rows};
use crate::{
    base::Id,
    model::{Fields, Practice},
};
use rusqlite::{Connection, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    if fields.is_empty() {
        sql.prepare_cached("DELETE FROM practice WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    }
    sql.prepare_cached("INSERT OR REPLACE INTO practice(id, data) VALUES(?1, ?2)")?.execute(params![id.as_bytes(), rows::data(fields)])?;
    Ok(())
}

pub fn get(db: &Db) -> Result<Practice> {
    Ok(rows::needed(db.0, "SELECT id, data FROM practice LIMIT 1", [])?.unwrap_or_default())
}
