//! Visits that are planned.

use super::{Db, error::Result, rows};
use crate::{
    base::Id,
    model::{Appointment, Fields},
};
use chrono::NaiveDate;
use rusqlite::{Connection, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    let Some(practitioner) = rows::id(fields, "practitioner") else {
        sql.prepare_cached("DELETE FROM appointment WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    };
    sql.prepare_cached(
        "INSERT OR REPLACE INTO appointment(id, practitioner, patient, start, status, data) VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        id.as_bytes(),
        practitioner,
        rows::id(fields, "patient"),
        rows::text(fields, "start"),
        rows::text(fields, "status"),
        rows::data(fields)
    ])?;
    Ok(())
}

pub fn get(db: &Db, id: Id) -> Result<Option<Appointment>> {
    rows::one(db.0, "SELECT id, data FROM appointment WHERE id = ?1", [id.as_bytes()])
}

pub fn all(db: &Db) -> Result<Vec<Appointment>> {
    rows::all(db.0, "SELECT id, data FROM appointment ORDER BY start, id", [])
}

/// Everybody's visits of the days from `from` up to and including `to`, in order.
pub fn between(db: &Db, from: NaiveDate, to: NaiveDate) -> Result<Vec<Appointment>> {
    rows::all(
        db.0,
        "SELECT id, data FROM appointment WHERE start >= ?1 AND start < ?2 ORDER BY start, id",
        params![format!("{from}"), format!("{to}T99")],
    )
}

pub fn of_patient(db: &Db, patient: Id) -> Result<Vec<Appointment>> {
    rows::all(db.0, "SELECT id, data FROM appointment WHERE patient = ?1 ORDER BY start DESC, id", [patient.as_bytes()])
}

/// The visits of a series, in order.
pub fn of_series(db: &Db, series: Id) -> Result<Vec<Appointment>> {
    rows::all(db.0, "SELECT id, data FROM appointment WHERE json_extract(data, '$.series') = ?1 ORDER BY start, id", [series.to_string()])
}

/// Visits of which nobody knows yet whose they are, in order. What was called off needs nobody.
pub fn unsettled(db: &Db) -> Result<Vec<Appointment>> {
    let all: Vec<Appointment> = rows::all(db.0, "SELECT id, data FROM appointment WHERE patient IS NULL ORDER BY start, id", [])?;
    Ok(all.into_iter().filter(|a| a.is_unsettled() && a.status.takes_a_place()).collect())
}

/// Where a record stands in the log by when its first change was written: the last tie-break of a day's order.
pub fn log_order(db: &Db, ids: &[Id]) -> Result<Vec<u64>> {
    let mut first = db.0.prepare_cached("SELECT min(seq) FROM change WHERE doc = ?1")?;
    ids.iter().map(|id| Ok(first.query_row([id.as_bytes()], |r| r.get::<_, Option<i64>>(0))?.unwrap_or_default() as u64)).collect()
}
