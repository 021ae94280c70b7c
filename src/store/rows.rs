//! Rows to records: every projection keeps the record's fields as JSON beside the columns it is asked by.

use super::{
    Db,
    error::{Error, Result},
};
use crate::{
    base::Id,
    model::{Fields, Record, record::clean},
};
use rusqlite::{Connection, Params, Row};
use std::cell::Cell;

thread_local! {
    /// How many records the question that is being answered on this thread has passed over; None where none may be.
    static PASSED: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Answers a question in which a record that does not read leaves the rest: it is passed over and counted. Outside of it,
/// as in an act that judges by what it reads, such a record is an error.
pub fn passing_over<T>(question: impl FnOnce() -> T) -> (T, usize) {
    struct Outer(Option<usize>);
    impl Drop for Outer {
        fn drop(&mut self) {
            PASSED.set(self.0);
        }
    }
    let _outer = Outer(PASSED.replace(Some(0)));
    let answer = question();
    (answer, PASSED.get().unwrap_or(0))
}

/// Passes over a record that does not read, where that may be; else it is an error.
pub fn pass_over<T>(kind: &'static str) -> Result<Option<T>> {
    let Some(passed) = PASSED.get() else { return Err(Error::Record { kind }) };
    tracing::warn!("a record of kind {kind} does not read and is passed over");
    PASSED.set(Some(passed + 1));
    Ok(None)
}

/// The record, if it reads.
pub fn read<R>(record: Result<R>) -> Result<Option<R>> {
    match record {
        Err(Error::Record { kind }) => pass_over(kind),
        record => record.map(Some),
    }
}

/// Reads `id, data` in the first two columns.
pub fn record<R: Record>(row: &Row) -> Result<R> {
    let id = Id::from_bytes(row.get(0)?);
    let data = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
    let mut record: R = serde_json::from_str(&clean::text(data)).map_err(|_| Error::Record { kind: R::KIND })?;
    record.set_id(id);
    Ok(record)
}

/// All records that a query selecting `id, data` finds and that read.
pub fn all<R: Record>(db: &Connection, sql: &str, params: impl Params) -> Result<Vec<R>> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.extend(read(record(row))?);
    }
    Ok(found)
}

/// The one that it finds. One that does not read is as if it were not there, where records are passed over.
pub fn one<R: Record>(db: &Connection, sql: &str, params: impl Params) -> Result<Option<R>> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    rows.next()?.map_or(Ok(None), |row| read(record(row)))
}

/// As [`one`], of what everything else is judged by: nothing goes on without it.
pub fn needed<R: Record>(db: &Connection, sql: &str, params: impl Params) -> Result<Option<R>> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    rows.next()?.map(record).transpose()
}

pub fn data(fields: &Fields) -> String {
    serde_json::to_string(fields).unwrap_or_default()
}

pub fn text<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).and_then(|v| v.as_str()).unwrap_or_default()
}

pub fn id(fields: &Fields, name: &str) -> Option<[u8; 16]> {
    text(fields, name).parse::<Id>().ok().map(|id| *id.as_bytes())
}

impl Db<'_> {
    /// Whether there is any record of this kind.
    pub fn any(&self, kind: &str) -> Result<bool> {
        let table = super::project::TABLES.iter().find(|table| **table == kind).ok_or(Error::Record { kind: "unknown" })?;
        Ok(self.0.prepare_cached(&format!("SELECT 1 FROM {table} LIMIT 1"))?.exists([])?)
    }

    /// Whether a record of this kind is there, without reading it.
    pub fn has(&self, kind: &str, id: Id) -> Result<bool> {
        let table = super::project::TABLES.iter().find(|table| **table == kind).ok_or(Error::Record { kind: "unknown" })?;
        let mut there = self.0.prepare_cached(&format!("SELECT 1 FROM {table} WHERE id = ?1"))?;
        Ok(there.exists([id.as_bytes()])?)
    }
}
