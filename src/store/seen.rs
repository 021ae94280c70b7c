//! Who looked at what.

use super::{Db, error::Result, rows};
use crate::{
    base::Id,
    model::{Fields, Seen},
};
use rusqlite::{Connection, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    if fields.is_empty() {
        sql.prepare_cached("DELETE FROM seen WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    }
    sql.prepare_cached("INSERT OR REPLACE INTO seen(id, person, about, at, data) VALUES(?1, ?2, ?3, ?4, ?5)")?.execute(params![
        id.as_bytes(),
        rows::id(fields, "by").unwrap_or_default(),
        rows::id(fields, "about"),
        rows::text(fields, "at"),
        rows::data(fields)
    ])?;
    Ok(())
}

/// The newest first, from a day on.
pub fn since(db: &Db, from: chrono::NaiveDate, limit: usize) -> Result<Vec<Seen>> {
    rows::all(db.0, "SELECT id, data FROM seen WHERE at >= ?1 ORDER BY at DESC, id LIMIT ?2", params![from.to_string(), limit as i64])
}
