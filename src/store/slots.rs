//! Breaks and sessions entered by hand, and how a practitioner stands on a day.

use super::{Db, error::Result, rows};
use crate::{
    base::Id,
    model::{Duty, Fields, Slot},
};
use chrono::NaiveDate;
use rusqlite::{Connection, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    let removed = fields.get("removed").and_then(|v| v.as_bool()).unwrap_or(false);
    let Some(practitioner) = rows::id(fields, "practitioner").filter(|_| !removed) else {
        sql.prepare_cached("DELETE FROM slot WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    };
    sql.prepare_cached("INSERT OR REPLACE INTO slot(id, practitioner, start, until, data) VALUES(?1, ?2, ?3, ?4, ?5)")?
        .execute(params![id.as_bytes(), practitioner, rows::text(fields, "start"), rows::text(fields, "end"), rows::data(fields)])?;
    Ok(())
}

pub fn project_duty(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    let Some(practitioner) = rows::id(fields, "practitioner") else {
        sql.prepare_cached("DELETE FROM duty WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    };
    sql.prepare_cached("INSERT OR REPLACE INTO duty(id, practitioner, date, data) VALUES(?1, ?2, ?3, ?4)")?.execute(params![
        id.as_bytes(),
        practitioner,
        rows::text(fields, "date"),
        rows::data(fields)
    ])?;
    Ok(())
}

pub fn get(db: &Db, id: Id) -> Result<Option<Slot>> {
    rows::one(db.0, "SELECT id, data FROM slot WHERE id = ?1", [id.as_bytes()])
}

pub fn all(db: &Db) -> Result<Vec<Slot>> {
    rows::all(db.0, "SELECT id, data FROM slot ORDER BY start, id", [])
}

/// Those of a practitioner that touch the days from `from` up to and including `to`.
pub fn between(db: &Db, practitioner: Id, from: NaiveDate, to: NaiveDate) -> Result<Vec<Slot>> {
    rows::all(
        db.0,
        "SELECT id, data FROM slot WHERE practitioner = ?1 AND start < ?3 AND until > ?2 ORDER BY start, id",
        params![practitioner.as_bytes(), format!("{from}"), format!("{to}T99")],
    )
}

pub fn duty(db: &Db, practitioner: Id, date: NaiveDate) -> Result<Option<Duty>> {
    let id = Duty::id_of(practitioner, date);
    rows::one(db.0, "SELECT id, data FROM duty WHERE id = ?1", [id.as_bytes()])
}

pub fn duties(db: &Db) -> Result<Vec<Duty>> {
    rows::all(db.0, "SELECT id, data FROM duty ORDER BY date, id", [])
}
