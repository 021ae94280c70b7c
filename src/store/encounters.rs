//! Visits that take place, and histories made elsewhere.

use super::{Db, error::Result, evidence, rows, tempo};
use crate::{
    base::Id,
    model::{Encounter, Fields},
};
use chrono::NaiveDate;
use rusqlite::{Connection, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    evidence::of_encounter(sql, id, fields)?;
    // One whose making was taken back after its patient had become another: only that is left of it.
    if rows::text(fields, "status").is_empty() {
        sql.prepare_cached("DELETE FROM encounter WHERE id = ?1")?.execute([id.as_bytes()])?;
        return tempo::of_encounter(sql, id, false);
    }
    sql.prepare_cached(
        "INSERT OR REPLACE INTO encounter(id, appointment, patient, practitioner, day, status, data) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        id.as_bytes(),
        rows::id(fields, "appointment"),
        rows::id(fields, "patient"),
        rows::id(fields, "practitioner"),
        evidence::day_of_encounter(fields),
        rows::text(fields, "status"),
        rows::data(fields)
    ])?;
    tempo::of_encounter(sql, id, rows::text(fields, "status") == "finished")
}

pub fn get(db: &Db, id: Id) -> Result<Option<Encounter>> {
    rows::one(db.0, "SELECT id, data FROM encounter WHERE id = ?1", [id.as_bytes()])
}

pub fn all(db: &Db) -> Result<Vec<Encounter>> {
    rows::all(db.0, "SELECT id, data FROM encounter ORDER BY day, id", [])
}

/// The encounter of a planned visit.
pub fn of_appointment(db: &Db, appointment: Id) -> Result<Option<Encounter>> {
    rows::one(
        db.0,
        "SELECT id, data FROM encounter WHERE appointment = ?1 AND status NOT IN ('cancelled', 'entered-in-error') ORDER BY id LIMIT 1",
        [appointment.as_bytes()],
    )
}

/// Those of the planned visits of the days from `from` up to and including `to`.
pub fn between(db: &Db, from: NaiveDate, to: NaiveDate) -> Result<Vec<Encounter>> {
    rows::all(
        db.0,
        "SELECT e.id, e.data FROM appointment a JOIN encounter e ON e.appointment = a.id
         WHERE a.start >= ?1 AND a.start < ?2 AND e.status NOT IN ('cancelled', 'entered-in-error') ORDER BY e.id",
        params![format!("{from}"), format!("{to}T99")],
    )
}

pub fn of_patient(db: &Db, patient: Id) -> Result<Vec<Encounter>> {
    rows::all(db.0, "SELECT id, data FROM encounter WHERE patient = ?1 ORDER BY day DESC, id", [patient.as_bytes()])
}
