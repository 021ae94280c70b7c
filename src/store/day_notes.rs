//! Notes of days.

use super::{Db, error::Result, rows};
use crate::{
    base::Id,
    model::{DayNote, Fields},
};
use chrono::NaiveDate;
use rusqlite::{Connection, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    if fields.is_empty() {
        sql.prepare_cached("DELETE FROM daynote WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    }
    sql.prepare_cached("INSERT OR REPLACE INTO daynote(id, date, until, practitioner, data) VALUES(?1, ?2, ?3, ?4, ?5)")?.execute(
        params![
            id.as_bytes(),
            rows::text(fields, "date"),
            rows::text(fields, "until"),
            rows::id(fields, "practitioner"),
            rows::data(fields)
        ],
    )?;
    Ok(())
}

pub fn get(db: &Db, id: Id) -> Result<Option<DayNote>> {
    rows::one(db.0, "SELECT id, data FROM daynote WHERE id = ?1", [id.as_bytes()])
}

/// All of them, those taken away as well.
pub fn all(db: &Db) -> Result<Vec<DayNote>> {
    rows::all(db.0, "SELECT id, data FROM daynote ORDER BY date, id", [])
}

/// Those that hold on a day, the ones for everybody first.
pub fn on(db: &Db, date: NaiveDate) -> Result<Vec<DayNote>> {
    rows::all(
        db.0,
        "SELECT id, data FROM daynote WHERE date <= ?1 AND until >= ?1 AND json_extract(data, '$.removed') IS NULL
         ORDER BY practitioner IS NOT NULL, date, id",
        [date.to_string()],
    )
}
