//! Results, and what they say to those who may read it.

use super::{Db, error::Result, people, practice, rows};
use crate::{
    base::Id,
    model::{
        Attachment, Content, Fields, TestResult,
        attachment::Part,
        rights::{Deed, May, may},
    },
};
use chrono::NaiveDate;
use rusqlite::{Connection, params};

pub fn project(sql: &Connection, id: Id, fields: &Fields) -> Result<()> {
    if fields.is_empty() {
        sql.prepare_cached("DELETE FROM result WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    }
    sql.prepare_cached("INSERT OR REPLACE INTO result(id, patient, at, open, data) VALUES(?1, ?2, ?3, ?4, ?5)")?.execute(params![
        id.as_bytes(),
        rows::id(fields, "patient"),
        rows::text(fields, "at"),
        !fields.contains_key("told_at"),
        rows::data(fields)
    ])?;
    Ok(())
}

/// The newest first.
pub fn of_patient(db: &Db, patient: Id) -> Result<Vec<TestResult>> {
    rows::all(db.0, "SELECT id, data FROM result WHERE patient = ?1 ORDER BY at DESC, id", [patient.as_bytes()])
}

pub fn all(db: &Db) -> Result<Vec<TestResult>> {
    rows::all(db.0, "SELECT id, data FROM result ORDER BY at DESC, id", [])
}

/// Those that nobody was told of yet, the oldest first.
pub fn open(db: &Db) -> Result<Vec<TestResult>> {
    rows::all(db.0, "SELECT id, data FROM result WHERE open ORDER BY at, id", [])
}

/// Those that somebody was told of on a day, the last first.
pub fn told_on(db: &Db, date: NaiveDate) -> Result<Vec<TestResult>> {
    let (from, to) = (date.to_string(), format!("{date}T99"));
    let sql = "SELECT id, data FROM result WHERE NOT open AND data ->> 'told_at' BETWEEN ?1 AND ?2 ORDER BY data ->> 'told_at' DESC, id";
    rows::all(db.0, sql, [from, to])
}

pub fn get(db: &Db, id: Id) -> Result<Option<TestResult>> {
    rows::one(db.0, "SELECT id, data FROM result WHERE id = ?1", [id.as_bytes()])
}

/// Whether something was written of what a result says, whoever may read it.
pub fn has_content(db: &Db, result: Id) -> Result<bool> {
    Ok(db.0.prepare_cached("SELECT 1 FROM change WHERE doc = ?1")?.exists([Content::id_of(result).as_bytes()])?)
}

/// What a result says, for somebody at a screen: nothing where it is not hers to read now, be it that it came while the
/// practice let secretaries read, or that she was a doctor then.
pub fn content_for(db: &Db, reader: Id, result: Id) -> Result<Option<Content>> {
    match may(people::get(db, reader)?.as_ref(), &practice::get(db)?, Deed::ReadResults) {
        May::Do => content(db, result),
        _ => Ok(None),
    }
}

/// What a result says; nothing where the reader's keys do not open it.
pub fn content(db: &Db, result: Id) -> Result<Option<Content>> {
    super::sealed::get(db, Content::id_of(result))
}

/// A file that came with a result; nothing where the reader's keys do not open it, or a part is not there yet.
pub fn file(db: &Db, result: Id, file: &Attachment) -> Result<Option<Vec<u8>>> {
    let parts = file.parts(Content::id_of(result)).map(|id| super::sealed::get::<Part>(db, id));
    let parts: Option<Vec<Part>> = parts.collect::<Result<_>>()?;
    Ok(parts.and_then(|parts| file.join(&parts)))
}
