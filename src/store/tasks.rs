//! What is owed to whom.

use super::{Db, error::Result, rows};
use crate::{
    base::Id,
    model::{Fields, Task, task::TaskStatus},
};
use chrono::NaiveDate;
use rusqlite::{Connection, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    if fields.is_empty() {
        sql.prepare_cached("DELETE FROM task WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    }
    let open = TaskStatus::of_code(rows::text(fields, "status")).unwrap_or_default().is_open();
    sql.prepare_cached("INSERT OR REPLACE INTO task(id, patient, open, at, data) VALUES(?1, ?2, ?3, ?4, ?5)")?.execute(params![
        id.as_bytes(),
        rows::id(fields, "patient"),
        open,
        rows::text(fields, "at"),
        rows::data(fields)
    ])?;
    Ok(())
}

pub fn get(db: &Db, id: Id) -> Result<Option<Task>> {
    rows::one(db.0, "SELECT id, data FROM task WHERE id = ?1", [id.as_bytes()])
}

pub fn all(db: &Db) -> Result<Vec<Task>> {
    rows::all(db.0, "SELECT id, data FROM task ORDER BY at, id", [])
}

/// Those that are not closed, the oldest first.
pub fn open(db: &Db) -> Result<Vec<Task>> {
    rows::all(db.0, "SELECT id, data FROM task WHERE open ORDER BY at, id", [])
}

/// The newest first.
pub fn of_patient(db: &Db, patient: Id) -> Result<Vec<Task>> {
    rows::all(db.0, "SELECT id, data FROM task WHERE patient = ?1 ORDER BY at DESC, id DESC", [patient.as_bytes()])
}

/// Those that were closed on a day, the last first.
pub fn closed_on(db: &Db, date: NaiveDate) -> Result<Vec<Task>> {
    let (from, to) = (date.to_string(), format!("{date}T99"));
    let sql = "SELECT id, data FROM task WHERE NOT open AND data ->> 'closed_at' BETWEEN ?1 AND ?2 ORDER BY data ->> 'closed_at' DESC, id";
    rows::all(db.0, sql, [from, to])
}
