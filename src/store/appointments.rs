//! Visits that are planned.

use super::{Db, error::Result, evidence, rows, tempo};
use crate::{
    base::Id,
    model::{Appointment, Fields},
};
use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::{Connection, OptionalExtension, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    evidence::of_appointment(sql, id, fields)?;
    let Some(practitioner) = rows::id(fields, "practitioner") else {
        sql.prepare_cached("DELETE FROM appointment WHERE id = ?1")?.execute([id.as_bytes()])?;
        return tempo::of_appointment(sql, id);
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
    tempo::of_appointment(sql, id)
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

const TAKES: &str = "status NOT IN ('waitlist', 'cancelled', 'noshow', 'entered-in-error')";

/// The first day after `day` and up to `until` on which anybody comes.
pub fn next_day(db: &Db, day: NaiveDate, until: NaiveDate) -> Result<Option<NaiveDate>> {
    let sql = format!("SELECT start FROM appointment WHERE start > ?1 AND start < ?2 AND {TAKES} ORDER BY start LIMIT 1");
    let mut first = db.0.prepare_cached(&sql)?;
    let start: Option<String> = first.query_row(params![format!("{day}T99"), format!("{until}T99")], |r| r.get(0)).optional()?;
    Ok(start.and_then(|start| start.get(..10)?.parse().ok()))
}

/// The visits of a day for one of these reasons, in order. No others are read as a whole.
pub fn of_reasons(db: &Db, day: NaiveDate, reasons: &[Id]) -> Result<Vec<Appointment>> {
    let among = reasons.iter().map(|id| format!("'{id}'")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT id, data FROM appointment WHERE start >= ?1 AND start < ?2 AND {TAKES} AND json_extract(data, '$.reason') IN ({among})
         ORDER BY start, id"
    );
    rows::all(db.0, &sql, params![format!("{day}"), format!("{day}T99")])
}

/// Time in the diary that a visit takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Taken {
    pub id: Id,
    pub practitioner: Id,
    pub start: NaiveDateTime,
    pub minutes: u32,
}

/// What is taken on the days from `from` up to and including `to`, in order. Reads no more of a visit than that: free
/// places are looked for over months.
pub fn taken(db: &Db, from: NaiveDate, to: NaiveDate) -> Result<Vec<Taken>> {
    let mut statement = db.0.prepare_cached(
        "SELECT id, practitioner, start, json_extract(data, '$.minutes') FROM appointment
         WHERE start >= ?1 AND start < ?2 AND status NOT IN ('waitlist', 'cancelled', 'noshow', 'entered-in-error') ORDER BY start, id",
    )?;
    let mut rows = statement.query(params![format!("{from}"), format!("{to}T99")])?;
    let mut found = Vec::new();
    while let Some(r) = rows.next()? {
        let Ok(start) = r.get_ref(2)?.as_str().unwrap_or_default().parse() else {
            rows::pass_over::<()>("appointment")?;
            continue;
        };
        let minutes = r.get::<_, Option<u32>>(3)?.unwrap_or(0);
        found.push(Taken { id: Id::from_bytes(r.get(0)?), practitioner: Id::from_bytes(r.get(1)?), start, minutes });
    }
    Ok(found)
}

/// Who waits for a place, longest first. Their start is none, so the index finds them among all.
pub fn waiting(db: &Db) -> Result<Vec<Appointment>> {
    let mut all: Vec<Appointment> = rows::all(
        db.0,
        "SELECT id, data FROM appointment WHERE start >= ?1 AND start < ?2 AND status = 'waitlist'",
        params!["1970-01-01", "1970-01-02"],
    )?;
    all.sort_by_key(|a| (a.created, a.id));
    Ok(all)
}

/// With whom a patient usually is: most often of late, and still here.
pub fn usual(db: &Db, patient: Id) -> Result<Option<Id>> {
    let mut statement = db.0.prepare_cached(
        "SELECT practitioner FROM (SELECT practitioner, start FROM appointment
           WHERE patient = ?1 AND start > '1971' AND status IN ('fulfilled', 'booked', 'arrived', 'checked-in') ORDER BY start DESC LIMIT 8)
         WHERE practitioner IN (SELECT id FROM practitioner WHERE here)
         GROUP BY practitioner ORDER BY count(*) DESC, max(start) DESC LIMIT 1",
    )?;
    Ok(statement.query_row([patient.as_bytes()], |r| r.get(0)).optional()?.map(Id::from_bytes))
}

/// With whom a reason mostly is since a day, among those who are here; none where it was not.
pub fn mostly_with(db: &Db, reason: Id, since: NaiveDate) -> Result<Option<Id>> {
    let mut statement = db.0.prepare_cached(
        "SELECT practitioner FROM (SELECT practitioner, start FROM appointment
           WHERE start >= ?2 AND json_extract(data, '$.reason') = ?1 AND status IN ('fulfilled', 'booked', 'arrived', 'checked-in')
           ORDER BY start DESC LIMIT 40)
         WHERE practitioner IN (SELECT id FROM practitioner WHERE here)
         GROUP BY practitioner ORDER BY count(*) DESC, max(start) DESC LIMIT 1",
    )?;
    Ok(statement.query_row(params![reason.to_string(), format!("{since}")], |r| r.get(0)).optional()?.map(Id::from_bytes))
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
pub fn log_order(db: &Db, id: Id) -> Result<u64> {
    let mut first = db.0.prepare_cached("SELECT min(seq) FROM change WHERE doc = ?1")?;
    Ok(first.query_row([id.as_bytes()], |r| r.get::<_, Option<i64>>(0))?.unwrap_or_default() as u64)
}
