//! What is kept in mind of people.

use super::{Db, error::Result, rows};
use crate::{
    base::Id,
    model::{Fields, Keepsake},
};
use chrono::NaiveDate;
use rusqlite::{Connection, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    if fields.is_empty() {
        sql.prepare_cached("DELETE FROM keepsake WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    }
    let open = !fields.contains_key("asked_at") && !fields.contains_key("dropped");
    sql.prepare_cached("INSERT OR REPLACE INTO keepsake(id, patient, open, data) VALUES(?1, ?2, ?3, ?4)")?.execute(params![
        id.as_bytes(),
        rows::id(fields, "patient"),
        open,
        rows::data(fields)
    ])?;
    Ok(())
}

pub fn get(db: &Db, id: Id) -> Result<Option<Keepsake>> {
    rows::one(db.0, "SELECT id, data FROM keepsake WHERE id = ?1", [id.as_bytes()])
}

pub fn all(db: &Db) -> Result<Vec<Keepsake>> {
    rows::all(db.0, "SELECT id, data FROM keepsake ORDER BY id", [])
}

/// What is still to be asked, sooner or later.
pub fn open_of(db: &Db, patient: Id) -> Result<Vec<Keepsake>> {
    rows::all(db.0, "SELECT id, data FROM keepsake WHERE patient = ?1 AND open ORDER BY id", [patient.as_bytes()])
}

/// All of somebody's, those that were asked as well.
pub fn of_patient(db: &Db, patient: Id) -> Result<Vec<Keepsake>> {
    rows::all(db.0, "SELECT id, data FROM keepsake WHERE patient = ?1 ORDER BY id", [patient.as_bytes()])
}

/// What is to be asked of anybody by that day, by whom it is asked.
pub fn to_ask(db: &Db, today: NaiveDate) -> Result<Vec<Keepsake>> {
    let open: Vec<Keepsake> = rows::all(db.0, "SELECT id, data FROM keepsake WHERE open AND patient IS NOT NULL ORDER BY id", [])?;
    Ok(open.into_iter().filter(|k| k.is_to_be_asked(today)).collect())
}
