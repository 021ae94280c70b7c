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

/// Reads `id, data` in the first two columns.
pub fn record<R: Record>(row: &Row) -> Result<R> {
    let id = Id::from_bytes(row.get(0)?);
    let data = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
    let mut record: R = serde_json::from_str(&clean::text(data)).map_err(|_| Error::Record { kind: R::KIND })?;
    record.set_id(id);
    Ok(record)
}

/// All records that a query selecting `id, data` finds.
pub fn all<R: Record>(db: &Connection, sql: &str, params: impl Params) -> Result<Vec<R>> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(record(row)?);
    }
    Ok(found)
}

pub fn one<R: Record>(db: &Connection, sql: &str, params: impl Params) -> Result<Option<R>> {
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
    /// Whether a record of this kind is there, without reading it.
    pub fn has(&self, kind: &str, id: Id) -> Result<bool> {
        let table = super::project::TABLES.iter().find(|table| **table == kind).ok_or(Error::Record { kind: "unknown" })?;
        let mut there = self.0.prepare_cached(&format!("SELECT 1 FROM {table} WHERE id = ?1"))?;
        Ok(there.exists([id.as_bytes()])?)
    }
}
