//! Calls, and attempts at calls.

use super::{Db, error::Result, rows};
use crate::{
    base::Id,
    model::{Communication, Fields},
};
use chrono::NaiveDate;
use rusqlite::{Connection, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    if fields.is_empty() {
        sql.prepare_cached("DELETE FROM communication WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    }
    sql.prepare_cached("INSERT OR REPLACE INTO communication(id, patient, at, about, data) VALUES(?1, ?2, ?3, ?4, ?5)")?.execute(
        params![id.as_bytes(), rows::id(fields, "patient"), rows::text(fields, "at"), rows::id(fields, "about"), rows::data(fields)],
    )?;
    Ok(())
}

pub fn get(db: &Db, id: Id) -> Result<Option<Communication>> {
    rows::one(db.0, "SELECT id, data FROM communication WHERE id = ?1", [id.as_bytes()])
}

pub fn all(db: &Db) -> Result<Vec<Communication>> {
    rows::all(db.0, "SELECT id, data FROM communication ORDER BY at, id", [])
}

/// Those of a day, the newest first.
pub fn on(db: &Db, date: NaiveDate) -> Result<Vec<Communication>> {
    let (from, to) = (date.to_string(), format!("{date}T99"));
    rows::all(db.0, "SELECT id, data FROM communication WHERE at >= ?1 AND at < ?2 ORDER BY at DESC, id DESC", [from, to])
}

/// The newest first.
pub fn of_patient(db: &Db, patient: Id) -> Result<Vec<Communication>> {
    rows::all(db.0, "SELECT id, data FROM communication WHERE patient = ?1 ORDER BY at DESC, id DESC", [patient.as_bytes()])
}

/// The attempts at a call-back, a result or a recall, in order.
pub fn about(db: &Db, about: Id) -> Result<Vec<Communication>> {
    rows::all(db.0, "SELECT id, data FROM communication WHERE about = ?1 ORDER BY at, id", [about.as_bytes()])
}
